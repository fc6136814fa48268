// Package fetch gets pages from the web for package links, politely and
// carefully: it identifies itself, obeys robots.txt, keeps a pace per host,
// makes conditional requests, and bounds time and size.
//
// It is safe to use with addresses that strangers chose. Only http and https
// on the usual ports are followed, and never to an address inside a private
// network: names are checked before they are resolved, and every address is
// checked again when the connection is made, after resolution and after every
// redirect, so that a name whose answer changes gains nothing. No proxy is
// used, because a proxy would connect where the guard cannot see.
package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/heboh/heboh/links"
)

const (
	userAgent     = "Heboh/1 (headline labeller; +https://github.com/heboh/heboh)"
	robotsAgent   = "Heboh" // the name that robots.txt rules apply to
	maxRedirects  = 5       // of one Get; RFC 9309, section 2.3.1.2 asks for as many for robots.txt
	paceBytes     = 1 << 20 // of hosts whose pace is remembered
	maxCrawlDelay = time.Minute
)

// Options of a Client. The zero value of every field means its default.
type Options struct {
	// Interval is the least time between two requests to one host, after a
	// burst of two: 1 s; negative means no pace. robots.txt may ask for more.
	Interval time.Duration
	// IgnoreRobots leaves robots.txt unread.
	IgnoreRobots bool
	// AllowPrivate lifts every rule about addresses and ports; the scheme must
	// still be http or https.
	AllowPrivate bool
	// CacheBytes of pages are kept in memory for conditional requests; 0 keeps
	// none.
	CacheBytes int64
}

// Client fetches pages. It is safe for concurrent use. Create it with New.
type Client struct {
	opt Options
	// timeout bounds one request, from name resolution to the last byte. Waiting for
	// the host's pace is not included.
	timeout  time.Duration
	maxBytes int64                     // of a body, both as transferred and decompressed
	ports    []uint16                  // that may be connected to
	exempt   func(netip.AddrPort) bool // addresses that tests allow; may be nil
	http     *http.Client
	pace     *recent[*rate.Limiter] // by host
	robots   *recent[robotsEntry]   // by origin
	pages    *recent[entry]         // by URL
}

// Response is a page that was fetched.
type Response struct {
	URL         *url.URL // after redirects
	ContentType string   // as sent; never empty
	Body        []byte   // decompressed
	FromCache   bool     // the server confirmed that the cached page is current
}

// entry is a page kept for a conditional request.
type entry struct {
	etag, lastModified, contentType string
	body                            []byte
}

