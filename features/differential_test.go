package features

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestPlain holds Headline to the plain implementation on 100,000 random and
// adversarial titles, to the last bit.
func TestPlain(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 5_000
	}
	r := rand.New(rand.NewPCG(2020, 106231))
	var fast Headline
	for range n {
		compare(t, &fast, randomTitle(r))
		if t.Failed() {
			return
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range probes {
		f.Add(s)
	}
	var fast Headline
	f.Fuzz(func(t *testing.T, s string) { compare(t, &fast, s) })
}

// compare computes the features of s both ways, the fast one in used buffers.
func compare(t *testing.T, fast *Headline, s string) {
	t.Helper()
	var slow plain
	slow.reset(s)
	want := slow.cues()
	grams, at := slow.ngrams()

	fast.RecordHits(true)
	fast.Reset(s)
	got := *fast.Cues()
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%q: cue %s is %v, want %v", s, CueID(i), got[i], want[i])
		}
	}
	if fast.Len() != len(slow.toks) {
		t.Fatalf("%q: %d tokens, want %d", s, fast.Len(), len(slow.toks))
	}
	for i := range slow.toks {
		if a, b := fast.Span(i, i+1), slow.Span(i, i+1); a != b {
			t.Errorf("%q: token %d at %v, want %v", s, i, a, b)
		}
	}
	if !slices.Equal(fast.Hits(), slow.hits) {
		t.Errorf("%q: hits\n%v, want\n%v", s, fast.Hits(), slow.hits)
	}
	if g := fast.NGrams(nil); !slices.Equal(g, grams) {
		t.Errorf("%q: n-grams differ", s)
	}
	if a := fast.NGramRanges(nil); !slices.Equal(a, at) {
		t.Errorf("%q: n-gram ranges\n%v, want\n%v", s, a, at)
	}
	fast.RecordHits(false)
	if *fast.Cues() != got {
		t.Errorf("%q: cues differ without hits", s)
	}
}
