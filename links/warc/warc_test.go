package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

const page = `<!doctype html><title>Kabar</title><a href="/1">Feri Cepat Singgah di Pulau Karang</a>`

// record writes a record of a WARC file as crawlers do.
func record(kind, media, address, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, media, len(block), block)
}

// response is the record of a page with this header.
func response(address, header, body string) string {
	return record("response", "application/http; msgtype=response", address, "HTTP/1.1 200 OK\r\n"+header+"\r\n"+body)
}

func numbered(n int) string {
	return response(fmt.Sprintf("https://kabar.example/%d", n), "Content-Type: text/html\r\n", fmt.Sprintf("%s<p>%d", page, n))
}

func packed(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// crawl reads a file and returns each page as "ADDRESS BODY", each problem as
// "OFFSET: REASON".
func crawl(t testing.TB, src io.Reader) (pages, problems []string) {
	t.Helper()
	r := NewReader(src)
	var rec Record
	for {
		err := r.Next(&rec)
		if err == io.EOF {
			return pages, problems
		}
		var damaged *RecordError
		if errors.As(err, &damaged) {
			problems = append(problems, fmt.Sprintf("%d: %s", damaged.Offset, damaged.Reason))
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		body, media, err := rec.Document()
		if err == ErrNoPage {
			continue
		}
		var text []byte
		if err == nil {
			text, err = io.ReadAll(io.LimitReader(body, 1<<20))
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("%d: %s", rec.Offset, err))
			continue
		}
		if media == "" {
			t.Fatal("no type")
		}
		address := ""
		if rec.URL != nil {
			address = strings.TrimPrefix(rec.URL.String(), "https://kabar.example/")
		}
		pages = append(pages, address+" "+string(text))
	}
}

// TestForms reads the same page in every form in which crawlers store it.
func TestForms(t *testing.T) {
	const html = "Content-Type: text/html; charset=utf-8\r\n"
	var br bytes.Buffer
	w := brotli.NewWriter(&br)
	_, _ = w.Write([]byte(page)) // a buffer takes everything
	_ = w.Close()
	chunks := fmt.Sprintf("5;x=y\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", page[:5], len(page)-5, page[5:])
	for name, c := range map[string]struct{ record, want string }{
		"plain":                   {response("https://kabar.example/a", html, page), page},
		"gzip":                    {response("https://kabar.example/a", html+"content-encoding: GZIP\r\n", packed(t, page)), page},
		"brotli":                  {response("https://kabar.example/a", html+"Content-Encoding: br\r\n", br.String()), page},
		"chunks":                  {response("https://kabar.example/a", html+"Transfer-Encoding: chunked\r\n", chunks), page},
		"header of another form":  {response("https://kabar.example/a", html+"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n", page), page},
		"brotli undone":           {response("https://kabar.example/a", html+"Content-Encoding: br\r\n", page), page},
		"no type":                 {response("https://kabar.example/a", "", page), page},
		"address in brackets":     {response("<https://kabar.example/a>", html, page), page},
		"header of broken lines":  {response("https://kabar.example/a", "no colon\r\n: x\r\n"+html, page), page},
		"file":                    {record("resource", "text/html", "https://kabar.example/a", page), page},
		"notes":                   {record("metadata", "application/json", "https://kabar.example/a", `{"Envelope":{}}`), `{"Envelope":{}}`},
		"line feeds only":         {strings.ReplaceAll(record("resource", "text/html", "https://kabar.example/a", page), "\r", ""), page},
		"gzip that was cut":       {strings.Replace(response("https://kabar.example/a", html+"Content-Encoding: gzip\r\n", packed(t, page)[:50]), "\r\n", "\r\nWARC-Truncated: length\r\n", 1), ""},
		"a request":               {record("request", "application/http; msgtype=request", "https://kabar.example/a", "GET /a HTTP/1.1\r\n\r\n"), "-"},
		"a redirect":              {strings.Replace(response("https://kabar.example/a", html, page), "200 OK", "301 NO", 1), "-"},
		"a picture":               {response("https://kabar.example/a", "Content-Type: image/png\r\n", "\x89PNG"), "-"},
		"a picture without type":  {response("https://kabar.example/a", "", "\x89PNG\r\n\x1a\n"), "-"},
		"fields about the answer": {record("metadata", "application/warc-fields", "https://kabar.example/a", "via: x\r\n"), "-"},
	} {
		file := record("warcinfo", "application/warc-fields", "https://kabar.example/", "software: x\r\n") + c.record + numbered(2)
		for _, src := range []string{file, packed(t, file), packed(t, c.record) + packed(t, numbered(2))} {
			pages, problems := crawl(t, strings.NewReader(src))
			if len(problems) > 0 || len(pages) == 0 || !strings.HasPrefix(pages[len(pages)-1], "2 ") {
				t.Errorf("%s: pages %q, problems %q", name, pages, problems)
				continue
			}
			switch got := pages[0]; {
			case c.want == "-" && len(pages) != 1, c.want != "-" && (len(pages) != 2 || !strings.HasPrefix(got, "a ")):
				t.Errorf("%s: %q", name, pages)
			case c.want != "-" && c.want != "" && got != "a "+c.want, c.want == "" && !strings.HasPrefix(page, got[2:]):
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}

func TestIs(t *testing.T) {
	for src, want := range map[string]bool{
		numbered(1): true, packed(t, numbered(1)): true, packed(t, strings.Repeat(numbered(1), 5000))[:512]: true,
		"": false, "WARC": false, "<html>WARC/1.0": false, "\x1f\x8b": false, packed(t, page): false, packed(t, ""): false,
	} {
		if Is([]byte(src)) != want {
			t.Errorf("%.40q: %v, want %v", src, !want, want)
		}
	}
}

// TestDamage damages the second of four records: it is told of with its place and
// the others are read.
func TestDamage(t *testing.T) {
	second := numbered(2)
	cut := func(s string, from, to int) string { return s[:from] + s[to:] }
	flipped := func(s string, at int) string { return s[:at] + string(rune(s[at]^0x55&0x7f)) + s[at+1:] }
	length := fmt.Sprintf("Content-Length: %d", len(second)-len("\r\n\r\n")-strings.Index(second, "HTTP/"))
	with := func(value string) string { return strings.Replace(second, length, value, 1) }
	for name, damaged := range map[string]string{
		"length too long":      with("Content-Length: 900"),
		"length far too long":  with("Content-Length: 9000000000000"),
		"length beyond number": with("Content-Length: 99999999999999999999999999"),
		"length too short":     with("Content-Length: 50"),
		"length negative":      with("Content-Length: -5"),
		"no length":            with("X-Length: 5"),
		"no version":           "W" + second[2:],
		"end missing":          cut(second, len(second)-60, len(second)),
		"middle missing":       cut(second, 150, 250),
		"header without end":   strings.Replace(second, "\r\n\r\n", "\r\nx: y\r\n", 2) + strings.Repeat("x: y\r\n", 20_000),
	} {
		src := numbered(1) + damaged + numbered(3) + numbered(4)
		checkDamage(t, name+", plain", src, len(numbered(1)))
		checkDamage(t, name+", one member", packed(t, src), 0)
		checkDamage(t, name+", members", packed(t, numbered(1))+packed(t, damaged)+packed(t, numbered(3))+packed(t, numbered(4)), len(packed(t, numbered(1))))
	}
	member := packed(t, second)
	for name, damaged := range map[string]string{
		"checksum":        flipped(member, len(member)-6),
		"data":            flipped(member, len(member)/2),
		"data at once":    member[:12] + "\xff\xff\xff\xff" + member[16:],
		"no header":       "xx" + member[2:],
		"end missing":     member[:len(member)-20],
		"almost all gone": member[:11],
		"middle missing":  cut(member, 60, 90),
		"empty member":    packed(t, "") + "junk",
		"another file":    packed(t, "teks biasa saja"),
	} {
		checkDamage(t, name, packed(t, numbered(1))+damaged+packed(t, numbered(3))+packed(t, numbered(4)), -1)
	}
}

// checkDamage fails unless pages 1, 3 and 4 are read and a single problem is at
// the place, unless that is -1.
func checkDamage(t *testing.T, name, src string, place int) {
	t.Helper()
	pages, problems := crawl(t, strings.NewReader(src))
	var got []string
	for _, p := range pages {
		got = append(got, p[:1])
	}
	if strings.Join(got, "") != "134" || len(problems) != 1 || place >= 0 && !strings.HasPrefix(problems[0], fmt.Sprint(place)+":") {
		t.Errorf("%s: pages %q, problems %q, want place %d", name, got, problems, place)
	}
}

// TestReadError gives the error of the file, once.
func TestReadError(t *testing.T) {
	for _, src := range []string{numbered(1) + numbered(2), packed(t, numbered(1)) + packed(t, numbered(2))} {
		r := NewReader(io.MultiReader(strings.NewReader(src[:len(src)-30]), failing{}))
		var rec Record
		var err error
		for n := 0; n < 5 && !errors.Is(err, errDisk); n++ {
			err = r.Next(&rec)
		}
		if !errors.Is(err, errDisk) {
			t.Errorf("err = %v, want that of the file", err)
		}
	}
}

var errDisk = errors.New("disk failed")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errDisk }
