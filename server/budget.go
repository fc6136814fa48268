package server

import (
	"context"
	"io"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"
)

// The memory of all requests together is bounded: each takes a lease for what its
// work will need, before it needs it, and gets 503 if that is not free in time.
// Costs are upper bounds, measured with the worst bodies.
const (
	largeLane  = 112 << 20 // bytes, for leases above smallLease
	smallLane  = 24 << 20  // for the others, which never queue behind large ones
	smallLease = 1 << 20
	leaseWait  = 5 * time.Second

	costRead    = 6  // bytes per byte of a JSON body: its buffer and the decoded value, as they grow
	costKeep    = 3  // per byte once it is decoded: the value, and rows for the store
	costParse   = 16 // per byte of a page, above its body: nodes, texts and links
	costAnswer  = 24 // per byte of a headline: its reasons, and their JSON
	costExport  = 4 << 20
	firstBuffer = 4 << 10 // of a body, charged at once
)

type budget struct {
	small, large *semaphore.Weighted
	elder        *semaphore.Weighted // see grow
}

func newBudget() *budget {
	return &budget{semaphore.NewWeighted(smallLane), semaphore.NewWeighted(largeLane), semaphore.NewWeighted(1)}
}

// lease is what one request holds of a lane. It is for one goroutine; release
// must be called at the end.
type lease struct {
	*budget
	lane *semaphore.Weighted
	most int64 // that the lane has
	ctx  context.Context
	held int64
}

// lease chooses the lane by what the request will need, as far as that is known: a
// large one that grew in the small lane would hold up small ones.
func (b *budget) lease(ctx context.Context, expected int64) *lease {
	if expected <= smallLease {
		return &lease{budget: b, lane: b.small, most: smallLane, ctx: ctx}
	}
	return &lease{budget: b, lane: b.large, most: largeLane, ctx: ctx}
}

// move gives back what is held and goes on in the lane for what is expected now.
func (l *lease) move(expected int64) {
	l.release()
	*l = *l.lease(l.ctx, expected)
}

// grow takes n bytes more, or returns a 503. No request can take more than there
// is: the largest runs alone. Requests that all hold some and wait for more would
// wait for each other, so one of them waits and the others make room for it.
func (l *lease) grow(n int64) error {
	n = min(n, l.most-l.held)
	if !l.lane.TryAcquire(n) {
		if l.held > 0 {
			if !l.elder.TryAcquire(1) {
				return busy()
			}
			defer l.elder.Release(1)
		}
		wait, cancel := context.WithTimeout(l.ctx, leaseWait)
		defer cancel()
		if l.lane.Acquire(wait, n) != nil {
			return busy()
		}
	}
	l.held += n
	return nil
}

// shrink gives back all but n bytes.
func (l *lease) shrink(n int64) {
	if n < l.held {
		l.lane.Release(l.held - n)
		l.held = n
	}
}

func (l *lease) release() {
	l.shrink(0)
}

// charged reads a body and grows the lease as bytes arrive, so that a body that
// was only announced costs nothing.
type charged struct {
	r          io.Reader
	lease      *lease
	read, paid int64
}

func (c *charged) Read(p []byte) (int, error) {
	if c.read >= c.paid {
		more := max(firstBuffer, c.paid) // as buffers double
		if err := c.lease.grow(more * costRead); err != nil {
			return 0, err
		}
		c.paid += more
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.paid-c.read)])
	c.read += int64(n)
	return n, err
}

func busy() *Problem {
	return problem(http.StatusServiceUnavailable, "busy", "the service is busy; try again").retryAfter(2 * time.Second)
}
