package links

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// repeat returns n bytes or a little less of s again and again.
func repeat(s string, n int) string { return strings.Repeat(s, n/len(s)) }

// maxSteps bounds the steps from node to node per node of a page. Depth 256
// and the bounds of single searches allow some hundreds; a quadratic search of
// these pages would take tens of thousands.
const maxSteps = 500

// TestHostile reads pages built to cost time or memory.
func TestHostile(t *testing.T) {
	const full = MaxBytes
	const big = 2 << 20 // enough to tell linear from quadratic
	cases := []struct {
		name, contentType, src string
		limit                  string // What of the LimitError, "" for none
	}{
		{"too long", "text/html", repeat("<p>"+repeat("teks biasa ", 200)+"</p>", full+4000), "bytes"},
		{"nested", "text/html", strings.Repeat("<div>", 100_000) + `<a href=/x>Judul di dasar sekali</a>`, "depth"},
		{"nested and closed", "text/html", strings.Repeat("<div>", 100_000) + strings.Repeat("</div>", 100_000) + "<a href=/x>Judul setelah semuanya</a>", "depth"},
		{"nested inline", "text/html", repeat("<b><i>", full), "depth"},
		{"million links", "text/html", strings.Repeat("<a href=1>b</a>", 690_000), "links"},
		{"different links", "text/html", differentLinks(200_000), "links"},
		{"links in one paragraph", "text/html", "<p>" + repeat("kata kata kata", 4000) + strings.Repeat("<a href=1>satu dua tiga empat</a>", 40_000), ""},
		{"unclosed links", "text/html", strings.Repeat("<div><a href=1>satu dua tiga ", 45_000), "depth"},
		{"endless attributes", "text/html", "<a " + repeat("x=1 y z1 ", 3<<20) + ">x</a>", ""},
		{"many attributes", "text/html", "<p " + manyAttributes(400_000) + "><a href=/x>Judul yang masih terbaca</a>", ""},
		{"tag without end", "text/html", "<a href=\"" + repeat("x", full-100), "tag"},
		{"script without end", "text/html", "<script>" + repeat("var x;", full-100), "tag"},
		{"NUL bytes", "text/html", "<p>\x00a\x00</p>" + repeat("\x00", full-100), ""},
		{"open brackets", "text/html", repeat("<", big), ""},
		{"end tags", "text/html", "<table>" + strings.Repeat("<div>", 250) + repeat("</b></p></x>", big), ""},
		{"end tags behind a wall", "text/html", "<b><table>" + strings.Repeat("<div>", 200) + repeat("</b>", big), ""},
		{"markers", "text/html", repeat("<p>Baca juga:</p>", big), ""},
		{"markers with text", "text/html", repeat("<div>"+repeat("teks ", 70)+"<b>Baca juga:</b></div><a href=1></a>", big), ""},
		{"blocks", "text/html", repeat("<h3>Berita Terkait</h3><div><div><div><a href=1>x</a></div></div></div>", big), ""},
		{"headings", "text/html", repeat("<h1 itemprop=headline>a b c</h1>", big), ""},
		{"linked headings", "text/html", repeat(`<h3><a href=/x title="Satu dua tiga"></a></h3>`, big), ""},
		{"ad labels", "text/html", repeat("<div><b>Sponsored</b><a href=/x>Satu dua tiga</a></div>", big), ""},
		{"ad labels in one block", "text/html", "<div>" + repeat("<b>Sponsored</b><a href=/x>Satu dua tiga empat</a>", big), ""},
		{"hidden parts", "text/html", repeat("<a href=/x>"+repeat("<i hidden>satu dua</i>", 400)+"</a>", big), ""},
		{"scripts in a slot", "text/html", repeat("<div><b>Iklan</b><script></script></div>", big), ""},
		{"related classes", "text/html", repeat(`<div class="related related-posts baca-juga x y z">`, big), "depth"},
		{"paragraphs", "text/html", repeat("<div><p>"+repeat("kata kata ", 60)+"</p></div>", big), ""},
		{"tables", "text/html", repeat("<table><tr><td>", big), "depth"},
		{"meta", "text/html", repeat("<meta charset=x><base href=y>", big), ""},
		{"feed nested", "application/rss+xml", "<rss><channel></rss>" + repeat("<a:b>", full-100), ""},
		{"JSON feed of void tags", "application/feed+json", `{"items":[{"url":"/x","title":"Satu dua tiga","content_html":"` + repeat("<br>", 1<<20) + `"}]}`, ""},
		{"feed items", "application/rss+xml", "<rss version='2.0'><channel>" + repeat("<item><title>a b c</title><link>/x</link></item>", 1<<20), ""},
		{"JSON feed cut off in nested items", "application/feed+json", `{"items":[{"title":"Satu dua tiga","x":` + repeat(`{"items":[`, full-100), ""},
		{"feed of different items", "application/rss+xml", "<rss version='2.0'><channel>" + differentItems(60_000), "links"},
		{"sitemap nested", "application/xml", "<urlset><url><loc>/x</loc><news:title>Satu dua tiga</news:title></url>" + repeat("<a>", full-100), ""},
		{"sitemap of one text", "application/xml", "<urlset><url><loc>/x</loc><news:title>Satu " + repeat("dua &amp; ", full-200) + "</news:title></url>", ""},
		{"sitemap of entries", "application/xml", "<urlset>" + repeat("<url><loc>/x</loc><news:title>Satu dua tiga</news:title></url>", full-100), "links"},
		{"sitemap of namespaces", "application/xml", "<urlset>" + repeat("<url xmlns:a='b'><loc>/x</loc><news:title>Satu dua tiga</news:title></url>", big), ""},
		{"index of sitemaps", "application/xml", "<sitemapindex>" + repeat("<sitemap><loc>/x</loc>", big), "links"},
		{"notes of links", "application/json", notes(repeat(`{"path":"A@/href","url":"/x","text":"Satu dua tiga"},`, full/2) + "{}"), "links"},
		{"notes of one text", "application/json", notes(`{"path":"A@/href","url":"/x","text":"Satu ` + repeat("dua ", full/2) + `"}`), "tag"},
		{"notes of one address", "application/json", notes(`{"path":"A@/href","url":"/` + repeat("dua", full/4) + `","text":"Satu dua tiga"}`), ""},
		{"text lines", "text/plain", "Artikel Terkait\n" + repeat("Judul nomor satu dua\n", big), ""},
		{"text markers", "text/plain", repeat("Baca juga: Judul\nArtikel Terkait\n", big), ""},
		{"one line", "text/plain", repeat("Baca juga: ", big), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			page, err := Extract(strings.NewReader(c.src), c.contentType, nil)
			checkLimit(t, page, err, c.limit)
			if page != nil && page.Kind == KindHTML {
				checkSteps(t, c.src)
			}
		})
	}
}

