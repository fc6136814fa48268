package warc

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// cycle repeats a text for ever.
type cycle struct {
	text string
	at   int
}

func (c *cycle) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		k := copy(p[n:], c.text[c.at:])
		n, c.at = n+k, (c.at+k)%len(c.text)
	}
	return n, nil
}

// endless is head, then n bytes of text repeated.
func endless(head, text string, n int64) io.Reader {
	return io.MultiReader(strings.NewReader(head), io.LimitReader(&cycle{text: text}, n))
}

// TestHostile reads files built to cost time or memory. A page before each and,
// where the file says where records begin, one behind it are read all the same.
func TestHostile(t *testing.T) {
	const big = 64 << 20
	header := "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
	bomb := func(head, text string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := io.Copy(z, endless(head, text, big)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	zeros := strings.Repeat("\x00", 4096)
	for _, c := range []struct {
		name  string
		src   io.Reader
		pages string // the first sign of each page read
	}{
		{"endless header", endless(header, "x-field: value\r\n", big), ""},
		{"endless line", endless(header+"x: ", "value ", big), ""},
		{"endless blank lines", endless("", "\r\n", big), ""},
		{"endless block", endless(header+"Content-Length: 999999999999\r\n\r\n", "teks ", big), ""},
		{"endless starts", endless("", "WARC/", big), ""},
		{"endless records", endless("", "WARC/1.0\r\nContent-Length: 0\r\n\r\n", big/16), ""},
		{"endless marks", endless("\x1f\x8b\x08\x00", "\x1f\x8b\x08\x00", big/16), ""},
		{"endless members", endless("", packed(t, ""), big/64), ""},
		{"bomb of a block", strings.NewReader(packed(t, numbered(1)) + bomb(header+"Content-Length: 999999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", zeros) + packed(t, numbered(2))), "12"},
		{"bomb of a header", strings.NewReader(packed(t, numbered(1)) + bomb(header+"x: ", "value ") + packed(t, numbered(2))), "12"},
		{"bomb of nothing", strings.NewReader(packed(t, numbered(1)) + bomb("", zeros) + packed(t, numbered(2))), "12"},
		{"a film", strings.NewReader(packed(t, numbered(1)) + bomb(header+"Content-Length: 67108864\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", zeros) + packed(t, numbered(2))), "12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := ""
			r := NewReader(c.src)
			var rec Record
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for {
				err := r.Next(&rec)
				if err == io.EOF {
					break
				}
				if err == nil && rec.URL != nil {
					pages += rec.URL.Path[1:]
				}
			}
			runtime.ReadMemStats(&after)
			if pages != c.pages {
				t.Errorf("pages %q, want %q", pages, c.pages)
			}
			if held := cap(r.file.buf) + cap(r.plain.buf) + cap(rec.block); held > 8*MaxRecord {
				t.Errorf("holds %d bytes", held)
			}
			if c.name == "a film" && after.TotalAlloc-before.TotalAlloc > 8*MaxRecord {
				t.Errorf("took %d bytes for what is no page", after.TotalAlloc-before.TotalAlloc)
			}
		})
	}
}

// TestBombInBody leaves what a body decompresses to unread until it is read.
func TestBombInBody(t *testing.T) {
	bomb := packed(t, strings.Repeat(" ", 64<<20))
	r := NewReader(strings.NewReader(response("https://kabar.example/1", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", bomb)))
	var rec Record
	if err := r.Next(&rec); err != nil {
		t.Fatal(err)
	}
	body, _, err := rec.Document()
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.CopyN(io.Discard, body, 1<<20); n != 1<<20 || err != nil {
		t.Errorf("%d bytes, err %v", n, err)
	}
}

// FuzzReader reads any bytes as a file: every record lies within it, offsets grow,
// and the same file gives the same pages again.
func FuzzReader(f *testing.F) {
	f.Add([]byte(numbered(1) + numbered(2)))
	f.Add([]byte(packed(f, numbered(1)) + packed(f, numbered(2))))
	f.Add([]byte(packed(f, numbered(1)+numbered(2))))
	f.Add([]byte(packed(f, numbered(1))[:80] + packed(f, numbered(2))))
	f.Add([]byte(response("https://kabar.example/1", "Content-Type: text/html\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")))
	f.Add([]byte(strings.Replace(numbered(1), "Content-Length: ", "Content-Length: 9", 1) + numbered(2)))
	f.Add([]byte(record("metadata", "application/json", "https://kabar.example/1", "{}") + "WARC/1.0\nWARC-X: y\n\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			return
		}
		last := int64(-1)
		r := NewReader(bytes.NewReader(src))
		var rec Record
		for n := 0; ; n++ {
			err := r.Next(&rec)
			if err == io.EOF {
				break
			}
			at := rec.Offset
			if damaged, ok := err.(*RecordError); ok {
				at = damaged.Offset
			} else if err != nil {
				t.Fatalf("untyped error: %v", err)
			}
			if at < last || at > int64(len(src)) || n > len(src) {
				t.Fatalf("record %d at %d after %d of %d", n, at, last, len(src))
			}
			last = at
		}
		pages, problems := crawl(t, bytes.NewReader(src))
		again, problemsAgain := crawl(t, bytes.NewReader(src))
		if strings.Join(pages, "\n") != strings.Join(again, "\n") || strings.Join(problems, "\n") != strings.Join(problemsAgain, "\n") {
			t.Fatal("read twice it gives two crawls")
		}
	})
}
