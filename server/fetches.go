package server

import (
	"context"
	"net/url"
	"sync"

	"golang.org/x/sync/semaphore"
)

// fetches bounds how many pages are fetched at once, in all and from one site, so
// that a slow site leaves room for others.
type fetches struct {
	all *semaphore.Weighted

	mu    sync.Mutex
	sites map[string]*site
}

type site struct {
	*semaphore.Weighted
	users int // that fetch from it, or wait to
}

func newFetches() *fetches {
	return &fetches{all: semaphore.NewWeighted(maxFetches), sites: map[string]*site{}}
}

// do fetches when there is room. What waits for its site takes no room of others.
func (f *fetches) do(ctx context.Context, address string, fetch func() error) error {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = hostOf(u.Host)
	}
	site := f.enter(host)
	defer f.leave(host, site)
	for _, slots := range []*semaphore.Weighted{site.Weighted, f.all} {
		if slots.Acquire(ctx, 1) != nil {
			return busy()
		}
		defer slots.Release(1)
	}
	return fetch()
}

func (f *fetches) enter(host string) *site {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.sites[host]
	if s == nil {
		s = &site{Weighted: semaphore.NewWeighted(maxOfSite)}
		f.sites[host] = s
	}
	s.users++
	return s
}

func (f *fetches) leave(host string, s *site) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s.users--; s.users == 0 {
		delete(f.sites, host)
	}
}
