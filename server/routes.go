package server

import (
	_ "embed"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/heboh/heboh/server/page"
	"github.com/heboh/heboh/server/store"
)

// handler answers a request, or returns what is wrong with it.
type handler func(http.ResponseWriter, *http.Request) error

// needs are what a route requires.
type needs uint8

const (
	privilege needs = 1 << iota // see Server.authorize
	storage                     // a store
	nothing   needs = 0
)

type route struct {
	method, path string
	needs        needs
	handler      handler
	query        []string // its parameters; others are refused
}

// jsonRoute is a route whose body is JSON, decoded into a T.
func jsonRoute[T any](s *Server, method, path string, n needs, h func(http.ResponseWriter, *http.Request, *T, *lease) error) route {
	return route{method: method, path: path, needs: n, handler: func(w http.ResponseWriter, r *http.Request) error {
		var body T
		lease, err := s.readJSON(w, r, &body)
		if err != nil {
			return err
		}
		defer lease.release()
		return h(w, r, &body, lease)
	}}
}

// routes lists every route, as openapi.json does. GET includes HEAD.
func (s *Server) routes() []route {
	score := jsonRoute(s, "POST", "/v1/score", nothing, s.postScore).with("explain", "threshold", "any_language", "offsets")
	score.handler = s.linesOr(score.handler)
	get := func(path string, n needs, h handler) route {
		return route{method: "GET", path: path, needs: n, handler: h}
	}
	remove := func(path string, h handler) route {
		return route{method: "DELETE", path: path, needs: privilege | storage, handler: h}
	}
	return []route{
		score,
		jsonRoute(s, "POST", "/v1/links", nothing, s.postLinks).with("offsets"), // a URL is privileged
		jsonRoute(s, "POST", "/v1/feedback", privilege|storage, s.postFeedback),
		get("/v1/feedback", privilege|storage, s.getFeedback).with("since", "until", "after", "limit", "format"),
		remove("/v1/feedback", s.purgeFeedback).with("before"),
		get("/v1/feedback/stats", privilege|storage, s.getStats),
		get("/v1/feedback/{id}", privilege|storage, s.getVerdict),
		remove("/v1/feedback/{id}", s.deleteVerdict),
		get("/v1/queue", privilege|storage, s.getQueue).with("limit", "explain", "offsets", "after"),
		jsonRoute(s, "POST", "/v1/queue", privilege|storage, s.postQueue),
		jsonRoute(s, "DELETE", "/v1/queue", privilege|storage, s.deleteQueue),
		get("/v1/model", nothing, s.getModel),
		{method: "POST", path: "/v1/model/reload", needs: privilege, handler: s.postReload},
		jsonRoute(s, "POST", "/compat/classify", nothing, s.postClassify),
		jsonRoute(s, "POST", "/compat/classify/{head}", nothing, s.postClassify),
		jsonRoute(s, "POST", openAI+"chat/completions", nothing, s.postChat),
		get(openAI+"models", nothing, s.getModels),
		get("/healthz", nothing, s.getHealth),
		get("/readyz", nothing, s.getReady),
		get("/metrics", nothing, s.getMetrics),
		get("/openapi.json", nothing, s.getOpenAPI),
	}
}

func (rt route) with(query ...string) route { rt.query = query; return rt }

// serve does what is the same for every route: headers, checks, counting, deadlines.
func (s *Server) serve(rw http.ResponseWriter, r *http.Request) {
	w := newWriter(rw, r, s.cfg.Limits.Idle)
	defer w.linger(s.cfg.Limits) // after it is counted
	s.metrics.flying.Inc()
	defer s.observe(w, r, time.Now())
	defer s.recovered(w)
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	if s.shared(w, r) {
		return
	}
	if err := s.guard(r); err != nil {
		s.fail(w, r, err)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// newMux finds the route. A request that none takes is answered with a problem too.
func (s *Server) newMux() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range s.routes() {
		mux.HandleFunc(rt.method+" "+rt.path, func(w http.ResponseWriter, r *http.Request) {
			err := s.admit(rt, r)
			if err == nil {
				err = rt.handler(w, r)
			}
			if err != nil {
				s.fail(w, r, err)
			}
		})
	}
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, problem(http.StatusNotFound, "not-found", "no such address; GET /openapi.json lists them"))
	})
	files := page.Handler(missing)
	mux.Handle("GET /{$}", files)
	mux.Handle("GET /assets/", files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refusal, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		refusal.ServeHTTP(headersOnly{w}, r)
		if allow := w.Header().Get("Allow"); allow != "" {
			s.fail(w, r, problem(http.StatusMethodNotAllowed, "method", "%s is not allowed here; use %s", r.Method, allow))
			return
		}
		missing(w, r)
	})
}

type headersOnly struct{ http.ResponseWriter }

func (headersOnly) WriteHeader(int)             {}
func (headersOnly) Write(b []byte) (int, error) { return len(b), nil }

// fail sends the problem that an error is.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	if p.Status >= http.StatusInternalServerError {
		s.log.Error("request failed", "route", r.Pattern, "request", requestID(w), "problem", p.Type, "error", p.cause)
	}
	if strings.HasPrefix(r.URL.Path, openAI) {
		p.forOpenAI()
	}
	p.write(w)
}

// admit checks what a route requires.
func (s *Server) admit(rt route, r *http.Request) error {
	if rt.needs&privilege != 0 {
		if err := s.authorize(r); err != nil {
			return err
		}
	}
	if rt.needs&storage != 0 && s.cfg.Store == nil {
		return problem(http.StatusServiceUnavailable, "no-store", "this service stores no feedback; start it with --store FILE")
	}
	for name := range r.URL.Query() {
		if !slices.Contains(rt.query, name) {
			return invalid(name, "unknown parameter; GET /openapi.json lists the parameters")
		}
	}
	return nil
}

// getHealth says that the process is alive.
func (s *Server) getHealth(w http.ResponseWriter, _ *http.Request) error {
	return reply(w, map[string]string{"status": "ok"}, nil)
}

// getReady says that the service can do its work: the store is whole and answers,
// and the service is not shutting down.
func (s *Server) getReady(w http.ResponseWriter, r *http.Request) error {
	if s.ending.Load() {
		return problem(http.StatusServiceUnavailable, "ending", "the service is shutting down")
	}
	if s.cfg.Store != nil {
		err := s.cfg.Store.Healthy(r.Context())
		if err == nil {
			_, err = s.cfg.Store.QueueLen(r.Context())
		}
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			err = problem(http.StatusServiceUnavailable, "store", "the store does not answer").because(err)
		}
		if err != nil {
			return err
		}
	}
	return reply(w, map[string]string{"status": "ok", "model": s.current.Load().id}, nil)
}

//go:embed openapi.json
var openAPI []byte

func (s *Server) getOpenAPI(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(openAPI)
	return nil
}
