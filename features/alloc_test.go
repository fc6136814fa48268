package features

import (
	"sync"
	"testing"
)

// TestNoAllocations: once its buffers have grown, a Headline allocates nothing.
func TestNoAllocations(t *testing.T) {
	headlines := append([]string{benchHeadline, "H.E.B.O.H dan V1R4L, b*jat!"}, probes[:]...)
	var h Headline
	h.Reset(probes[1])
	classes := probeClasses(&h)
	var grams []uint64
	all := func() {
		for _, s := range headlines {
			h.Reset(s)
			h.Language()
			h.Cues()
			grams = h.NGrams(grams[:0], classes)
		}
	}
	all()
	if n := testing.AllocsPerRun(100, all); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestConcurrentUse: Headlines in several goroutines do not affect each other.
func TestConcurrentUse(t *testing.T) {
	var want Headline
	want.Reset(probes[1])
	v := *want.Cues()
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			var h Headline
			for range 50 {
				h.Reset(probes[1])
				if *h.Cues() != v {
					t.Error("cues differ")
					return
				}
			}
		})
	}
	wg.Wait()
}
