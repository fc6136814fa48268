package server

import (
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/heboh/heboh/links/fetch"
)

// Server answers the API and the page. It is safe for concurrent use; make it
// with New.
type Server struct {
	cfg     Config
	log     *slog.Logger
	current atomic.Pointer[loaded]
	metrics *metrics
	clients *clients
	bodies  *semaphore.Weighted // bytes
	pages   *semaphore.Weighted // fetched or parsed at once
	tasks   chan struct{}       // wakes the upkeep after a reload
	ending  atomic.Bool
	handler http.Handler
}

// New makes a server and loads its model. The caller keeps the store and
// closes it after the last request.
func New(cfg Config) (*Server, error) {
	cfg.Limits = cfg.Limits.withDefaults()
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Fetch == nil {
		cfg.Fetch = fetch.New(fetch.Options{Cache: fetch.NewMemoryCache(32 << 20)})
	}
	s := &Server{cfg: cfg, log: cfg.Logger, tasks: make(chan struct{}, 1),
		clients: newClients(cfg.Limits.Rate),
		bodies:  semaphore.NewWeighted(cfg.Limits.Bodies),
		pages:   semaphore.NewWeighted(int64(max(cfg.Limits.Fetches, runtime.GOMAXPROCS(0))))}
	m, err := load(cfg.ModelFile)
	if err != nil {
		return nil, err
	}
	s.current.Store(m)
	s.metrics = newMetrics(s)
	if s.handler, err = s.chain(); err != nil {
		return nil, err
	}
	return s, nil
}

// Handler answers requests. It serves one that ListenAndServe did not accept
// too, for tests and for embedding; then the time limits are the caller's.
func (s *Server) Handler() http.Handler { return s.handler }

// chain puts the layers around the routes, the outermost last.
func (s *Server) chain() (http.Handler, error) {
	h := s.limitRate(s.mux())
	h, err := s.guard(h)
	if err != nil {
		return nil, err
	}
	return s.observe(s.recovered(secured(h))), nil
}

// Upkeep removes what is older than Config.Retain and gives queued titles the
// current model's probability, until ctx ends. ListenAndServe runs it.
func (s *Server) Upkeep(ctx context.Context) {
	if s.cfg.Store == nil {
		return
	}
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		s.purge(ctx)
		m := s.current.Load()
		if err := s.cfg.Store.Rescore(ctx, m.id, m.model.Score); err != nil && ctx.Err() == nil {
			s.log.Error("scoring the queue", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-hourly.C:
		case <-s.tasks:
		}
	}
}

func (s *Server) purge(ctx context.Context) {
	if s.cfg.Retain <= 0 {
		return
	}
	n, err := s.cfg.Store.Purge(ctx, time.Now().Add(-s.cfg.Retain))
	switch {
	case err != nil && ctx.Err() == nil:
		s.log.Error("removing old feedback", "error", err)
	case n > 0:
		s.log.Info("removed old feedback", "rows", n)
	}
}

// oneLine is a headline as it is stored: without line breaks and outer blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
