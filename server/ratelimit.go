package server

import (
	"net/http"
	"net/netip"
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

// wait is how long the client must wait; 0 admits the request now. A client may
// make two seconds' worth of requests at once.
func (c *clients) wait(addr string, now time.Time) time.Duration {
	if c.rate <= 0 {
		return 0
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := clientOf(addr)
	limiter := c.seen[key]
	if limiter == nil {
		if len(c.seen) >= maxClients {
			clear(c.seen)
		}
		limiter = rate.NewLimiter(rate.Limit(c.rate), max(1, int(2*c.rate)))
		c.seen[key] = limiter
	}
	r := limiter.ReserveN(now, 1)
	d := r.DelayFrom(now)
	if d > 0 {
		r.CancelAt(now)
	}
	return d
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

// limitRate refuses clients that ask too often. Health and metrics are exempt: a
// busy service must not look dead.
func (s *Server) limitRate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/healthz", "/readyz", "/metrics":
		default:
			if d := s.clients.wait(r.RemoteAddr, time.Now()); d > 0 {
				problem(http.StatusTooManyRequests, "rate", "more than %g requests per second; wait, or send several headlines in one request", s.cfg.Limits.Rate).retryAfter(d).write(w)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
