package convnet

import (
	"math/rand/v2"
	"slices"
	"testing"
)

const words, dim = 40, 12

// task makes texts of random words and asks whether word 1 is directly followed
// by word 2, which no single word tells.
func task(n int, seed uint64) []Example {
	random := rand.New(rand.NewPCG(seed, 0))
	examples := make([]Example, n)
	for i := range examples {
		tokens := make([]int32, 4+random.IntN(8))
		for j := range tokens {
			tokens[j] = 1 + random.Int32N(words-1)
		}
		switch at := random.IntN(len(tokens) - 1); i % 3 {
		case 0:
			tokens[at], tokens[at+1] = 1, 2
		case 1:
			tokens[at], tokens[at+1] = 2, 1
		}
		examples[i] = Example{Tokens: tokens, Weight: 1}
		for j, id := range tokens {
			if j > 0 && tokens[j-1] == 1 && id == 2 {
				examples[i].Target = 1
			}
		}
	}
	return examples
}

func start() []float32 {
	random := rand.New(rand.NewPCG(5, 5))
	init := make([]float32, words*dim)
	for i := dim; i < len(init); i++ {
		init[i] = random.Float32() - 0.5
	}
	return init
}

func config() Config {
	return Config{Dim: dim, Widths: []int{1, 2, 3}, Filters: 16, Epochs: 12, Batch: 50, LearnRate: 5e-3, Dropout: 0.2, Seed: 1}
}

func trained(cfg Config) *Net { return Train(task(1500, 1), start(), cfg) }

// right returns the share of answers on the right side of one half.
func right(score func([]int32) float64, examples []Example) float64 {
	hits := 0
	for _, e := range examples {
		if (score(e.Tokens) > 0) == (e.Target > 0.5) {
			hits++
		}
	}
	return float64(hits) / float64(len(examples))
}

func TestTrainLearnsWordOrder(t *testing.T) {
	if got := right(trained(config()).Projections().Score, task(600, 2)); got < 0.95 {
		t.Errorf("%.3f right, want 0.95", got)
	}
}

func TestTrainRepeatsToTheByte(t *testing.T) {
	cfg := config()
	cfg.Epochs = 2
	a, b := trained(cfg).Projections(), trained(cfg).Projections()
	cfg.Seed++
	c := trained(cfg).Projections()
	if !slices.Equal(a.Projections, b.Projections) || !slices.Equal(a.Output, b.Output) {
		t.Error("two runs with one seed differ")
	}
	if slices.Equal(a.Projections, c.Projections) {
		t.Error("runs with two seeds are the same")
	}
}

func TestTrainLeavesStartAlone(t *testing.T) {
	init := start()
	cfg := config()
	cfg.Epochs = 1
	Train(task(100, 1), init, cfg)
	if !slices.Equal(init, start()) {
		t.Error("Train changed the starting vectors")
	}
}

func BenchmarkTrain(b *testing.B) {
	examples, cfg := task(1000, 1), config()
	cfg.Epochs = 1
	for b.Loop() {
		Train(examples, start(), cfg)
	}
}
