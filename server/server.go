// Package server is the service: an HTTP API that labels headlines and the
// links of pages, stores what moderators say about the labels, and serves the
// page they work with.
//
//	ln, err := net.Listen("tcp", server.DefaultAddr)
//	s, err := server.New(server.Config{Store: st, Token: token, Loopback: server.IsLoopback(ln)})
//	err = s.Serve(ctx, ln)
//
// openapi.json describes the API; every error is an RFC 9457 problem. Requests
// that read or change moderators' work, make the service fetch a URL, or load a
// model are privileged; see Server.authorize. Bodies, batches, lines,
// connections, time and the total memory of bodies are bounded; see Limits.
package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"

	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/server/store"
)

// DefaultAddr is the default address to listen on: this machine only.
const DefaultAddr = "127.0.0.1:8080"

// MaxHeadline is the longest headline that is stored, in bytes.
const MaxHeadline = 4096

// ErrConfig is wrapped by the errors of New about settings.
var ErrConfig = errors.New("wrong setting")

// Config says how to serve. The zero value serves the shipped model without a
// store, grants nobody privileged requests and logs to slog.Default.
type Config struct {
	Version   string        // of the program, for /v1/model and the logs
	ModelFile string        // "" for the shipped model
	Store     *store.Store  // nil: feedback and queue answer 503
	Fetch     *fetch.Client // for URLs; nil for one with fetch's defaults
	Logger    *slog.Logger

	// Token is the bearer token that privileged requests must have, wherever they
	// come from; "" refuses them.
	Token string
	// Loopback says that the service is bound to this machine only, and so need not
	// answer to names of others; see IsLoopback.
	Loopback bool
	// BasePath is the path below which a proxy offers the service, such as /heboh.
	// The service answers with and without it.
	BasePath string
	// Hosts are the names, without port, that the service answers to besides
	// the loopback ones. If it is empty, a service bound beyond loopback answers
	// to any name.
	Hosts []string
	// Origins are the sites (https://desk.example) whose pages may use the API.
	Origins []string

	LogHeadlines bool          // write scored headlines to the log
	Retain       time.Duration // remove older verdicts and queued headlines; 0 keeps them
	Limits       Limits
}

// Limits bound what clients can ask for. A zero field means its default.
type Limits struct {
	Body   int64         // bytes of a JSON body; 8 MiB
	Batch  int           // headlines in a JSON body; 10,000
	Line   int           // bytes of a line of JSON Lines; 256 KiB
	Idle   time.Duration // wait for the next byte from a client, or for it to accept one; 30 s
	Header time.Duration // wait for the request's header; 5 s
	Fetch  time.Duration // for a page to be fetched, redirects and the wait for the site's pace included; 30 s
	Rate   float64       // requests per second and client; 0 for no limit
}

// Limits that are the same for every service.
const (
	maxStream      = time.Hour       // one JSON Lines request, or an export
	maxAnswer      = 2 * time.Minute // to read any other answer
	maxStreams     = 64              // requests of JSON Lines at once
	maxFetches     = 4               // pages fetched at once, which bounds their memory too
	maxOfSite      = 2               // of them from one host
	maxConnections = 2048            // open at once
	maxOfClient    = 1024            // of them by one client
	grace          = 30 * time.Second
)

func (l Limits) withDefaults() Limits {
	l.Body = cmp.Or(l.Body, 8<<20)
	l.Batch = cmp.Or(l.Batch, 10_000)
	l.Line = cmp.Or(l.Line, 256<<10)
	l.Idle = cmp.Or(l.Idle, 30*time.Second)
	l.Header = cmp.Or(l.Header, 5*time.Second)
	l.Fetch = cmp.Or(l.Fetch, 30*time.Second)
	return l
}

// Server answers the API and serves the page. It is safe for concurrent use;
// create it with New.
type Server struct {
	cfg      Config
	log      *slog.Logger
	current  atomic.Pointer[loaded]
	metrics  *metrics
	clients  *clients
	budget   *budget
	streams  *semaphore.Weighted // requests of JSON Lines at once
	fetching *fetches
	tasks    chan struct{} // wakes Upkeep after a reload
	ending   atomic.Bool
	cross    *http.CrossOriginProtection
	mux      http.Handler
	handler  http.Handler
}

