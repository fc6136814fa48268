package convnet

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

const words, dim = 40, 12

// task makes texts of random words; the first output asks whether word 1 is
// directly followed by word 2, which no single word tells, the second whether
// word 3 occurs. Every fifth example lacks the second answer.
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
		targets := []float32{0, 0}
		for j, id := range tokens {
			if j > 0 && tokens[j-1] == 1 && id == 2 {
				targets[0] = 1
			}
			if id == 3 {
				targets[1] = 1
			}
		}
		if i%5 == 0 {
			targets[1] = float32(math.NaN())
		}
		examples[i] = Example{Tokens: tokens, Targets: targets, Weight: 1}
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

func train(t testing.TB, cfg Config) *Net {
	t.Helper()
	net, err := Train(task(1500, 1), start(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// right returns the share of answers on the right side of one half.
func right(score func([]int32) []float64, examples []Example, output int) float64 {
	hits, all := 0, 0
	for _, e := range examples {
		if y := e.Targets[output]; y == y {
			all++
			if (score(e.Tokens)[output] > 0) == (y > 0.5) {
				hits++
			}
		}
	}
	return float64(hits) / float64(all)
}

func TestTrainLearnsWordOrderAndIgnoresMissingTargets(t *testing.T) {
	table, test := train(t, config()).Projections(), task(600, 2)
	for output, name := range []string{"word order", "second output"} {
		if got := right(table.Score, test, output); got < 0.95 {
			t.Errorf("%s: %.3f right, want 0.95", name, got)
		}
	}
}

func TestTrainRepeatsToTheByte(t *testing.T) {
	cfg := config()
	cfg.Epochs = 2
	a, b := train(t, cfg).Projections(), train(t, cfg).Projections()
	cfg.Seed++
	c := train(t, cfg).Projections()
	if !slices.Equal(a.Projections, b.Projections) || !slices.Equal(a.Output[0], b.Output[0]) {
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
	if _, err := Train(task(100, 1), init, cfg); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(init, start()) {
		t.Error("Train changed the starting vectors")
	}
}

func TestTrainRejects(t *testing.T) {
	example := func(change func(*Example)) []Example {
		e := Example{Tokens: []int32{1}, Targets: []float32{0, 1}, Weight: 1}
		change(&e)
		return []Example{e}
	}
	ok := example(func(*Example) {})
	set := func(change func(*Config)) Config {
		c := config()
		change(&c)
		return c
	}
	inf, nan := math.Inf(1), math.NaN()
	tests := map[string]struct {
		examples []Example
		init     []float32
		cfg      Config
		want     error
	}{
		"no example":     {nil, start(), config(), ErrExample},
		"token":          {example(func(e *Example) { e.Tokens = []int32{words} }), start(), config(), ErrExample},
		"negative token": {example(func(e *Example) { e.Tokens = []int32{-1} }), start(), config(), ErrExample},
		"targets":        {append(example(func(*Example) {}), example(func(e *Example) { e.Targets = []float32{1} })...), start(), config(), ErrExample},
		"target":         {example(func(e *Example) { e.Targets[0] = 1.5 }), start(), config(), ErrExample},
		"weight":         {example(func(e *Example) { e.Weight = float32(nan) }), start(), config(), ErrExample},
		"no vectors":     {ok, nil, config(), ErrConfig},
		"part of vector": {ok, start()[1:], config(), ErrConfig},
		"Dim":            {ok, start(), set(func(c *Config) { c.Dim = 0 }), ErrConfig},
		"Widths none":    {ok, start(), set(func(c *Config) { c.Widths = nil }), ErrConfig},
		"Widths zero":    {ok, start(), set(func(c *Config) { c.Widths = []int{0} }), ErrConfig},
		"Widths twice":   {ok, start(), set(func(c *Config) { c.Widths = []int{2, 2} }), ErrConfig},
		"Filters":        {ok, start(), set(func(c *Config) { c.Filters = -1 }), ErrConfig},
		"no targets":     {example(func(e *Example) { e.Targets = nil }), start(), config(), ErrExample},
		"Epochs":         {ok, start(), set(func(c *Config) { c.Epochs = -1 }), ErrConfig},
		"Batch":          {ok, start(), set(func(c *Config) { c.Batch = -1 }), ErrConfig},
		"LearnRate":      {ok, start(), set(func(c *Config) { c.LearnRate = inf }), ErrConfig},
		"Dropout":        {ok, start(), set(func(c *Config) { c.Dropout = 1 }), ErrConfig},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Train(test.examples, test.init, test.cfg); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
		})
	}
}

func TestRefineRejects(t *testing.T) {
	net := train(t, config())
	cfg := config()
	cfg.Filters = 8
	if _, err := Refine(net, task(10, 1), cfg); !errors.Is(err, ErrConfig) {
		t.Errorf("another network: error %v, want ErrConfig", err)
	}
	if _, err := Refine(net, []Example{{Targets: []float32{1}, Weight: 1}}, config()); !errors.Is(err, ErrExample) {
		t.Errorf("one target of two: error %v, want ErrExample", err)
	}
}

func BenchmarkTrain(b *testing.B) {
	examples, cfg := task(1000, 1), config()
	cfg.Epochs = 1
	for b.Loop() {
		if _, err := Train(examples, start(), cfg); err != nil {
			b.Fatal(err)
		}
	}
}
