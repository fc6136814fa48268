package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/heboh/heboh/links"
)

// Defaults of Options.
const (
	DefaultUserAgent    = "Heboh/1 (headline labeller; +https://github.com/heboh/heboh)"
	DefaultTimeout      = 20 * time.Second
	DefaultMaxBytes     = links.DefaultMaxBytes
	DefaultMaxRedirects = 5
	DefaultInterval     = time.Second
)

// Options of a Client. The zero value of every field means its default.
type Options struct {
	// UserAgent names the client; the part before the first "/" is what
	// robots.txt is asked about.
	UserAgent string
	// Timeout bounds one Get with all its redirects, from name resolution to
	// the last byte, waiting for the host's pace not included.
	Timeout time.Duration
	// MaxBytes bounds a body, both as it travels and decompressed.
	MaxBytes int64
	// MaxRedirects bounds the redirects of one Get; negative means none.
	MaxRedirects int
	// Interval is the least time between two requests to one host, with one
	// request in reserve; negative means no pace. robots.txt may ask for more.
	Interval time.Duration
	// IgnoreRobots leaves robots.txt unread.
	IgnoreRobots bool
	// AllowPrivate drops every rule about addresses and ports but the scheme.
	AllowPrivate bool
	// AllowAddr exempts single addresses from the rules, after resolution.
	AllowAddr func(netip.AddrPort) bool
	// Ports that may be used; default 80, 443, 8080 and 8443.
	Ports []uint16
	// Cache keeps pages for conditional requests; nil means none.
	Cache Cache
}

// Client fetches pages. It is safe for concurrent use. Create it with New.
type Client struct {
	opt    Options
	agent  string // for robots.txt
	http   *http.Client
	pace   pacer
	robots robotsCache
}

// Response is a page that was fetched.
type Response struct {
	URL         *url.URL // after redirects
	ContentType string   // as sent; never empty
	Body        []byte   // decompressed
	FromCache   bool     // the server said that the cached page is still good
}

// New returns a client.
func New(opt Options) *Client {
	if opt.UserAgent == "" {
		opt.UserAgent = DefaultUserAgent
	}
	if opt.Timeout <= 0 {
		opt.Timeout = DefaultTimeout
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultMaxBytes
	}
	if opt.MaxRedirects == 0 {
		opt.MaxRedirects = DefaultMaxRedirects
	}
	if opt.Interval == 0 {
		opt.Interval = DefaultInterval
	}
	if len(opt.Ports) == 0 {
		opt.Ports = []uint16{80, 443, 8080, 8443}
	}
	c := &Client{opt: opt}
	c.agent, _, _ = strings.Cut(opt.UserAgent, "/")
	c.pace = pacer{every: rate.Every(max(opt.Interval, 0)), hosts: map[string]*rate.Limiter{}}
	c.robots = robotsCache{entries: map[string]robotsEntry{}}
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
	for hop := 0; ; hop++ {
		u.Fragment = ""
		if err := c.checkURL(u); err != nil {
			return nil, err
		}
		if err := c.askRobots(ctx, u); err != nil {
			return nil, err
		}
		res, next, err := c.step(ctx, u)
		if err != nil || next == nil {
			return res, err
		}
		if hop >= c.opt.MaxRedirects {
			return nil, fmt.Errorf("fetch: %s: %w (limit %d)", clip(rawURL), ErrRedirects, max(c.opt.MaxRedirects, 0))
		}
		u = next
	}
}

// Page fetches a page and lists its links. The response is returned whenever
// there is one, also beside an error of the extraction.
func (c *Client) Page(ctx context.Context, rawURL string) (*links.Page, *Response, error) {
	res, err := c.Get(ctx, rawURL)
	if err != nil {
		return nil, nil, err
	}
	page, err := links.Extractor{MaxBytes: int(c.opt.MaxBytes)}.Extract(bytes.NewReader(res.Body), res.ContentType, res.URL)
	return page, res, err
}

// step makes one request; next is where a redirect leads.
func (c *Client) step(ctx context.Context, u *url.URL) (res *Response, next *url.URL, err error) {
	if err := c.pace.wait(ctx, u.Host); err != nil {
		return nil, nil, fmt.Errorf("fetch: waiting for %s: %w", clip(u.Host), err)
	}
	ctx, cancel := context.WithTimeout(ctx, c.opt.Timeout)
	defer cancel()
	req, err := c.request(ctx, u)
	if err != nil {
		return nil, nil, err
	}
	cached, hit := c.conditional(req)
	answer, err := c.http.Do(req)
	if err != nil {
		return nil, nil, plainError(u, err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotModified && hit:
		return &Response{URL: u, ContentType: cached.ContentType, Body: cached.Body, FromCache: true}, nil, nil
	case isRedirect(answer.StatusCode):
		next, err := u.Parse(answer.Header.Get("Location"))
		if err != nil || answer.Header.Get("Location") == "" {
			return nil, nil, &AddressError{Target: u.Redacted(), Reason: "redirects to something that is not a URL"}
		}
		return nil, next, nil
	case answer.StatusCode != http.StatusOK:
		return nil, nil, &StatusError{URL: u.Redacted(), Status: answer.StatusCode}
	}
	res, err = c.read(u, answer)
	if err == nil {
		c.remember(u, answer.Header, res)
	}
	return res, nil, err
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func (c *Client) request(ctx context.Context, u *url.URL) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &AddressError{Target: u.Redacted(), Reason: "not a URL"}
	}
	req.Header.Set("User-Agent", c.opt.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,application/xml;q=0.8,text/plain;q=0.7")
	req.Header.Set("Accept-Language", "id,en;q=0.8")
	req.Header.Set("Accept-Encoding", "gzip, br")
	return req, nil
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
