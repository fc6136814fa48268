//go:build !race

package model_test

import "testing"

// Not under the race detector, which makes sync.Pool drop items at random.

func TestScoreAllocatesNothing(t *testing.T) {
	for name, m := range toys(t) {
		list := titles()[:200]
		all := func() {
			for _, title := range list {
				m.Score(title)
				m.Predict(title)
			}
		}
		all()
		if n := testing.AllocsPerRun(20, all); n > 1 { // a collection may empty the pool
			t.Errorf("%s: %v allocations for %d titles", name, n, len(list))
		}
	}
}
