package server

import (
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// query reads the parameters of a URL and keeps the first error.
type query struct {
	values url.Values
	err    error
}

func queryOf(r *http.Request) *query { return &query{values: r.URL.Query()} }

// fail blames a parameter.
func (q *query) fail(name, format string, args ...any) {
	if q.err == nil {
		q.err = invalid(name, format, args...)
	}
}

// bool reads a switch: ?name, ?name=true or ?name=false.
func (q *query) bool(name string) bool {
	v := q.values.Get(name)
	if v == "" {
		return q.values.Has(name)
	}
	on, err := strconv.ParseBool(v)
	if err != nil {
		q.fail(name, "must be true or false")
	}
	return on
}

// number reads a number, nil if there is none.
func (q *query) number(name string) *float64 {
	v := q.values.Get(name)
	if v == "" {
		return nil
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil {
		q.fail(name, "must be a number")
	}
	return &f
}

// whole reads a whole number from lo to hi.
func (q *query) whole(name string, def, lo, hi int) int {
	v := q.values.Get(name)
	if v == "" {
		return def
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < lo || n > hi {
		q.fail(name, "must be a whole number from %d to %d", lo, hi)
	}
	return n
}

// time reads a time (RFC 3339) or a date; the zero time if there is none.
func (q *query) time(name string) time.Time {
	v := q.values.Get(name)
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, v); err == nil {
			return t
		}
	}
	if v != "" {
		q.fail(name, "must be a date or a time such as 2026-01-31T12:00:00Z")
	}
	return time.Time{}
}
