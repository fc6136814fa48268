package vectors_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/train/vectors"
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

func train(t *testing.T, cfg vectors.Config) (*vectors.Vocabulary, *vectors.Vectors) {
	t.Helper()
	texts := corpus()
	vocab := vectors.NewVocabulary(texts, 1, 0)
	var ids [][]int32
	for _, text := range texts {
		ids = append(ids, vocab.IDs(text))
	}
	v, err := vectors.Train(ids, vocab, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return vocab, v
}

func TestTrainPutsWordsOfLikeSurroundingsTogether(t *testing.T) {
	vocab, v := train(t, vectors.Config{Dim: 16, Epochs: 20, Subsample: -1, Seed: 1})
	animals := strings.Fields("kucing anjing kelinci makan tidur lari kandang rumput")
	politics := strings.Fields("menteri gubernur bupati pidato rapat lantik kantor istana")
	for _, group := range [][]string{animals, politics} {
		for _, id := range v.Nearest(vocab.ID(group[0]), 5) {
			if !slices.Contains(group, vocab.Word(id)) {
				t.Errorf("nearest of %s include %s, want only words of %v", group[0], vocab.Word(id), group)
			}
		}
	}
}

func TestTrainRepeatsToTheByte(t *testing.T) {
	_, a := train(t, vectors.Config{Dim: 24, Seed: 7})
	_, b := train(t, vectors.Config{Dim: 24, Seed: 7})
	_, c := train(t, vectors.Config{Dim: 24, Seed: 8})
	if !slices.Equal(a.Data(), b.Data()) {
		t.Error("two runs with one seed differ")
	}
	if slices.Equal(a.Data(), c.Data()) {
		t.Error("runs with two seeds are the same")
	}
}

func TestTrainKeepsUnknownAtZero(t *testing.T) {
	_, v := train(t, vectors.Config{Dim: 8, Epochs: 1})
	for _, x := range v.Row(vectors.Unknown) {
		if x != 0 {
			t.Fatalf("vector of the unknown word is %v, want zeros", v.Row(vectors.Unknown))
		}
	}
}

func TestTrainRejects(t *testing.T) {
	vocab := vectors.NewVocabulary([][]string{{"a", "b"}}, 1, 0)
	ok := [][]int32{{1, 2}}
	tests := map[string]struct {
		texts [][]int32
		cfg   vectors.Config
		want  error
	}{
		"identifier too high": {[][]int32{{1, 3}}, vectors.Config{}, vectors.ErrText},
		"negative identifier": {[][]int32{{-1}}, vectors.Config{}, vectors.ErrText},
		"no text":             {nil, vectors.Config{}, vectors.ErrText},
		"Dim":                 {ok, vectors.Config{Dim: -1}, vectors.ErrConfig},
		"Window":              {ok, vectors.Config{Window: -1}, vectors.ErrConfig},
		"Negatives":           {ok, vectors.Config{Negatives: -1}, vectors.ErrConfig},
		"Epochs":              {ok, vectors.Config{Epochs: -1}, vectors.ErrConfig},
		"LearnRate":           {ok, vectors.Config{LearnRate: math.Inf(1)}, vectors.ErrConfig},
		"Subsample":           {ok, vectors.Config{Subsample: math.NaN()}, vectors.ErrConfig},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := vectors.Train(test.texts, vocab, test.cfg); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
		})
	}
}

func TestVectorsOutOfRange(t *testing.T) {
	vocab, v := train(t, vectors.Config{Dim: 4, Epochs: 1})
	for _, id := range []int32{-1, int32(v.Len())} {
		if v.Row(id) != nil || v.Cosine(id, 1) != 0 || v.Cosine(1, id) != 0 {
			t.Errorf("identifier %d has a vector", id)
		}
		if vocab.Word(id) != "" || vocab.Count(id) != 0 {
			t.Errorf("identifier %d has a word", id)
		}
	}
	if got := v.Cosine(1, 1); math.Abs(got-1) > 1e-6 {
		t.Errorf("cosine of a word with itself is %v", got)
	}
	if v.Dim() != 4 || v.Len() != vocab.Len() {
		t.Errorf("%d vectors of %d numbers, want %d of 4", v.Len(), v.Dim(), vocab.Len())
	}
}

func BenchmarkTrain(b *testing.B) {
	texts := corpus()
	vocab := vectors.NewVocabulary(texts, 1, 0)
	var ids [][]int32
	for _, text := range texts {
		ids = append(ids, vocab.IDs(text))
	}
	for b.Loop() {
		if _, err := vectors.Train(ids, vocab, vectors.Config{Epochs: 1, Subsample: -1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts)*5)/b.Elapsed().Seconds(), "words/s")
}
