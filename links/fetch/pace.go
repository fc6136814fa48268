package fetch

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	maxHosts      = 4096             // whose pace is remembered
	maxCrawlDelay = 60 * time.Second // that robots.txt may ask for
)

// pacer keeps the pace of each host.
type pacer struct {
	mu    sync.Mutex
	every rate.Limit
	hosts map[string]*rate.Limiter
}

// wait blocks until the host may be asked again, or ctx ends.
func (p *pacer) wait(ctx context.Context, host string) error {
	return p.limiter(host).Wait(ctx)
}

func (p *pacer) limiter(host string) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l, ok := p.hosts[host]; ok {
		return l
	}
	if len(p.hosts) >= maxHosts {
		p.forgetIdle()
	}
	l := rate.NewLimiter(p.every, 2)
	p.hosts[host] = l
	return l
}

// forgetIdle drops the hosts that could be asked at once anyway.
func (p *pacer) forgetIdle() {
	for host, l := range p.hosts {
		if l.Tokens() >= float64(l.Burst()) {
			delete(p.hosts, host)
		}
	}
}

// slow makes the pace of a host slower, never faster.
func (p *pacer) slow(host string, delay time.Duration) {
	limit := rate.Every(min(delay, maxCrawlDelay))
	if l := p.limiter(host); limit < l.Limit() {
		l.SetLimit(limit)
		l.SetBurst(1)
	}
}
