package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/heboh/heboh/links"
)

const pageHTML = `<html><body><h2>Berita Terkait</h2><ul><li><a href="/b">Perahu Naga Berlatih di Danau</a></ul></body></html>`

// site is a small server for the tests.
func site(t testing.TB) (*httptest.Server, *http.ServeMux) {
	t.Helper()
	mux := http.NewServeMux()
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv, mux
}

func reply(contentType, encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		w.Write(body)
	}
}

func gzipped(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(body)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func brotlied(t testing.TB, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	z.Write(body)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGet(t *testing.T) {
	srv, mux := site(t)
	bomb := bytes.Repeat([]byte{' '}, 64<<20)
	mux.Handle("/plain", reply("text/html; charset=utf-8", "", []byte(pageHTML)))
	mux.Handle("/gzip", reply("text/html", "gzip", gzipped(t, []byte(pageHTML))))
	mux.Handle("/br", reply("text/html", "br", brotlied(t, []byte(pageHTML))))
	mux.Handle("/untyped", reply("", "", []byte(pageHTML)))
	mux.Handle("/gzip-bomb", reply("text/html", "gzip", gzipped(t, bomb)))
	mux.Handle("/br-bomb", reply("text/html", "br", brotlied(t, bomb)))
	mux.Handle("/nested-gzip", reply("text/html", "gzip, gzip", gzipped(t, gzipped(t, bomb))))
	mux.Handle("/file.xml.gz", reply("application/x-gzip", "", gzipped(t, []byte(pageHTML))))
	mux.Handle("/file-encoded.xml.gz", reply("application/gzip", "gzip", gzipped(t, gzipped(t, []byte(pageHTML)))))
	mux.Handle("/bomb.xml.gz", reply("application/gzip", "", gzipped(t, bomb)))
	mux.Handle("/pdf.gz", reply("application/gzip", "", gzipped(t, []byte("%PDF-1.4"))))
	mux.Handle("/broken-gzip", reply("text/html", "gzip", []byte("not gzip at all")))
	mux.Handle("/deflate", reply("text/html", "deflate", []byte("x")))
	mux.Handle("/large", reply("text/html", "", bytes.Repeat([]byte("x"), 2<<20)))
	mux.Handle("/pdf", reply("application/pdf", "", []byte("%PDF-1.4")))
	mux.Handle("/sniffed-pdf", reply("", "", []byte("%PDF-1.4")))
	mux.Handle("/moved", http.RedirectHandler("/plain", http.StatusMovedPermanently))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.HandleFunc("/lost", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("<p>x"), 1024)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			fmt.Fprint(w, "x")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	c := clientFor(t, srv, Options{Interval: -1})
	c.maxBytes = 1 << 20
	var status *StatusError
	for path, want := range map[string]error{
		"/plain": nil, "/gzip": nil, "/br": nil, "/untyped": nil, "/moved": nil, "/file.xml.gz": nil, "/file-encoded.xml.gz": nil, "/bomb.xml.gz": ErrTooLarge, "/pdf.gz": ErrContentType,
		"/gzip-bomb": ErrTooLarge, "/br-bomb": ErrTooLarge, "/large": ErrTooLarge, "/endless": ErrTooLarge,
		"/nested-gzip": ErrEncoding, "/deflate": ErrEncoding, "/broken-gzip": gzip.ErrHeader,
		"/pdf": ErrContentType, "/sniffed-pdf": ErrContentType, "/loop": ErrRedirects, "/lost": ErrForbidden,
	} {
		res, err := c.Get(context.Background(), srv.URL+path)
		if !errors.Is(err, want) || want == nil && err != nil {
			t.Errorf("%s: err = %v, want %v", path, err, want)
		}
		if want == nil && err == nil && string(res.Body) != pageHTML {
			t.Errorf("%s: body %q", path, res.Body)
		}
	}
	hasty := clientFor(t, srv, Options{Interval: -1, IgnoreRobots: true})
	hasty.timeout = 100 * time.Millisecond
	if _, err := hasty.Get(context.Background(), srv.URL+"/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("slow: %v", err)
	}
	if _, err := c.Get(context.Background(), srv.URL+"/missing"); !errors.As(err, &status) || status.Status != http.StatusNotFound {
		t.Errorf("missing: %v", err)
	}
}

func TestPage(t *testing.T) {
	srv, mux := site(t)
	mux.Handle("/moved", http.RedirectHandler("/deep/page", http.StatusFound))
	mux.Handle("/deep/page", reply("text/html", "", []byte(pageHTML)))
	page, res, err := clientFor(t, srv, Options{Interval: -1}).Page(context.Background(), srv.URL+"/moved#part")
	if err != nil {
		t.Fatal(err)
	}
	if res.URL.String() != srv.URL+"/deep/page" {
		t.Errorf("URL = %s", res.URL)
	}
	if got := page.Links; len(got) != 1 || got[0].Role != links.RoleRelated || got[0].URL != srv.URL+"/b" {
		t.Errorf("related = %+v", got)
	}
}

func TestConditional(t *testing.T) {
	srv, mux := site(t)
	hits, notModified := 0, 0
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		hits++
		if got := r.Header.Get("User-Agent"); got != userAgent {
			t.Errorf("User-Agent = %q", got)
		}
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
			notModified++
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 04 Mar 2024 10:15:00 GMT")
		reply("text/html", "", []byte(pageHTML))(w, r)
	})
	c := clientFor(t, srv, Options{Interval: -1, CacheBytes: 1 << 20})
	for i := range 3 {
		res, err := c.Get(context.Background(), srv.URL+"/a")
		if err != nil {
			t.Fatal(err)
		}
		if string(res.Body) != pageHTML || res.FromCache != (i > 0) {
			t.Errorf("round %d: from cache %v, body %q", i, res.FromCache, res.Body)
		}
	}
	if hits != 3 || notModified != 2 {
		t.Errorf("%d hits, %d not modified", hits, notModified)
	}
}

