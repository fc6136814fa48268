package server

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// writer counts what is sent. It is what handlers get as http.ResponseWriter.
type writer struct {
	http.ResponseWriter
	status int
	bytes  int64
	route  string
}

func (w *writer) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *writer) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func sent(w http.ResponseWriter) bool {
	o, ok := w.(*writer)
	return ok && o.status != 0
}

// noteRoute tells the log and the metrics which route it is.
func noteRoute(w http.ResponseWriter, pattern string) {
	if o, ok := w.(*writer); ok {
		_, o.route, _ = strings.Cut(pattern, " ")
	}
}

// observe logs and counts each request. The log names the route, not the
// address asked for: a query may hold a headline.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		id := rand.Text()[:16]
		w.Header().Set("X-Request-Id", id)
		o := &writer{ResponseWriter: w, route: "other"}
		s.metrics.flying.Inc()
		defer func() {
			s.metrics.flying.Dec()
			took := time.Since(began)
			status := o.status
			if status == 0 {
				status = 499 // the client went away
			}
			s.metrics.request(o.route, methodName(r.Method), status, took)
			if s.log.Enabled(r.Context(), slog.LevelInfo) {
				s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("request", id),
					slog.String("method", methodName(r.Method)), slog.String("route", o.route), slog.Int("status", status),
					slog.Int64("bytes", o.bytes), slog.Duration("took", took), slog.String("client", clientOf(r.RemoteAddr).Addr().String()))
			}
		}()
		next.ServeHTTP(o, r)
	})
}

// methodName keeps invented methods out of the metrics.
func methodName(m string) string {
	switch m {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS":
		return m
	}
	return "other"
}
