package server

import (
	"context"
	"hash/fnv"
	"net/url"

	"golang.org/x/sync/semaphore"
)

// fetches bounds how many pages are fetched at once, in all and from one site, so
// that a slow site leaves room for others.
type fetches struct {
	all   *semaphore.Weighted
	sites [256]*semaphore.Weighted // by the hash of their names; two may share one, and then wait longer
}

func newFetches() *fetches {
	f := &fetches{all: semaphore.NewWeighted(maxFetches)}
	for i := range f.sites {
		f.sites[i] = semaphore.NewWeighted(maxOfSite)
	}
	return f
}

// do fetches when there is room. What waits for its site takes no room of others.
func (f *fetches) do(ctx context.Context, address string, fetch func() error) error {
	site := fnv.New32a()
	if u, err := url.Parse(address); err == nil {
		_, _ = site.Write([]byte(hostOf(u.Host)))
	}
	for _, slots := range []*semaphore.Weighted{f.sites[site.Sum32()%uint32(len(f.sites))], f.all} {
		if slots.Acquire(ctx, 1) != nil {
			return busy()
		}
		defer slots.Release(1)
	}
	return fetch()
}
