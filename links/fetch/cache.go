package fetch

import (
	"net/http"
	"net/url"
	"sync"
)

// Entry is a page kept for a conditional request.
type Entry struct {
	ETag, LastModified, ContentType string
	Body                            []byte
}

// Cache keeps pages between requests, by URL. It must be safe for concurrent
// use; what Get returns must not be changed.
type Cache interface {
	Get(url string) (Entry, bool)
	Put(url string, e Entry)
}

// conditional adds what the server needs to say "not modified".
func (c *Client) conditional(req *http.Request) (Entry, bool) {
	if c.opt.Cache == nil {
		return Entry{}, false
	}
	e, ok := c.opt.Cache.Get(req.URL.String())
	if !ok {
		return Entry{}, false
	}
	if e.ETag != "" {
		req.Header.Set("If-None-Match", e.ETag)
	}
	if e.LastModified != "" {
		req.Header.Set("If-Modified-Since", e.LastModified)
	}
	return e, true
}

func (c *Client) remember(u *url.URL, h http.Header, res *Response) {
	e := Entry{ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified"), ContentType: res.ContentType, Body: res.Body}
	if c.opt.Cache != nil && (e.ETag != "" || e.LastModified != "") {
		c.opt.Cache.Put(u.String(), e)
	}
}

// MemoryCache is a Cache in memory that drops the oldest pages when it is
// full. Create it with NewMemoryCache.
type MemoryCache struct {
	mu    sync.Mutex
	most  int64
	size  int64
	pages map[string]Entry
	order []string // oldest first
}

// NewMemoryCache returns a cache for bodies of at most maxBytes together.
func NewMemoryCache(maxBytes int64) *MemoryCache {
	return &MemoryCache{most: maxBytes, pages: map[string]Entry{}}
}

// Get implements Cache.
func (m *MemoryCache) Get(url string) (Entry, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.pages[url]
	return e, ok
}

// Put implements Cache. A page larger than the whole cache is not kept.
func (m *MemoryCache) Put(url string, e Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if int64(len(e.Body)) > m.most {
		return
	}
	if old, ok := m.pages[url]; ok {
		m.size -= int64(len(old.Body))
	} else {
		m.order = append(m.order, url)
	}
	m.pages[url] = e
	m.size += int64(len(e.Body))
	for m.size > m.most && len(m.order) > 1 {
		oldest := m.order[0]
		m.order = m.order[1:]
		if oldest == url {
			m.order = append(m.order, url)
			continue
		}
		m.size -= int64(len(m.pages[oldest].Body))
		delete(m.pages, oldest)
	}
}
