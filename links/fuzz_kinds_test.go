package links

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

// FuzzFeed reads any text as a feed, whatever its declared form.
func FuzzFeed(f *testing.F) {
	for _, c := range loadPages(f, "feeds") {
		f.Add(string(c.encoded(f)), byte(0))
	}
	f.Add(`{"version":"https://jsonfeed.org/version/1.1","title":"K","items":[{"id":"1","url":"/a","title":"Dermaga baru dibuka"}]}`, byte(1))
	f.Add(`<rss><channel><item><title><![CDATA[a b]]></title><link>x</link></item><item><title>&lt;b&gt;c</title>`, byte(2))
	f.Add(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>a</div></title><link href="//x"/></entry></feed>`, byte(3))
	f.Add(`<?xml version="1.0" encoding="ebcdic"?><!DOCTYPE x [<!ENTITY a "&a;&a;">]><rss><channel><title>&a;</title>`, byte(0))
	f.Add(`<urlset xmlns:n="news"><url><loc>/a</loc><n:news><n:title>a b c</n:title></n:news></url><url><loc>/b`, byte(3))
	f.Add(`<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2024-01-02T03:04Z</lastmod></sitemap></sitemapindex>`, byte(0))
	f.Add(`{"items":[{"title":"a \"b","url":"\/c"},{"title":"d`, byte(1))
	types := []string{"application/rss+xml", "application/feed+json", "application/atom+xml; charset=utf-8", "text/xml; charset=iso-8859-1"}
	f.Fuzz(func(t *testing.T, src string, kind byte) {
		checkExtract(t, src, types[int(kind)%len(types)])
	})
}

// FuzzNotes reads any text as a crawler's notes of a page (WAT).
func FuzzNotes(f *testing.F) {
	for _, c := range loadPages(f, "wat") {
		f.Add(string(c.encoded(f)))
	}
	const head = `{"Envelope":{"WARC-Type":"response","Payload-Metadata":{"HTTP-Response-Metadata":{"HTML-Metadata":`
	f.Add(head + `{"Links":[{"path":"A@/href","url":"\u0000\ud800","text":"<b>\"a b c"},{"path":3},[],null]}}}}}`)
	f.Add(head + `{"Links":{"path":"A@/href"},"Head":{"Title":["x"],"Metas":"y","Base":"//z"}}}}}`)
	f.Fuzz(func(t *testing.T, src string) { checkExtract(t, src, "application/json") })
}

// FuzzText reads any text as an article with lists of links.
func FuzzText(f *testing.F) {
	for _, c := range loadPages(f, "text") {
		f.Add(string(c.encoded(f)))
	}
	f.Add("Isi.\n\nArtikel Terkait\n- Dermaga baru dibuka\n- \n1. Tol laut\r\nBaca juga: Pasar ikan ramai\n")
	f.Add("Related\n\thttps://k.example/a\n* [Judul](b)\nBACA JUGA:\n")
	f.Add("\ufeffTerkait\u2028Satu dua tiga\u2029\u0085Empat\x00lima")
	f.Fuzz(func(t *testing.T, src string) { checkExtract(t, src, "text/plain; charset=utf-8") })
}

// checkExtract fails unless src gives a sound page, the same one twice, or a
// typed error.
func checkExtract(t *testing.T, src, contentType string) {
	t.Helper()
	base, err := url.Parse("https://kabar.example/a/b")
	if err != nil {
		t.Fatal(err)
	}
	page, err := Extract(strings.NewReader(src), contentType, base)
	var over *LimitError
	if err != nil && !errors.As(err, &over) && !errors.Is(err, ErrNotFeed) {
		t.Fatalf("untyped error: %v", err)
	}
	if (page == nil) == (err == nil) && over == nil {
		t.Fatalf("page %v beside error %v", page, err)
	}
	again, _ := Extract(strings.NewReader(src), contentType, base)
	if !reflect.DeepEqual(page, again) {
		t.Fatal("read twice it gives two pages")
	}
	if page != nil {
		checkPage(t, page)
	}
}
