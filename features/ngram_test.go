package features

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestNGramRanges(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var h Headline
	for range 5_000 {
		s := randomHeadline(r)
		h.Reset(s)
		c := probeClasses(&h)
		grams, at := h.NGrams(nil, c), h.NGramRanges(nil, c)
		if len(grams) != len(at) {
			t.Fatalf("%q: %d n-grams, %d ranges", s, len(grams), len(at))
		}
		for i, a := range at {
			if a.From < 0 || a.From > a.To || int(a.To) > h.Len() || a.From == a.To && h.Len() > 0 {
				t.Fatalf("%q: n-gram %d covers %v of %d tokens", s, i, a, h.Len())
			}
		}
	}
}

func TestNGramsAppend(t *testing.T) {
	var h Headline
	h.Reset("Jalan Desa Dibuka")
	got := h.NGrams([]uint64{7}, nil)
	if got[0] != 7 || !slices.Equal(got[1:], h.NGrams(nil, nil)) {
		t.Error("NGrams does not append")
	}
}

// TestNGramsReadThroughForm: n-grams do not change with what a reader does not see.
func TestNGramsReadThroughForm(t *testing.T) {
	var h Headline
	const plain = "Warga Desa \"Kaget\", Antek Makin Terpojok di 3 Kota"
	h.Reset(plain)
	want := h.NGrams(nil, nil)
	for _, s := range []string{
		"WARGA DESA \"KAGET\", ANTEK MAKIN TERPOJOK DI 3 KOTA",
		"warga desa “kaget”, antek makin terpojok di 7 kota",
		"Warga  Desa \"Kaget\", Antek Makin T E R P O J O K di 3 Kota",
		"Wаrgа Dеsа \"Kaget\", Antek Makin Ter\u200bpojok di 3 Kota",
		"Warga Desa \"Kaget\", 4nt3k Makin T3rp0j0k di 3 Kota",
	} {
		h.Reset(s)
		if !slices.Equal(h.NGrams(nil, nil), want) {
			t.Errorf("%q has other n-grams than %q: %s", s, plain, texts(s))
		}
	}
}

func TestNGramsTellOrder(t *testing.T) {
	var h Headline
	h.Reset("anjing gigit orang")
	a := h.NGrams(nil, nil)
	h.Reset("orang gigit anjing")
	if slices.Equal(a, h.NGrams(nil, nil)) {
		t.Error("the order of the words is lost")
	}
}

func TestScale(t *testing.T) {
	for tokens, want := range map[int]float64{0: 3, 8: 1, 35: .5} {
		if got := Scale(tokens); got != want {
			t.Errorf("Scale(%d) = %v, want %v", tokens, got, want)
		}
	}
}

// TestNGramShapes: another word of the same class changes no shape, but the other
// n-grams that it is in.
func TestNGramShapes(t *testing.T) {
	var a, b Headline
	a.Reset("Warga Kota Bandung Kaget")
	b.Reset("Warga Kota Cirebon Kaget")
	at := a.NGramRanges(nil, nil)
	x, y := a.NGrams(nil, nil), b.NGrams(nil, nil)
	if len(at) != len(x) || len(x) != len(y) {
		t.Fatalf("%d ranges, %d and %d n-grams", len(at), len(x), len(y))
	}
	changed := 0
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		changed++
		if at[i].Shape || at[i].From > 2 || 2 >= at[i].To {
			t.Errorf("n-gram %d over %v changed", i, at[i])
		}
	}
	if changed != 10 { // the word, two affixes, two bigrams, three trigrams, two skip-grams
		t.Errorf("%d n-grams changed", changed)
	}
}
