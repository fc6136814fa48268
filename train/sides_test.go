package train

import (
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
)

func TestSidesAreNotLearnt(t *testing.T) {
	template := "X kian terdesak di Y, warga X marah"
	c := extract([]string{
		strings.NewReplacer("X", "Israel", "Y", "Iran").Replace(template),
		strings.NewReplacer("X", "Iran", "Y", "Israel").Replace(template),
		strings.NewReplacer("X", "Budi", "Y", "Ani").Replace(template),
	}, nil)
	var grams [][]uint64
	c.eachGrams(func(_ int, g []uint64) { grams = append(grams, slices.Clone(g)) })
	kept := func(i int) (out []uint64) {
		for _, g := range grams[i] {
			if g != 0 {
				out = append(out, g)
			}
		}
		return out
	}
	a, b := kept(0), kept(1)
	if len(a) == len(grams[0]) {
		t.Error("n-grams that hold a side are kept")
	}
	if len(a) != len(b) {
		t.Fatalf("%d n-grams one way, %d the other", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("n-gram %d differs", i)
		}
	}
	if len(kept(2)) != len(grams[2]) {
		t.Error("n-grams without a side are dropped")
	}
}

func TestSideNamesAreFolded(t *testing.T) {
	for name := range sides {
		toks := features.Tokenize(name)
		if len(toks) != 1 || toks[0].Shape() != name {
			t.Errorf("%q is no folded token: it would never match", name)
		}
	}
	if sides["us"] || sides[""] || !sides["israel"] {
		t.Error("the wrong names are listed")
	}
}
