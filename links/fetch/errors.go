package fetch

import (
	"errors"
	"fmt"
)

// Errors to distinguish with errors.Is.
var (
	ErrForbidden   = errors.New("address not allowed")
	ErrRobots      = errors.New("forbidden by robots.txt")
	ErrTooLarge    = errors.New("response too large")
	ErrRedirects   = errors.New("too many redirects")
	ErrContentType = errors.New("content type not supported")
	ErrEncoding    = errors.New("content encoding not supported")
)

// AddressError says why an address was refused. It wraps ErrForbidden.
type AddressError struct {
	Target string // URL, host or IP address
	Reason string
	Broken bool // it names no page at all; Options.AllowPrivate does not help
}

func (e *AddressError) Error() string {
	return fmt.Sprintf("fetch: %s: %v: %s", clip(e.Target), ErrForbidden, e.Reason)
}

func (e *AddressError) Unwrap() error { return ErrForbidden }

// StatusError is a response that is neither a page nor a redirect.
type StatusError struct {
	URL    string
	Status int
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("fetch: %s answered with status %d", clip(e.URL), e.Status)
}

// clip keeps hostile addresses from filling a terminal.
func clip(s string) string {
	if len(s) > 200 {
		s = s[:200] + "…"
	}
	return fmt.Sprintf("%q", s)
}