// New returns a client.
func New(opt Options) *Client {
	opt.Interval = cmp.Or(opt.Interval, time.Second)
	c := &Client{
		opt:      opt,
		timeout:  20 * time.Second,
		maxBytes: links.MaxBytes,
		ports:    []uint16{80, 443, 8080, 8443},
		pace:     newRecent(paceBytes, func(*rate.Limiter) int { return 0 }),
		robots:   newRecent(robotsCache, func(e robotsEntry) int { return e.size }),
		pages:    newRecent(opt.CacheBytes, func(e entry) int { return cap(e.body) + len(e.etag) + len(e.lastModified) + len(e.contentType) }),
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: c.control}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  15 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConns:           32,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        30 * time.Second,
			DisableCompression:     true, // bodies are decompressed under a bound, see body.go
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Get fetches one page. Redirects are followed, and every step is checked as
// the first address was.
//
// Errors wrap ErrForbidden, ErrRobots, ErrTooLarge, ErrRedirects,
// ErrContentType or ErrEncoding, or are a *StatusError or the network's.
func (c *Client) Get(ctx context.Context, rawURL string) (*Response, error) {
	u, err := url.Parse(strings.TrimSpace(rawURL))
	if err != nil {
		return nil, &AddressError{Target: rawURL, Reason: "not a URL"}
	}
	var page *Response
	err = c.follow(u, func(u *url.URL) (next *url.URL, err error) {
		if err := c.askRobots(ctx, u); err != nil {
			return nil, err
		}
		if err := c.limiter(u.Host).Wait(ctx); err != nil { // at once where the wait is longer than ctx allows
			return nil, fmt.Errorf("fetch: waiting for %s: %w", clip(u.Host), cmp.Or(ctx.Err(), context.DeadlineExceeded))
		}
		page, next, err = c.page(ctx, u)
		return next, err
	})
	return page, err
}

// Page fetches a page and lists its links. The response is returned whenever
// there is one, also beside an error of the extraction.
func (c *Client) Page(ctx context.Context, rawURL string) (*links.Page, *Response, error) {
	res, err := c.Get(ctx, rawURL)
	if err != nil {
		return nil, nil, err
	}
	page, err := links.ExtractContext(ctx, bytes.NewReader(res.Body), res.ContentType, res.URL)
	return page, res, err
}

// follow checks u and requests it, then does the same with the address it
// redirects to, until request returns none.
func (c *Client) follow(u *url.URL, request func(*url.URL) (next *url.URL, err error)) error {
	for hop, start := 0, u; ; hop++ {
		u.Fragment = ""
		if err := c.checkURL(u); err != nil {
			return err
		}
		next, err := request(u)
		if err != nil || next == nil {
			return err
		}
		if hop >= maxRedirects {
			return fmt.Errorf("fetch: %s: %w (limit %d)", clip(start.Redacted()), ErrRedirects, maxRedirects)
		}
		u = next
	}
}

// page makes one request for a page; next is where a redirect leads.
func (c *Client) page(ctx context.Context, u *url.URL) (res *Response, next *url.URL, err error) {
	cached, hit := c.pages.get(u.String())
	next, err = c.exchange(ctx, u, cached, func(answer *http.Response) error {
		switch {
		case answer.StatusCode == http.StatusNotModified && hit:
			res = &Response{URL: u, ContentType: cached.contentType, Body: cached.body, FromCache: true}
			return nil
		case answer.StatusCode != http.StatusOK:
			return &StatusError{URL: u.Redacted(), Status: answer.StatusCode}
		}
		if res, err = c.read(u, answer); err != nil {
			return err
		}
		e := entry{answer.Header.Get("ETag"), answer.Header.Get("Last-Modified"), res.ContentType, res.Body}
		if e.etag != "" || e.lastModified != "" {
			c.pages.put(u.String(), e)
		}
		return nil
	})
	return res, next, err
}

// exchange makes one request, conditional on what is cached, and gives the
// answer to handle unless it is a redirect to next.
func (c *Client) exchange(ctx context.Context, u *url.URL, cached entry, handle func(*http.Response) error) (next *url.URL, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &AddressError{Target: u.Redacted(), Reason: "not a URL"}
	}
	for name, value := range map[string]string{
		"User-Agent":        userAgent,
		"Accept":            "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,application/xml;q=0.8,text/plain;q=0.7",
		"Accept-Language":   "id,en;q=0.8",
		"Accept-Encoding":   "gzip, br",
		"If-None-Match":     cached.etag,
		"If-Modified-Since": cached.lastModified,
	} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	answer, err := c.http.Do(req)
	if err != nil {
		return nil, plainError(u, err)
	}
	defer answer.Body.Close()
	if !slices.Contains([]int{301, 302, 303, 307, 308}, answer.StatusCode) {
		return nil, handle(answer)
	}
	if next, err = answer.Location(); err != nil {
		return nil, &AddressError{Target: u.Redacted(), Reason: "redirects to something that is not a URL"}
	}
	return next, nil
}

// limiter keeps the pace of a host.
func (c *Client) limiter(host string) *rate.Limiter {
	return c.pace.getOrAdd(host, func() *rate.Limiter { return rate.NewLimiter(rate.Every(max(c.opt.Interval, 0)), 2) })
}

// slow makes the pace of a host slower, never faster.
func (c *Client) slow(host string, delay time.Duration) {
	limit := rate.Every(min(delay, maxCrawlDelay))
	if l := c.limiter(host); limit < l.Limit() {
		l.SetLimit(limit)
		l.SetBurst(1)
	}
}

// plainError lets the guard's own errors through and names the page for others.
func plainError(u *url.URL, err error) error {
	var addr *AddressError
	if errors.As(err, &addr) {
		return &AddressError{Target: u.Redacted(), Reason: addr.Reason + " (" + addr.Target + ")"}
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return fmt.Errorf("fetch: %s: %w", clip(u.Redacted()), err)
}