// checkSteps reads a page once more and counts how often it went from one node
// to another.
func checkSteps(t *testing.T, src string) {
	t.Helper()
	tree, meta, _ := parse(t.Context(), src)
	c := newClassifier(tree, meta, nil)
	c.head(&Page{}, meta, nil)
	c.links(t.Context(), nil)
	if most := maxSteps * len(tree.nodes); tree.steps > most {
		t.Errorf("%d steps over %d nodes, want at most %d", tree.steps, len(tree.nodes), most)
	}
	t.Logf("%d nodes, %d steps each", len(tree.nodes), tree.steps/len(tree.nodes))
}

func checkLimit(t *testing.T, page *Page, err error, want string) {
	t.Helper()
	var over *LimitError
	switch {
	case want == "" && err != nil:
		t.Errorf("err = %v, want none", err)
	case want != "" && (!errors.As(err, &over) || over.What != want):
		t.Errorf("err = %v, want a LimitError of %q", err, want)
	case page == nil:
		t.Error("no page")
	}
}

func differentLinks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("<a href=")
		b.WriteString(strings.Repeat("a", 1+i%7))
		b.WriteString(string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + ">Judul panjang</a>\n")
	}
	return b.String()
}

func differentItems(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<item><title>Judul nomor %d</title><link>/x</link></item>", i)
	}
	return b.String() + "</channel></rss>"
}

