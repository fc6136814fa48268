package server

import (
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxClients bounds how many clients are remembered; one more, and all are forgotten.
const maxClients = 10_000

// clients limits the rate of each client.
type clients struct {
	rate float64
	mu   sync.Mutex
	seen map[netip.Prefix]*rate.Limiter
}

// admit refuses a client that asks too often; it may make two seconds' worth of
// requests at once. Health and metrics are exempt: a busy service must not look dead.
func (c *clients) admit(r *http.Request) error {
	if c.rate <= 0 || slices.Contains([]string{"/healthz", "/readyz", "/metrics"}, r.URL.Path) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := clientOf(r.RemoteAddr)
	limiter := c.seen[key]
	if limiter == nil {
		if len(c.seen) >= maxClients {
			clear(c.seen)
		}
		limiter = rate.NewLimiter(rate.Limit(c.rate), max(1, int(2*c.rate)))
		c.seen[key] = limiter
	}
	now := time.Now()
	turn := limiter.ReserveN(now, 1)
	wait := turn.DelayFrom(now)
	if wait <= 0 {
		return nil
	}
	turn.CancelAt(now)
	return problem(http.StatusTooManyRequests, "rate", "more than %g requests per second; wait, or send several headlines in one request", c.rate).retryAfter(wait)
}

// clientOf is who a request comes from: an IPv4 address, or the /64 of an IPv6
// subscriber.
func clientOf(addr string) netip.Prefix {
	ap, err := netip.ParseAddrPort(addr)
	if err != nil {
		return netip.Prefix{}
	}
	ip, bits := ap.Addr().Unmap().WithZone(""), 64
	if ip.Is4() {
		bits = 32
	}
	p, _ := ip.Prefix(bits) // the bits fit
	return p
}
