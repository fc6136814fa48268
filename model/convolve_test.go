package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestConvolve compares both forms with sums made one by one.
func TestConvolve(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 2_000 {
		blocks, widths, words := 1+r.IntN(7), 1+r.IntN(maxNetWidths), 1+r.IntN(9)
		stride := blocks * widths * (widths + 1) / 2
		rows := make([]uint64, stride*words)
		for i := range rows {
			rows[i] = r.Uint64() | r.Uint64()&r.Uint64()
		}
		at := make([]int32, 2*widths-1+r.IntN(12))
		for i := range at {
			at[i] = int32(r.IntN(words) * stride)
		}
		var want []int16
		column := 0
		for w := 1; w <= widths; w++ {
			for f := range 8 * blocks {
				most := math.MinInt16
				for i := widths - w; i+widths <= len(at); i++ {
					sum := -128 * w
					for p := range w {
						sum += int(uint8(rows[int(at[i+p])+column+f/8+p*blocks] >> (f % 8 * 8)))
					}
					most = max(most, sum)
				}
				want = append(want, int16(most))
			}
			column += w * blocks
		}
		got, plain := make([]int16, len(want)), make([]int16, len(want))
		convolve(got, rows, at, blocks, widths)
		convolveGo(plain, rows, at, blocks, widths)
		for f := range want {
			if got[f] != want[f] || plain[f] != want[f] {
				t.Fatalf("%d blocks, widths to %d, filter %d: %v and in Go %v, want %v", blocks, widths, f, got[f], plain[f], want[f])
			}
		}
	}
}

// TestOutput compares both forms with each other, to the bit, and with plain sums.
func TestOutput(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 2_000 {
		n := 8 * (1 + r.IntN(maxNetWidths*maxNetFilters/8))
		best := make([]int16, n)
		var v [3][]float64
		for k := range v {
			v[k] = make([]float64, n)
			for i := range v[k] {
				v[k][i] = r.NormFloat64()
			}
		}
		want := 0.
		for i := range best {
			best[i] = int16(r.IntN(1281) - 640)
			want += v[2][i] * max(0, float64(best[i])*v[0][i]+v[1][i])
		}
		got, plain := output(best, v[0], v[1], v[2]), outputGo(best, v[0], v[1], v[2])
		if got != plain || math.Abs(got-want) > 1e-6 {
			t.Fatalf("%d filters: %v and in Go %v, want %v", n, got, plain, want)
		}
	}
}

// TestSumGrams compares both forms with look-ups slot by slot, also for lists
// longer than the lanes take at a time.
func TestSumGrams(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 11))
	for range 500 {
		table := newTable(4 + r.IntN(6))
		var known []uint64
		for range r.IntN(300) {
			h := r.Uint64()
			if table.put(h, int8(r.IntN(255)-127)) {
				known = append(known, h)
			}
		}
		grams := make([]uint64, r.IntN(1200))
		want := 0
		for i := range grams {
			grams[i] = r.Uint64()
			if len(known) > 0 && r.IntN(2) == 0 {
				grams[i] = known[r.IntN(len(known))]
			}
			b := table.buckets[grams[i]>>table.shift]
			for s := range slots {
				if slot := b >> (16 * s) & 0xFFFF; slot>>8 != 0 && slot&0xFF == tag(grams[i]) {
					want += int(int8(slot >> 8))
					break
				}
			}
		}
		if got := sumGrams(table.buckets, grams, table.shift); got != want {
			t.Fatalf("%d n-grams: %d, want %d", len(grams), got, want)
		}
		if got := sumGramsGo(table.buckets, grams, table.shift); got != want {
			t.Fatalf("%d n-grams, in Go: %d, want %d", len(grams), got, want)
		}
	}
}
