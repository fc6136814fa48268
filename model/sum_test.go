package model

import (
	"math/rand/v2"
	"testing"
)

// TestSumGrams compares both forms with sums made one by one.
func TestSumGrams(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 11))
	for range 500 {
		inner, _ := newTable(4+r.IntN(6), maxLogBuckets)
		table := ngramTable{table: inner}
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
			b := table.slots[grams[i]>>table.shift]
			for s := range perBucket {
				if slot := b >> (16 * s) & 0xFFFF; slot>>8 != 0 && slot&0xFF == tag(grams[i]) {
					want += int(int8(slot >> 8))
					break
				}
			}
		}
		if got := sumGrams(table.slots, grams, table.shift); got != want {
			t.Fatalf("%d n-grams: %d, want %d", len(grams), got, want)
		}
		if got := sumGramsGo(table.slots, grams, table.shift); got != want {
			t.Fatalf("%d n-grams, in Go: %d, want %d", len(grams), got, want)
		}
	}
}
