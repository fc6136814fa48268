package vectors

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// corpus makes sentences in which the words of a group share their
// surroundings and the groups do not.
func corpus() [][]string {
	groups := [][3]string{
		{"kucing anjing kelinci", "makan tidur lari", "kandang rumput"},
		{"menteri gubernur bupati", "pidato rapat lantik", "kantor istana"},
	}
	var texts [][]string
	for i := range 600 {
		g := groups[i%2]
		pick := func(words string, by int) string {
			list := strings.Fields(words)
			return list[i/by%len(list)]
		}
		texts = append(texts, []string{pick(g[0], 2), pick(g[1], 6), "di", pick(g[2], 18), "."})
	}
	return texts
}

func train(t *testing.T, cfg Config) (*Vocabulary, *Vectors) {
	t.Helper()
	texts := corpus()
	vocab := NewVocabulary(texts, 1, 0)
	var ids [][]int32
	for _, text := range texts {
		ids = append(ids, vocab.IDs(text))
	}
	v, err := Train(ids, vocab, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return vocab, v
}

func TestTrainPutsWordsOfLikeSurroundingsTogether(t *testing.T) {
	vocab, v := train(t, Config{Dim: 16, Window: 5, Epochs: 60, Seed: 1})
	animals := strings.Fields("kucing anjing kelinci makan tidur lari kandang rumput")
	politics := strings.Fields("menteri gubernur bupati pidato rapat lantik kantor istana")
	for _, group := range [][]string{animals, politics} {
		for _, id := range nearest(v, vocab.ID(group[0]), 5) {
			if !slices.Contains(group, vocab.Word(id)) {
				t.Errorf("nearest of %s include %s, want only words of %v", group[0], vocab.Word(id), group)
			}
		}
	}
}

// nearest returns the n words whose vectors have the greatest cosine with that of
// a word, the word itself and Unknown left out.
func nearest(v *Vectors, id int32, n int) []int32 {
	cosine := func(other int32) float64 {
		var dot, aa, bb float64
		for i, x := range v.row(id) {
			y := v.row(other)[i]
			dot, aa, bb = dot+float64(x*y), aa+float64(x*x), bb+float64(y*y)
		}
		return dot / math.Sqrt(aa*bb)
	}
	var ids []int32
	for other := int32(1); int(other) < len(v.data)/v.dim; other++ {
		if other != id {
			ids = append(ids, other)
		}
	}
	slices.SortFunc(ids, func(a, b int32) int { return cmp.Compare(cosine(b), cosine(a)) })
	return ids[:n]
}

func TestTrainRepeatsToTheByte(t *testing.T) {
	_, a := train(t, Config{Dim: 24, Window: 5, Epochs: 5, Seed: 7})
	_, b := train(t, Config{Dim: 24, Window: 5, Epochs: 5, Seed: 7})
	_, c := train(t, Config{Dim: 24, Window: 5, Epochs: 5, Seed: 8})
	if !slices.Equal(a.Data(), b.Data()) {
		t.Error("two runs with one seed differ")
	}
	if slices.Equal(a.Data(), c.Data()) {
		t.Error("runs with two seeds are the same")
	}
}

func TestTrainKeepsUnknownAtZero(t *testing.T) {
	_, v := train(t, Config{Dim: 8, Window: 5, Epochs: 1})
	for _, x := range v.row(Unknown) {
		if x != 0 {
			t.Fatalf("vector of the unknown word is %v, want zeros", v.row(Unknown))
		}
	}
}

func TestTrainRejects(t *testing.T) {
	vocab := NewVocabulary([][]string{{"a", "b"}}, 1, 0)
	ok, cfg := [][]int32{{1, 2}}, Config{Dim: 1, Window: 1, Epochs: 1}
	tests := map[string]struct {
		texts [][]int32
		cfg   Config
		want  error
	}{
		"identifier too high": {[][]int32{{1, 3}}, cfg, ErrText},
		"negative identifier": {[][]int32{{-1}}, cfg, ErrText},
		"no text":             {nil, cfg, ErrText},
		"Dim":                 {ok, Config{Window: 1, Epochs: 1}, ErrConfig},
		"Window":              {ok, Config{Dim: 1, Epochs: 1}, ErrConfig},
		"Epochs":              {ok, Config{Dim: 1, Window: 1}, ErrConfig},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Train(test.texts, vocab, test.cfg); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
		})
	}
}

func BenchmarkTrain(b *testing.B) {
	texts := corpus()
	vocab := NewVocabulary(texts, 1, 0)
	var ids [][]int32
	for _, text := range texts {
		ids = append(ids, vocab.IDs(text))
	}
	for b.Loop() {
		if _, err := Train(ids, vocab, Config{Dim: 100, Window: 5, Epochs: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts)*5)/b.Elapsed().Seconds(), "words/s")
}
