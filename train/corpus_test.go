package train

import (
	"fmt"
	"slices"
	"testing"

	"github.com/heboh/heboh/features"
)

// TestVocabulary counts the n-grams of more texts than are read at once beside
// a plain count.
func TestVocabulary(t *testing.T) {
	var texts []string
	for i := range 9000 {
		texts = append(texts, fmt.Sprintf("Warga Kelurahan%c Menunggu Jembatan%c Ke-%d", 'a'+i%26, 'a'+i/26%26, i%7))
	}
	c := extract(texts, nil)
	plain := map[uint64]int{}
	var h features.Headline
	next := 0
	c.eachGrams(func(i int, grams []uint64) {
		h.Reset(texts[i])
		if want := h.NGrams(nil, nil); i != next || !slices.Equal(grams, want) {
			t.Fatalf("text %d (expected %d): %d n-grams, want %d", i, next, len(grams), len(want))
		}
		next++
		seen := map[uint64]bool{}
		for _, g := range grams {
			if !seen[g] {
				plain[g]++
			}
			seen[g] = true
		}
	})
	const least = 3
	v := newVocabulary(c, nil, least)
	for g, n := range plain {
		col, ok := v.column[g]
		if ok != (n >= least) || ok && (v.counts[col] != n || v.hashes[col] != g) {
			t.Fatalf("an n-gram of %d texts: in the vocabulary %v", n, ok)
		}
	}
	rows := v.rows(c)
	if len(rows.scale) != len(texts) || len(rows.cols) != v.total || rows.width != len(v.hashes) {
		t.Errorf("%d rows, %d of %d cells, %d columns of %d", len(rows.scale), len(rows.cols), v.total, rows.width, len(v.hashes))
	}
}
