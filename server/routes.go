package server

import (
	"errors"
	"net/http"

	"github.com/heboh/heboh/server/page"
)

// handler answers a request or says what is wrong with it.
type handler func(http.ResponseWriter, *http.Request) error

// access is who may use a route.
type access int

const (
	open       access = iota
	privileged        // see Server.authorize
)

type route struct {
	method, path string
	access       access
	handler      handler
}

// routes are all there is, as openapi.json describes them; HEAD goes with GET.
func (s *Server) routes() []route {
	return []route{
		{"POST", "/v1/score", open, s.postScore},
		{"POST", "/v1/links", open, s.postLinks}, // a URL is privileged
		{"POST", "/v1/feedback", privileged, s.postFeedback},
		{"GET", "/v1/feedback", privileged, s.getFeedback},
		{"DELETE", "/v1/feedback", privileged, s.purgeFeedback},
		{"GET", "/v1/feedback/stats", privileged, s.getStats},
		{"GET", "/v1/feedback/{id}", privileged, s.getVerdict},
		{"DELETE", "/v1/feedback/{id}", privileged, s.deleteVerdict},
		{"GET", "/v1/queue", privileged, s.getQueue},
		{"POST", "/v1/queue", privileged, s.postQueue},
		{"DELETE", "/v1/queue", privileged, s.deleteQueue},
		{"GET", "/v1/model", open, s.getModel},
		{"POST", "/v1/model/reload", privileged, s.postReload},
		{"GET", "/healthz", open, s.getHealth},
		{"GET", "/readyz", open, s.getReady},
		{"GET", "/metrics", open, s.getMetrics},
		{"GET", "/openapi.json", open, s.getOpenAPI},
	}
}

// mux finds the route. What it does not find, or finds under another method, is
// a problem like any other.
func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range s.routes() {
		mux.Handle(rt.method+" "+rt.path, s.answer(rt))
	}
	files := page.Handler(http.HandlerFunc(notFound))
	mux.Handle("GET /{$}", files)
	mux.Handle("GET /assets/", files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			noteRoute(w, pattern)
			mux.ServeHTTP(w, r)
			return
		}
		var t trial
		h.ServeHTTP(&t, r)
		if allow := t.Header().Get("Allow"); allow != "" {
			w.Header().Set("Allow", allow)
			problem(http.StatusMethodNotAllowed, "method", "%s is not for this address; use %s", r.Method, allow).write(w)
			return
		}
		notFound(w, r)
	})
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	problem(http.StatusNotFound, "not-found", "no such address; GET /openapi.json lists them").write(w)
}

// trial takes an answer that is not sent.
type trial struct{ header http.Header }

func (t *trial) Header() http.Header {
	if t.header == nil {
		t.header = http.Header{}
	}
	return t.header
}
func (t *trial) Write(b []byte) (int, error) { return len(b), nil }
func (t *trial) WriteHeader(int)             {}

// answer runs a route's handler and sends the problem it returns.
func (s *Server) answer(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := error(nil)
		if rt.access == privileged {
			err = asError(s.authorize(r))
		}
		if err == nil {
			err = rt.handler(w, r)
		}
		if err == nil {
			return
		}
		var p *Problem
		if !errors.As(err, &p) {
			p = problem(http.StatusInternalServerError, "internal", "something failed inside; the log has it under the request's id").because(err)
		}
		if p.Status >= 500 {
			s.log.Error("request failed", "route", rt.path, "request", w.Header().Get("X-Request-Id"), "problem", p.Type, "error", p.cause)
		}
		p.write(w)
	}
}

// asError keeps a nil *Problem from becoming an error that is not nil.
func asError(p *Problem) error {
	if p == nil {
		return nil
	}
	return p
}
