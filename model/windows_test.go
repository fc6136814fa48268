package model

import (
	"math/rand/v2"
	"testing"
)

// TestMaxWindows holds both forms to sums made one by one.
func TestMaxWindows(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 2_000 {
		blocks, widths, words := 1+r.IntN(4), 1+r.IntN(maxNetWidths), 1+r.IntN(9)
		stride := blocks * widths * (widths + 1) / 2
		rows := make([]uint64, stride*words)
		for i := range rows {
			rows[i] = r.Uint64() | r.Uint64()&r.Uint64()
		}
		at := make([]int32, widths+r.IntN(12))
		for i := range at {
			at[i] = int32(r.IntN(words) * stride)
		}
		column := 0
		for w := 1; w <= widths; w++ {
			for b := range blocks {
				var want, got, plain [8]uint16
				for i := 0; i+w <= len(at); i++ {
					for j := range 8 {
						sum := uint16(0)
						for p := range w {
							sum += uint16(uint8(rows[int(at[i+p])+column+b+p*blocks] >> (8 * j)))
						}
						want[j] = max(want[j], sum)
					}
				}
				maxWindows(&got, rows, at, column+b, blocks, w)
				maxWindowsGo(&plain, rows, at, column+b, blocks, w)
				if got != want || plain != want {
					t.Fatalf("width %d, block %d: %v and in Go %v, want %v", w, b, got, plain, want)
				}
			}
			column += w * blocks
		}
	}
}
