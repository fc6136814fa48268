package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/net/netutil"
)

// DefaultAddr is where the service listens unless told otherwise: on this
// machine only.
const DefaultAddr = "127.0.0.1:8080"

// Listen opens the address.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	return ln, nil
}

// IsLoopback reports whether only this machine can reach the listener.
func IsLoopback(ln net.Listener) bool {
	tcp, ok := ln.Addr().(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Serve answers what the listener accepts until ctx ends. Then it takes no more
// connections, finishes the requests it has, for at most Limits.Grace, and
// returns nil, or an error when some had to be cut off.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	lim := s.cfg.Limits
	hs := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: lim.Header,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	var upkeep sync.WaitGroup
	upkeep.Go(func() { s.Upkeep(background) })
	defer upkeep.Wait()
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(netutil.LimitListener(ln, lim.Connections)) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.ending.Store(true)
	s.log.Info("ending; finishing the requests under way", "at most", lim.Grace)
	limited, cancel := context.WithTimeout(background, lim.Grace)
	defer cancel()
	if err := hs.Shutdown(limited); err != nil {
		_ = hs.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("some requests took longer than %s to finish and were cut off", lim.Grace)
		}
		return err
	}
	return nil
}

// ListenAndServe listens on addr and serves; see Serve. It finds out itself
// whether the address is a loopback one.
func ListenAndServe(ctx context.Context, addr string, cfg Config) error {
	ln, err := Listen(ctx, addr)
	if err != nil {
		return err
	}
	cfg.Loopback = IsLoopback(ln)
	s, err := New(cfg)
	if err != nil {
		_ = ln.Close()
		return err
	}
	return s.Serve(ctx, ln)
}
