package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
)

func maker(t *testing.T, seed uint64) *Maker {
	t.Helper()
	m, err := New(datasets.Sample(), seed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestExamplesAreDistinct(t *testing.T) {
	const n = 2000
	examples, err := maker(t, 1).Examples(n)
	if err != nil {
		t.Fatal(err)
	}
	kept, _ := datasets.Dedupe(examples)
	if len(kept) != n {
		t.Errorf("%d of %d stay after merging duplicates", len(kept), n)
	}
	for label := range 2 {
		if !slices.ContainsFunc(kept, func(e datasets.Example) bool { return e.Label == label }) {
			t.Errorf("no example has label %d", label)
		}
	}
}

func TestTitlesRepeatUnderASeed(t *testing.T) {
	a, b := slices.Collect(maker(t, 7).Titles(200)), slices.Collect(maker(t, 7).Titles(200))
	if !slices.Equal(a, b) {
		t.Error("the same seed gave other titles")
	}
	if slices.Equal(a, slices.Collect(maker(t, 8).Titles(200))) {
		t.Error("another seed gave the same titles")
	}
}

func TestTitlesAreAsLongAsThoseGiven(t *testing.T) {
	var given, made int
	sample := datasets.Sample()
	for _, e := range sample {
		given += len(e.Text)
	}
	for title := range maker(t, 1).Titles(len(sample)) {
		made += len(title)
	}
	if r := float64(made) / float64(given); r < 0.9 || r > 1.2 {
		t.Errorf("made titles have %.2f times the bytes of the given ones", r)
	}
}

func TestVocabularyGrows(t *testing.T) {
	words := map[string]bool{}
	var half int
	i := 0
	for title := range maker(t, 1).Titles(10000) {
		for _, w := range strings.Fields(title) {
			words[w] = true
		}
		if i++; i == 5000 {
			half = len(words)
		}
	}
	if len(words) < half*11/10 {
		t.Errorf("%d words in 5,000 titles, %d in 10,000: no growth", half, len(words))
	}
}

func TestTooFewTitles(t *testing.T) {
	for _, given := range [][]datasets.Example{nil, {datasets.NewExample("Satu", 0)}} {
		if _, err := New(given, 1); err == nil {
			t.Errorf("%d titles were enough", len(given))
		}
	}
	m, err := New([]datasets.Example{datasets.NewExample("Hujan Turun", 0), datasets.NewExample("Banjir Surut", 0)}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Examples(1 << 12); err != nil {
		t.Errorf("invented names did not make titles distinct: %v", err)
	}
}

func TestNamesDiffer(t *testing.T) {
	seen := map[string]uint64{}
	for n := range uint64(20000) {
		seen[name(n)]++
	}
	if len(seen) < 19000 {
		t.Errorf("20,000 numbers have %d names", len(seen))
	}
}