func TestRecentIsBounded(t *testing.T) {
	r := newRecent(1000, func(body []byte) int { return len(body) })
	for i := range 50 {
		r.put(fmt.Sprint(i), make([]byte, 296)) // 500 with its key
	}
	r.put("huge", make([]byte, 1001))
	r.put(strings.Repeat("k", 500), nil) // nor is a key free
	if len(r.values) != 2 || r.total != 1000 || len(r.order) != 2 {
		t.Errorf("%d values, %d bytes, %d in order", len(r.values), r.total, len(r.order))
	}
	r.put("48", make([]byte, 297)) // it grows, so the next oldest goes
	if _, ok := r.get("48"); !ok || len(r.values) != 1 || r.total != 501 {
		t.Errorf("%d values, %d bytes", len(r.values), r.total)
	}
}

// TestCacheCountsHeaders: pages that are all headers do not fill the memory.
func TestCacheCountsHeaders(t *testing.T) {
	srv, mux := site(t)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+strings.Repeat("e", 100_000)+`"`)
		w.Header().Set("Last-Modified", strings.Repeat("m", 100_000))
		reply("text/html; x="+strings.Repeat("t", 50_000), "", []byte(pageHTML))(w, r)
	})
	c := clientFor(t, srv, Options{Interval: -1, CacheBytes: 1 << 20})
	for i := range 10 {
		if _, err := c.Get(context.Background(), fmt.Sprintf("%s/%d%s", srv.URL, i, strings.Repeat("k", 7000))); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(c.pages.values); n != 3 { // of 271 KB each
		t.Errorf("%d pages in a cache of 1 MB", n)
	}
	if _, err := c.Get(context.Background(), srv.URL+"/"+strings.Repeat("k", 8000)); !errors.Is(err, ErrForbidden) {
		t.Errorf("a long address: %v", err)
	}
}

