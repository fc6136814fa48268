package train

import (
	"sync"

	"gonum.org/v1/gonum/optimize"
)

// counter reports that a step of training begins, and returns what reports that n
// more parts of it are done, from any goroutine.
func counter(progress func(stage string, done, total int), stage string, total int) func(n int) {
	if progress == nil {
		return func(int) {}
	}
	var mu sync.Mutex
	done := 0
	progress(stage, done, total)
	return func(n int) {
		mu.Lock()
		defer mu.Unlock()
		done += n
		progress(stage, done, total)
	}
}

// A pulse is called at each iteration of a fit; an error, such as a context's,
// ends the fit where it stands.
type pulse func() error

var _ optimize.Recorder = pulse(nil)

func (pulse) Init() error { return nil }

func (p pulse) Record(_ *optimize.Location, op optimize.Operation, _ *optimize.Stats) error {
	if op != optimize.MajorIteration {
		return nil
	}
	return p.check()
}

// check is the pulse; none never fails.
func (p pulse) check() error {
	if p == nil {
		return nil
	}
	return p()
}

// counting is a pulse that reports the iterations of one fit, at most so many,
// and what reports those that it did not need.
func (t *trainer) counting(progress func(n int), iterations int) (beat pulse, rest func()) {
	left := iterations
	beat = func() error {
		if left > 0 {
			left--
			progress(1)
		}
		return t.ctx.Err()
	}
	return beat, func() { progress(left) }
}
