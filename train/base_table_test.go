package train

import (
	"math"
	"testing"
)

// TestGramTableAdd: keys of one bucket, which holds four.
func TestGramTableAdd(t *testing.T) {
	type step struct {
		key   uint64
		units float64
		want  int // of the key, afterwards
	}
	for name, steps := range map[string][]step{
		"adds up":               {{0x01, 3, 3}, {0x01, 4, 7}, {0x01, -9, -2}},
		"tag 0 is a tag":        {{0x00, 5, 5}, {0x00, 1, 6}},
		"0 frees the slot":      {{0x01, 3, 3}, {0x01, -3, 0}, {0x02, 1, 1}},
		"cut at 8 bits":         {{0x01, 100, 100}, {0x01, 100, 127}, {0x02, -300, -127}},
		"full: weaker dropped":  {{1, 5, 5}, {2, -6, -6}, {3, 7, 7}, {4, 8, 8}, {5, 5, 0}, {1, 0, 5}},
		"full: weakest gives":   {{1, 5, 5}, {2, -6, -6}, {3, 7, 7}, {4, 8, 8}, {5, -6, -6}, {1, 0, 0}, {2, 0, -6}},
		"other bucket is apart": {{0x101, 9, 9}, {0x001, 0, 0}},
	} {
		g := gramTable{buckets: make([]uint64, 16), shift: 60, scale: .5}
		for i, s := range steps {
			g.add(s.key, s.units*g.scale)
			if got := g.get(s.key); got != s.want {
				t.Errorf("%s: step %d: %d units, want %d", name, i+1, got, s.want)
			}
		}
	}
}

func TestDitherIsRightOnAverage(t *testing.T) {
	for _, v := range []float64{-1.3, -.2, 0, .1, .5, 2.75} {
		var sum float64
		const n = 20_000
		for key := range uint64(n) {
			d := dither(v, key<<7|3)
			if math.Abs(float64(d)-v) >= 1 {
				t.Fatalf("%v became %d", v, d)
			}
			sum += float64(d)
		}
		if math.Abs(sum/n-v) > .015 {
			t.Errorf("%v became %v on average", v, sum/n)
		}
	}
}
