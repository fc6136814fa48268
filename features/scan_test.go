package features

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestScanText holds both forms to each other and to a plain reading.
func TestScanText(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const letters = "aAbBzZ@[`{ \x00\x7f\x80\xc1\xe1\xff"
	for range 20_000 {
		src := make([]byte, scanStep*r.IntN(12))
		for i := range src {
			if src[i] = letters[r.IntN(len(letters))]; r.IntN(4) == 0 {
				src[i] = byte(r.IntN(256))
			} else if i > 0 && r.IntN(2) == 0 {
				src[i] = src[i-1] ^ byte(r.IntN(2))<<5
			}
		}
		blocks := len(src)/64 + 1
		norm, normGo, want := make([]byte, len(src)), make([]byte, len(src)), make([]byte, len(src))
		var maps [6]bitmap // alpha and upper, thrice
		for i := range maps {
			maps[i] = make(bitmap, blocks)
		}
		run := false
		for i, c := range src {
			want[i] = c
			if c|0x20 < 'a' || c|0x20 > 'z' {
				continue
			}
			maps[4][i/64] |= 1 << (i % 64)
			if want[i] = c | 0x20; want[i] != c {
				maps[5][i/64] |= 1 << (i % 64)
			}
			run = run || i > 1 && want[i-1] == want[i] && want[i-2] == want[i]
		}
		got, plain := scanText(norm, src, maps[0], maps[1]), scanTextGo(normGo, src, maps[2], maps[3])
		if got != run || plain != run || !bytes.Equal(norm, want) || !bytes.Equal(normGo, want) {
			t.Fatalf("%q: %v %q, in Go %v %q, want %v", src, got, norm, plain, normGo, run)
		}
		for i := range 4 {
			if !slices.Equal(maps[i], maps[4+i%2]) {
				t.Fatalf("%q: map %d is %x, want %x", src, i, maps[i], maps[4+i%2])
			}
		}
	}
}
