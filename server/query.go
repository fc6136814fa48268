package server

import (
	"net/http"
	"strconv"
	"time"
	"unicode"
)

// queryBool reads a yes-or-no parameter of the address.
func queryBool(r *http.Request, name string) (bool, error) {
	v := r.URL.Query().Get(name)
	if v == "" {
		return r.URL.Query().Has(name), nil
	}
	b, err := strconv.ParseBool(v)
	if err != nil {
		return false, invalid(name, "true or false is wanted")
	}
	return b, nil
}

func queryFloat(r *http.Request, name string) (*float64, error) {
	v := r.URL.Query().Get(name)
	if v == "" {
		return nil, nil
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return nil, invalid(name, "a number is wanted")
	}
	return &f, nil
}

// queryInt reads a number from lo to hi.
func queryInt(r *http.Request, name string, def, lo, hi int) (int, error) {
	v := r.URL.Query().Get(name)
	if v == "" {
		return def, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < lo || n > hi {
		return 0, invalid(name, "a whole number from %d to %d is wanted", lo, hi)
	}
	return n, nil
}

// queryTime reads a time (RFC 3339) or a date.
func queryTime(r *http.Request, name string) (t time.Time, err error) {
	v := r.URL.Query().Get(name)
	if v == "" {
		return t, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err = time.Parse(layout, v); err == nil {
			return t, nil
		}
	}
	return t, invalid(name, "a time such as 2026-01-31T12:00:00Z, or a date, is wanted")
}

// printable reports whether a text holds no control characters.
func printable(s string) bool {
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' {
			return false
		}
	}
	return true
}
