package fetch

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"testing"
)

// FuzzBody takes any bytes as the body of an answer, compressed or said to be:
// what comes out keeps to the bound, and an error never comes with a page.
func FuzzBody(f *testing.F) {
	f.Add([]byte("<p>halo"), "", "text/html")
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xcb\x48\xcc\xc9\x07\x00"), "gzip", "text/html; charset=utf-8")
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xcb\x48\xcc\xc9\x07\x00"), "", "application/gzip")
	f.Add([]byte("\x0b\x02\x80halo\x03"), "br", "text/plain")
	f.Add([]byte("\x1f\x8b"), "X-GZIP ", "application/rss+xml")
	f.Add([]byte{}, "br", "")
	f.Add([]byte("\x89PNG"), "identity", "")
	f.Add([]byte("x"), "zstd", "text/html;;;")
	const most = 1 << 16
	c := New(Options{})
	c.maxBytes = most
	at := &url.URL{Scheme: "https", Host: "kabar.example"}
	f.Fuzz(func(t *testing.T, body []byte, encoding, contentType string) {
		answer := &http.Response{StatusCode: 200, ContentLength: -1, Body: io.NopCloser(bytes.NewReader(body)),
			Header: http.Header{"Content-Encoding": {encoding}, "Content-Type": {contentType}}}
		got, err := c.read(at, answer)
		if (err == nil) == (got == nil) {
			t.Fatalf("page %v beside error %v", got, err)
		}
		if err == nil && (len(got.Body) > most || checkType(at, got.ContentType) != nil) {
			t.Fatalf("%d bytes of %q", len(got.Body), got.ContentType)
		}
	})
}
