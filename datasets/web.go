package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Defaults of GetOptions.
const (
	defaultStall   = 30 * time.Second
	defaultRetries = 3
	defaultBackoff = time.Second
)

// web is upstream or a mirror over HTTP.
type web struct {
	base    string // of a mirror; "" for upstream
	client  *http.Client
	stall   time.Duration
	retries int
	backoff time.Duration
}

func newWeb(base string, opts GetOptions) web {
	w := web{base: base, client: opts.Client, stall: opts.Stall, retries: opts.Retries, backoff: opts.Backoff}
	if w.client == nil {
		w.client = newClient()
	}
	if w.stall <= 0 {
		w.stall = defaultStall
	}
	if w.retries == 0 {
		w.retries = defaultRetries
	}
	if w.backoff <= 0 {
		w.backoff = defaultBackoff
	}
	return w
}

func newClient() *http.Client {
	return &http.Client{
		CheckRedirect: stayOnHTTPS,
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
			TLSHandshakeTimeout:   15 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second,
			IdleConnTimeout:       time.Second,
			ForceAttemptHTTP2:     true,
		},
	}
}

// stayOnHTTPS refuses to be sent from https to anything else.
func stayOnHTTPS(req *http.Request, via []*http.Request) error {
	if len(via) >= 5 {
		return errors.New("more than five redirects")
	}
	if via[0].URL.Scheme == "https" && req.URL.Scheme != "https" {
		return fmt.Errorf("redirected from https to %s", req.URL.Redacted())
	}
	return nil
}

// fetch tries the places a file may be at; upstream has but one.
func (w web) fetch(ctx context.Context, t target) (string, error) {
	if w.base == "" {
		return t.file.URL, w.persist(ctx, t, t.file.URL)
	}
	for _, place := range t.places() {
		full, err := url.JoinPath(w.base, place)
		if err != nil {
			return w.base, err
		}
		if err = w.persist(ctx, t, full); !errors.Is(err, ErrNotFound) {
			return redacted(full), err
		}
	}
	return w.base, fmt.Errorf("%s: no %s there (looked for %s): %w", redacted(w.base), t.file.Name, strings.Join(t.places(), ", "), ErrNotFound)
}

// persist retries what may pass: broken connections, silence, 429 and 5xx.
func (w web) persist(ctx context.Context, t target, from string) error {
	wait := w.backoff
	for try := 0; ; try++ {
		err := w.attempt(ctx, t, from)
		if err == nil || isFinal(err) || ctx.Err() != nil {
			return err
		}
		if try >= w.retries {
			return fmt.Errorf("%w (gave up after %d attempts; what has come is kept, run it again to go on)", err, try+1)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
			wait *= 2
		}
	}
}

// isFinal reports whether trying again cannot help.
func isFinal(err error) bool {
	var status *statusError
	if errors.As(err, &status) {
		return status.code < 500 && status.code != http.StatusTooManyRequests
	}
	var disk *fs.PathError
	return errors.As(err, &disk) || errors.Is(err, ErrChanged) || errors.Is(err, ErrNotFound)
}

// statusError is an answer other than the file.
type statusError struct {
	url  string
	code int
}

func (e *statusError) Error() string {
	return fmt.Sprintf("%s: the server answered %d %s", e.url, e.code, http.StatusText(e.code))
}

// Unwrap makes 404 and 410 ErrNotFound.
func (e *statusError) Unwrap() error {
	if e.code == http.StatusNotFound || e.code == http.StatusGone {
		return ErrNotFound
	}
	return nil
}

// redacted hides a password in a URL.
func redacted(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Redacted()
}
