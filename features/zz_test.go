package features

import (
	"github.com/heboh/heboh/features/lexicon"
	"testing"
	"time"
)

func minOf(n int, f func()) time.Duration {
	best := time.Hour
	for range n {
		s := time.Now()
		f()
		best = min(best, time.Since(s))
	}
	return best
}
func TestZMin(t *testing.T) {
	t.Log("surfaces", minOf(50, func() { lexicon.Surfaces() }))
	t.Log("words", minOf(50, func() { buildWords() }))
	var h Headline
	t.Log("reset", minOf(20000, func() { h.Reset(benchTitle) }))
	t.Log("cues", minOf(20000, func() { h.Cues() }))
	var g []uint64
	t.Log("ngrams", minOf(20000, func() { g = h.NGrams(g[:0]) }), len(g), len(h.toks))
}