// New creates a server and loads its model. The caller owns the store and closes
// it after the last request.
func New(cfg Config) (*Server, error) {
	cfg.Limits = cfg.Limits.withDefaults()
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Fetch == nil {
		cfg.Fetch = fetch.New(fetch.Options{CacheBytes: 32 << 20})
	}
	s := &Server{cfg: cfg, log: cfg.Logger, tasks: make(chan struct{}, 1),
		clients: &clients{rate: cfg.Limits.Rate, seen: map[netip.Prefix]*rate.Limiter{}},
		budget:  newBudget(), streams: semaphore.NewWeighted(maxStreams), fetching: newFetches()}
	m, err := load(cfg.ModelFile)
	if err != nil {
		return nil, err
	}
	s.current.Store(m)
	s.metrics = newMetrics(s)
	s.metrics.using(m)
	if s.cross, err = trust(cfg.Origins); err != nil {
		return nil, err
	}
	s.mux = s.newMux()
	s.handler, err = below(cfg.BasePath, http.HandlerFunc(s.serve))
	return s, err
}

// Handler returns the handler by itself, for tests and for embedding; deadlines
// and the limit on connections are then up to the caller.
func (s *Server) Handler() http.Handler { return s.handler }

// Upkeep removes what is older than Config.Retain and rescores the queue with
// the current model, until ctx ends. Serve runs it.
func (s *Server) Upkeep(ctx context.Context) {
	if s.cfg.Store == nil {
		return
	}
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if s.cfg.Retain > 0 {
			n, err := s.cfg.Store.Purge(ctx, time.Now().Add(-s.cfg.Retain))
			if err != nil && ctx.Err() == nil {
				s.log.Error("removing old feedback", "error", err)
			} else if n > 0 {
				s.log.Info("removed old feedback", "rows", n)
			}
		}
		if err := s.cfg.Store.Healthy(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("the store takes nothing more; restore a backup", "error", err)
		}
		m := s.current.Load()
		if err := s.cfg.Store.Rescore(ctx, m.id, m.model.Score); err != nil && ctx.Err() == nil {
			s.log.Error("rescoring the queue", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-hourly.C:
		case <-s.tasks:
		}
	}
}

// IsLoopback reports whether only this machine can reach the listener.
func IsLoopback(ln net.Listener) bool {
	tcp, ok := ln.Addr().(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Serve answers connections until ctx ends. It then accepts no more, finishes
// the requests in progress for at most 30 s, and returns nil, or an
// error if some had to be cut off.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	conns := newConnections(ln, maxConnections, maxOfClient)
	hs := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: s.cfg.Limits.Header,
		// These hold for every route. One that reads or writes for longer moves its
		// deadlines as it goes on.
		ReadTimeout:    s.cfg.Limits.Header + s.cfg.Limits.Idle,
		WriteTimeout:   s.cfg.Limits.Header + s.cfg.Limits.Idle + s.cfg.Limits.Fetch,
		IdleTimeout:    s.cfg.Limits.Idle,
		ConnState:      conns.state,
		MaxHeaderBytes: 32 << 10,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	var upkeep sync.WaitGroup
	upkeep.Go(func() { s.Upkeep(background) })
	defer upkeep.Wait()
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(conns) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.ending.Store(true)
	hs.RegisterOnShutdown(conns.closeIdle)
	s.log.Info("shutting down; finishing requests in progress", "at most", grace)
	limited, cancel := context.WithTimeout(background, grace)
	defer cancel()
	if err := hs.Shutdown(limited); err != nil {
		_ = hs.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("some requests took longer than %s to finish and were cut off", grace)
		}
		return err
	}
	return nil
}

// below also answers requests under a base path, which some proxies cut off and
// some leave.
func below(base string, next http.Handler) (http.Handler, error) {
	base = strings.TrimSuffix(base, "/")
	if base == "" {
		return next, nil
	}
	if base != path.Clean("/"+base) || strings.ContainsFunc(base, func(r rune) bool { return r <= ' ' || strings.ContainsRune("?#%\\{}", r) }) {
		return nil, fmt.Errorf("%w: base path %q; it must be a path such as /heboh", ErrConfig, base)
	}
	mux := http.NewServeMux() // which redirects the base itself, so that the page's relative addresses are below it
	mux.Handle("/", next)
	mux.Handle(base+"/", http.StripPrefix(base, next))
	return mux, nil
}

// oneLine is a headline as it is stored: line breaks and runs of spaces become
// single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
