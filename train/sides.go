package train

import (
	_ "embed"
	"strings"

	"github.com/heboh/heboh/features"
)

//go:embed sides.txt
var sideNames string

// sides are folded words that name a side in a conflict: states and their
// peoples, armed groups, parties, faiths, ethnic groups, politicians. Which of
// them a headline names must not decide its verdict: nothing is learnt from
// n-grams that hold such a name, and it has no word class. Names
// that are also common words, such as labour or us, are not listed.
var sides = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(sideNames) {
		m[w] = true
	}
	return m
}()

// namesSide reports whether a text names a side.
func namesSide(text string) bool {
	for _, t := range features.Tokenize(text) {
		if sides[t.Shape()] {
			return true
		}
	}
	return false
}

// withoutSides sets the hashes of n-grams that hold the name of a side to 0;
// shapes, which hold no names, stay.
func withoutSides(h *features.Headline, text string, grams []uint64) {
	toks := features.Tokenize(text)
	side := make([]bool, len(toks))
	for i, t := range toks {
		side[i] = sides[t.Shape()]
	}
	for k, r := range h.NGramRanges(nil, nil) {
		for t := r.From; t < r.To && !r.Shape; t++ {
			if side[t] {
				grams[k] = 0
			}
		}
	}
}