func TestRobots(t *testing.T) {
	srv, mux := site(t)
	asked := 0
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		asked++
		fmt.Fprint(w, "User-agent: *\nDisallow: /\n\nUser-agent: heboh\nDisallow: /tertutup\nAllow: /\n")
	})
	mux.Handle("/terbuka", reply("text/html", "", []byte(pageHTML)))
	mux.Handle("/tertutup/a", reply("text/html", "", []byte(pageHTML)))
	mux.Handle("/pindah", http.RedirectHandler("/tertutup/a", http.StatusFound))
	c := clientFor(t, srv, Options{Interval: -1})
	for path, want := range map[string]error{"/terbuka": nil, "/tertutup/a": ErrRobots, "/pindah": ErrRobots} {
		if _, err := c.Get(context.Background(), srv.URL+path); !errors.Is(err, want) {
			t.Errorf("%s: err = %v, want %v", path, err, want)
		}
	}
	if asked != 1 {
		t.Errorf("robots.txt was asked for %d times", asked)
	}
	free := clientFor(t, srv, Options{Interval: -1, IgnoreRobots: true})
	if _, err := free.Get(context.Background(), srv.URL+"/tertutup/a"); err != nil {
		t.Errorf("ignoring robots.txt: %v", err)
	}
}

func TestRobotsServerFails(t *testing.T) {
	srv, mux := site(t)
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.Handle("/", reply("text/html", "", []byte(pageHTML)))
	if _, err := clientFor(t, srv, Options{Interval: -1}).Get(context.Background(), srv.URL); !errors.Is(err, ErrRobots) {
		t.Errorf("err = %v, want ErrRobots", err)
	}
}

func TestRobotsIsGuarded(t *testing.T) {
	srv, mux := site(t)
	mux.Handle("/robots.txt", http.RedirectHandler("http://169.254.169.254/robots.txt", http.StatusFound))
	mux.Handle("/", reply("text/html", "", []byte(pageHTML)))
	if _, err := clientFor(t, srv, Options{Interval: -1}).Get(context.Background(), srv.URL); !errors.Is(err, ErrForbidden) {
		t.Errorf("err = %v, want ErrForbidden", err)
	}
}

func TestPace(t *testing.T) {
	srv, mux := site(t)
	mux.Handle("/", reply("text/html", "", []byte(pageHTML)))
	c := clientFor(t, srv, Options{Interval: 50 * time.Millisecond, IgnoreRobots: true})
	start := time.Now()
	for range 5 { // two at once, three after 50 ms each
		if _, err := c.Get(context.Background(), srv.URL); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 140*time.Millisecond {
		t.Errorf("five requests took %v", took)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	for range 3 {
		c.Get(ctx, srv.URL)
	}
	if _, err := c.Get(ctx, srv.URL); err == nil {
		t.Error("no error when the time is up before the turn comes")
	}
}

func TestCrawlDelay(t *testing.T) {
	c := New(Options{Interval: 10 * time.Millisecond})
	c.slow("a", 2*time.Second)
	if got := c.limiter("a").Limit(); got != 0.5 {
		t.Errorf("limit = %v", got)
	}
	c.slow("a", time.Millisecond)
	if got := c.limiter("a").Limit(); got != 0.5 {
		t.Errorf("a short delay made the pace faster: %v", got)
	}
	for i := range 10_000 {
		c.limiter(fmt.Sprint(i))
	}
	if n := len(c.pace.values); n < 4000 || n > 6000 {
		t.Errorf("%d hosts remembered", len(c.pace.values))
	}
}

func TestAllowPrivate(t *testing.T) {
	srv, mux := site(t)
	mux.Handle("/", reply("text/plain", "", []byte("halo")))
	if _, err := New(Options{AllowPrivate: true, Interval: -1}).Get(context.Background(), srv.URL); err != nil {
		t.Error(err)
	}
	if _, err := New(Options{AllowPrivate: true}).Get(context.Background(), "file:///etc/passwd"); !errors.Is(err, ErrForbidden) {
		t.Errorf("file: %v", err)
	}
}

func TestErrorsNameNoPassword(t *testing.T) {
	_, err := New(Options{}).Get(context.Background(), "http://a:rahasia@kabar.example.com/")
	if err == nil || strings.Contains(err.Error(), "rahasia") {
		t.Errorf("err = %v", err)
	}
}
