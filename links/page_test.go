package links

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

func extractString(t testing.TB, src, contentType, base string) *Page {
	t.Helper()
	var u *url.URL
	if base != "" {
		var err error
		if u, err = url.Parse(base); err != nil {
			t.Fatal(err)
		}
	}
	page, err := Extract(strings.NewReader(src), contentType, u)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestPageHead(t *testing.T) {
	src := `<html><head><title>Jembatan Dibuka - Kabar Pesisir</title><meta property="og:title" content="GEGER! Jembatan Dibuka | Kabar Pesisir">
<meta property="og:site_name" content="Kabar Pesisir"><meta property="og:type" content="article"></head><body>

<h1>Jembatan <em>Baru</em> Dibuka</h1><p>Jembatan di muara sungai dibuka pada Senin pagi setelah dua tahun dikerjakan oleh kontraktor.</p>
<p>Baca juga: <a href="/x">Tol Laut Mulai Digarap Tahun Depan oleh Kementerian</a></p>
<p>Warga menyambut dengan arak-arakan perahu hias dan nasi tumpeng di dermaga lama dekat pasar ikan.</p></body></html>`
	p := extractString(t, src, "text/html", "https://kabarpesisir.example/a")
	if p.Title != "Jembatan Dibuka" || p.OGTitle != "GEGER! Jembatan Dibuka" || p.Headline != "Jembatan Baru Dibuka" || p.Site != "Kabar Pesisir" || p.HeadlineLine != 4 {
		t.Errorf("title %q, og %q, headline %q (line %d), site %q", p.Title, p.OGTitle, p.Headline, p.HeadlineLine, p.Site)
	}
	if strings.Contains(p.Body, "Tol Laut") || strings.Count(p.Body, "\n") != 1 {
		t.Errorf("body = %q", p.Body)
	}
	if d := Mismatch(p.OGTitle, p.Body); len(d.Missing) != 1 || d.Missing[0] != "GEGER" || len(d.Marks) != 1 {
		t.Errorf("mismatch = %+v", d)
	}
	if l := p.Links[0]; l.Line != 5 || l.Prefix+l.Block == "" {
		t.Errorf("link = %+v", l)
	}
}

func TestMerge(t *testing.T) {
	src := `<ul class="related"><li><a href="/a#top"><img alt="gambar"></a><a href="/a">Perahu Naga Berlatih di...</a><a href="http://k.example/a?utm_source=x">Selengkapnya</a>
<a href="/a">Perahu Naga Berlatih di Danau Sore Ini</a></li></ul>`
	p := extractString(t, src, "text/html", "http://k.example/")
	if len(p.Links) != 1 {
		t.Fatalf("%d links: %+v", len(p.Links), p.Links)
	}
	if l := p.Links[0]; l.Text != "Perahu Naga Berlatih di Danau Sore Ini" || l.Count != 4 || l.Role != RoleRelated {
		t.Errorf("%+v", l)
	}
}

// TestReason: a marker's block says which marker it was.
func TestReason(t *testing.T) {
	p := extractString(t, `<h3>Artikel Terkait</h3><ul class="list"><li><a href="/b">Tol Laut Mulai Digarap Tahun Ini</a></ul>`, "text/html", "")
	if got := p.Links[0].Reason; got != `marker "Artikel Terkait"` {
		t.Errorf("%q", got)
	}
}

// TestInlineElements: a title is not divided where words of it are set off.
func TestInlineElements(t *testing.T) {
	for _, html := range []string{"<b>Warga </b><i>Jakarta</i> Protes Harga Ikan", "Warga <b>Jakarta</b> Protes Harga Ikan", "<i></i><b>Warga</b> Jakarta Protes Harga Ikan"} {
		if p := extractString(t, `<h3>Terkait</h3><p><a href="/a">`+html+"</a>", "text/html", ""); p.Links[0].Text != "Warga Jakarta Protes Harga Ikan" {
			t.Errorf("%s: %q", html, p.Links[0].Text)
		}
	}
}

func TestNoBase(t *testing.T) {
	p := extractString(t, `<h2>Related</h2><ul><li><a href="../b?x=1">Night train returns to the north</a></ul>`, "text/html", "")
	if len(p.Links) != 1 || p.Links[0].URL != "../b?x=1" {
		t.Errorf("%+v", p.Links)
	}
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		src, contentType string
		want             Kind
	}{
		{"<!doctype html><p>x", "", KindHTML}, {"  \n<DIV>x", "", KindHTML}, {"<?xml version='1.0'?><html xmlns=x>", "application/xml", KindHTML},
		{"<rss version='2.0'><channel><item><title>a b</title></item></channel></rss>", "", KindFeed}, {"halo <b>dunia</b>", "text/plain; charset=utf-8", KindText},
		{"halo", "", KindText}, {"", "", KindText}, {"", "text/html", KindHTML}, {"1 < 2", "", KindText}, {`{"a":1}`, "", KindText},
	} {
		if got := extractString(t, c.src, c.contentType, "").Kind; got != c.want {
			t.Errorf("%q as %q: %s, want %s", c.src, c.contentType, got, c.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	p := extractString(t, "<p>caf\xe9 \x00</p>", "text/html; charset=utf-8", "")
	if p.Encoding != "windows-1252" || len(p.Warnings) != 2 {
		t.Errorf("%s: %q", p.Encoding, p.Warnings)
	}
}

func TestUTF16WithoutMark(t *testing.T) {
	src := "<html><body><h1>Pasar Lama</h1></body></html>"
	var b strings.Builder
	for i := range len(src) {
		b.WriteByte(0)
		b.WriteByte(src[i])
	}
	if p := extractString(t, b.String(), "text/html", ""); p.Encoding != "utf-16be" || p.Headline != "Pasar Lama" {
		t.Errorf("%s: %q", p.Encoding, p.Headline)
	}
}

func TestArticleByHead(t *testing.T) {
	for _, c := range []struct {
		head string
		want bool
	}{
		{`<meta property="og:type" content="Article">`, true},
		{`<meta property="og:type" content="website">`, false},
		{`<meta property="og:type" content="article"><link rel="canonical" href="https://k.example/">`, false},
		{`<meta name="pubdate" content="2024-05-02">`, true},
		{`<meta name="pubdate" content="">`, false},
		{`<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle","Gallery"],"headline":"x"}]}</script>`, true},
		{`<script type="application/ld+json">{"@type":"Person"}</script>`, false},
	} {
		_, meta, err := parse(t.Context(), "<html><head>"+c.head+"</head><body></body></html>")
		if got := meta.isArticle(); err != nil || got != c.want {
			t.Errorf("%s: %v (%v), want %v", c.head, got, err, c.want)
		}
	}
}

func TestRepeatable(t *testing.T) {
	for _, c := range loadPages(t, "pages") {
		first, err := json.Marshal(c.extract(t))
		if err != nil {
			t.Fatal(err)
		}
		second, _ := json.Marshal(c.extract(t))
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two runs differ", c.name)
		}
	}
}
