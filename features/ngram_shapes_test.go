package features

import "testing"

// TestNGramShapes: another word of the same class changes no shape, and most
// other n-grams around it; a skip-gram may leave it out.
func TestNGramShapes(t *testing.T) {
	var a, b Headline
	a.Reset("Warga Kota Bandung Kaget")
	b.Reset("Warga Kota Cirebon Kaget")
	shape, at := a.NGramShapes(nil), a.NGramRanges(nil)
	x, y := a.NGrams(nil), b.NGrams(nil)
	if len(shape) != len(x) || len(x) != len(y) {
		t.Fatalf("%d n-grams, %d and %d", len(shape), len(x), len(y))
	}
	changed := 0
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		changed++
		if shape[i] || at[i].From > 2 || 2 >= at[i].To {
			t.Errorf("n-gram %d over %v, shape %v, changed", i, at[i], shape[i])
		}
	}
	if changed != 10 { // the word, two affixes, two bigrams, three trigrams, two skip-grams
		t.Errorf("%d n-grams changed", changed)
	}
}