func notes(links string) string {
	return `{"Envelope":{"WARC-Header-Metadata":{},"Payload-Metadata":{"HTTP-Response-Metadata":{"HTML-Metadata":{"Links":[` + links + `]}}}}}`
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" a" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576%26)))
	}
	return b.String()
}

// endless never stops giving bytes.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	return copy(p, bytes.Repeat([]byte("<p>"+strings.Repeat("x ", 50)), len(p)/103+1)), nil
}

func TestEndlessReader(t *testing.T) {
	page, err := Extract(endless{}, "text/html", nil)
	checkLimit(t, page, err, "bytes")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestReadError(t *testing.T) {
	page, err := Extract(failing{}, "text/html", nil)
	if page != nil || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("page %v, err %v; want none and the reader's error", page, err)
	}
}

func TestNotFeed(t *testing.T) {
	for _, src := range []string{"", "{}", "<rss>", "no feed", `{"items": 3}`, "[[[[", `{"items":` + repeat("[", MaxBytes-100), `{"Envelope":{"WARC-Type":` + repeat("[", MaxBytes-100)} {
		if _, err := Extract(strings.NewReader(src), "application/rss+xml", nil); !errors.Is(err, ErrNotFeed) && err != nil {
			t.Errorf("%q: err = %v", src, err)
		}
	}
	if _, err := Extract(strings.NewReader("bukan umpan"), "application/rss+xml", nil); !errors.Is(err, ErrNotFeed) {
		t.Errorf("err = %v, want ErrNotFeed", err)
	}
	_, err := Extract(strings.NewReader(`<urlset><url><loc>https://k.example/harga-ikan-naik</loc></url></urlset>`), "application/xml", nil)
	if !errors.Is(err, ErrNotFeed) || !strings.Contains(err.Error(), "a sitemap of 1 addresses without titles") {
		t.Errorf("err = %v, want ErrNotFeed that says what it is", err)
	}
}

// dying is a context that ends after it has been asked some times.
type dying struct {
	context.Context
	left int
}

func (d *dying) Err() error {
	if d.left--; d.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestLeaves: nobody waits for the rest of a page.
func TestLeaves(t *testing.T) {
	for kind, page := range map[string]string{
		"text/html":           strings.Repeat("<p><a href=/x>Satu dua tiga empat</a>", 2000),
		"text/plain":          strings.Repeat("Satu dua tiga empat\n\n", 2000),
		"application/rss+xml": "<rss><channel>" + strings.Repeat("<item><title>Satu dua tiga</title></item>", 2000) + "</channel></rss>",
	} {
		all := &dying{t.Context(), 1 << 40}
		if _, err := ExtractContext(all, strings.NewReader(page), kind, nil); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		asked := 1<<40 - all.left
		if asked < 20 {
			t.Errorf("%s: the context is asked %d times", kind, asked)
		}
		for _, after := range []int{0, asked / 3, asked * 2 / 3} {
			d := &dying{t.Context(), after}
			if got, err := ExtractContext(d, strings.NewReader(page), kind, nil); got != nil || !errors.Is(err, context.Canceled) {
				t.Errorf("%s, after %d of %d: %v, %v", kind, after, asked, got != nil, err)
			}
			if more := -d.left; more > 10 {
				t.Errorf("%s, after %d of %d: asked %d times more", kind, after, asked, more)
			}
		}
	}
}

// TestBrokenUTF8InJSONFeed: lines are counted by where items stand, whatever the bytes
// before them are.
func TestBrokenUTF8InJSONFeed(t *testing.T) {
	src := "{\"title\":\"" + strings.Repeat("\xff", 900) + "\",\n\"items\":[{\"title\":\"Satu\tJudul\"},\n{\"title\":\"Dua Judul\"}]}"
	f := readJSONFeed(context.Background(), src)
	if len(f.items) != 2 || f.items[0].title != "Satu Judul" || f.items[0].line != 2 || f.items[1].line != 3 {
		t.Errorf("%+v", f.items)
	}
}
