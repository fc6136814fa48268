package server

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/heboh/heboh/links/fetch"
)

// fetching runs a site and a service that may fetch from it, and returns how to ask
// the service for links.
func fetching(t *testing.T, longest time.Duration, site http.Handler) (address string, ask func(body string) (status int, answer string)) {
	t.Helper()
	web := httptest.NewServer(site)
	t.Cleanup(web.Close)
	s, err := New(Config{Token: "a-token-of-the-test", Loopback: true, Logger: slog.New(slog.DiscardHandler), Limits: Limits{Fetch: longest},
		Fetch: fetch.New(fetch.Options{AllowPrivate: true, Interval: -1})})
	if err != nil {
		t.Fatal(err)
	}
	return web.URL, func(body string) (int, string) {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "http://localhost/v1/links", strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer a-token-of-the-test")
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
}

// TestSlowSites fetches from sites that never answer, as often as may be at once:
// another site is fetched meanwhile, and pages that clients send are answered.
func TestSlowSites(t *testing.T) {
	var asked atomic.Int32
	end := make(chan struct{})
	address, ask := fetching(t, time.Hour, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Host, "127.0.0.1") || r.URL.Path == "/slow" {
			asked.Add(1)
			<-end
		}
		fmt.Fprint(w, "<a href=/x>Satu dua tiga empat</a>")
	}))
	elsewhere := strings.Replace(address, "127.0.0.1", "localhost", 1)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(end)
	asking := func(page string, until func() bool) {
		for range maxFetches {
			wg.Go(func() { ask(`{"url":"` + page + `"}`) })
		}
		for t.Context().Err() == nil && !until() {
			time.Sleep(time.Millisecond)
		}
	}
	asking(address, func() bool { return asked.Load() == maxOfSite }) // the others wait for the site
	if status, answer := ask(`{"url":"` + elsewhere + `"}`); status != http.StatusOK {
		t.Errorf("another site: %d %.200s", status, answer)
	}
	asking(elsewhere+"/slow", func() bool { return asked.Load() == maxFetches })
	for _, pasted := range []string{"<a href=/x>Satu dua tiga empat</a>", strings.Repeat("<p>Rapat dewan dimulai pagi ini.</p>", 10_000)} {
		if status, answer := ask(`{"html":"` + pasted + `"}`); status != http.StatusOK {
			t.Errorf("a page of %d bytes: %d %.200s", len(pasted), status, answer)
		}
	}
}

// TestFetchDeadline: one that never answers, redirects for ever, or asks for a long
// wait ends within the time for all of it.
func TestFetchDeadline(t *testing.T) {
	address, ask := fetching(t, 500*time.Millisecond, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait := 400 * time.Millisecond // each by itself in time
		switch {
		case r.URL.Path == "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 60\n")
			return
		case r.URL.Path == "/never":
			wait = time.Minute
		case r.URL.Path == "/page":
			fmt.Fprint(w, "<a href=/x>Satu dua tiga empat</a>")
			return
		}
		select {
		case <-time.After(wait):
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		case <-r.Context().Done():
		}
	}))
	elsewhere := strings.Replace(address, "127.0.0.1", "localhost", 1) // another host, with a pace of its own
	for _, page := range []string{address + "/never", elsewhere + "/hop", elsewhere + "/page", elsewhere + "/page"} {
		if status, answer := ask(`{"url":"` + page + `"}`); status != http.StatusGatewayTimeout || !strings.Contains(answer, "url-slow") {
			t.Errorf("%s: %d %s", page, status, answer)
		}
	}
}

// TestFetchErrorsNameNoAddress: what a name resolved to, and what the network said
// of it, is not for clients.
func TestFetchErrorsNameNoAddress(t *testing.T) {
	for _, err := range []error{
		&fetch.AddressError{Target: "http://rebound.example/", Reason: "private network (10.1.2.3:80)"},
		fmt.Errorf("fetch: %w", &net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(10, 1, 2, 3), Port: 80}, Err: syscall.ECONNREFUSED}),
		fmt.Errorf("fetch: %w", &net.DNSError{Err: "no such host", Name: "intern.example", Server: "10.1.2.3:53"}),
		fmt.Errorf("fetch: %w", &net.DNSError{Err: "i/o timeout", Name: "intern.example", Server: "10.1.2.3:53", IsTimeout: true}),
		errors.New("read tcp 10.1.2.3:80: reset"),
	} {
		w := httptest.NewRecorder()
		var p *Problem
		if !errors.As(fetchProblem(err), &p) {
			t.Fatal(err)
		}
		p.write(w)
		if said := w.Body.String(); w.Code < 400 || strings.Contains(said, "10.1.2.3") || strings.Contains(said, "intern") || strings.Contains(said, "rebound") {
			t.Errorf("%v: %s", err, said)
		}
	}
}
