package convnet_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/heboh/heboh/train/convnet"
)

const words, dim = 40, 12

// task makes texts of random words; the first output asks whether word 1 is
// directly followed by word 2, which no single word tells, the second whether
// word 3 occurs. Every fifth example lacks the second answer.
func task(n int, seed uint64) []convnet.Example {
	random := rand.New(rand.NewPCG(seed, 0))
	examples := make([]convnet.Example, n)
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
		examples[i] = convnet.Example{Tokens: tokens, Targets: targets, Weight: 1}
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

func config() convnet.Config {
	return convnet.Config{Dim: dim, Widths: []int{1, 2, 3}, Filters: 16, Outputs: 2,
		Epochs: 12, LearnRate: 5e-3, Dropout: 0.2, Seed: 1}
}

func train(t testing.TB, cfg convnet.Config) *convnet.Net {
	t.Helper()
	net, err := convnet.Train(task(1500, 1), start(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// right returns the share of answers on the right side of one half.
func right(score func([]int32) []float64, examples []convnet.Example, output int) float64 {
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
	for name, change := range map[string]func(*convnet.Config){
		"plain":            func(*convnet.Config) {},
		"fixed vectors":    func(c *convnet.Config) { c.WordRate = -1; c.Epochs = 25 },
		"averaged, decay":  func(c *convnet.Config) { c.Average = 3; c.WeightDecay = 0.01 },
		"word dropout":     func(c *convnet.Config) { c.WordDropout = 0.02 },
		"one output alone": func(c *convnet.Config) { c.OutputWeights = []float64{1, 0} },
	} {
		t.Run(name, func(t *testing.T) {
			cfg := config()
			change(&cfg)
			net := train(t, cfg)
			test := task(600, 2)
			if got := right(net.Score, test, 0); got < 0.95 {
				t.Errorf("word order: %.3f right, want 0.95", got)
			}
			if got := right(net.Score, test, 1); got < 0.95 && name != "one output alone" {
				t.Errorf("second output: %.3f right, want 0.95", got)
			}
		})
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
	if _, err := convnet.Train(task(100, 1), init, cfg); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(init, start()) {
		t.Error("Train changed the starting vectors")
	}
}

func TestTrainRejects(t *testing.T) {
	example := func(change func(*convnet.Example)) []convnet.Example {
		e := convnet.Example{Tokens: []int32{1}, Targets: []float32{0, 1}, Weight: 1}
		change(&e)
		return []convnet.Example{e}
	}
	ok := example(func(*convnet.Example) {})
	set := func(change func(*convnet.Config)) convnet.Config {
		c := config()
		change(&c)
		return c
	}
	inf, nan := math.Inf(1), math.NaN()
	tests := map[string]struct {
		examples []convnet.Example
		init     []float32
		cfg      convnet.Config
		want     error
	}{
		"no example":      {nil, start(), config(), convnet.ErrExample},
		"token":           {example(func(e *convnet.Example) { e.Tokens = []int32{words} }), start(), config(), convnet.ErrExample},
		"negative token":  {example(func(e *convnet.Example) { e.Tokens = []int32{-1} }), start(), config(), convnet.ErrExample},
		"targets":         {example(func(e *convnet.Example) { e.Targets = []float32{1} }), start(), config(), convnet.ErrExample},
		"target":          {example(func(e *convnet.Example) { e.Targets[0] = 1.5 }), start(), config(), convnet.ErrExample},
		"weight":          {example(func(e *convnet.Example) { e.Weight = float32(nan) }), start(), config(), convnet.ErrExample},
		"no vectors":      {ok, nil, config(), convnet.ErrVectors},
		"part of vector":  {ok, start()[1:], config(), convnet.ErrVectors},
		"Dim":             {ok, start(), set(func(c *convnet.Config) { c.Dim = 0 }), convnet.ErrConfig},
		"Widths zero":     {ok, start(), set(func(c *convnet.Config) { c.Widths = []int{0} }), convnet.ErrConfig},
		"Widths twice":    {ok, start(), set(func(c *convnet.Config) { c.Widths = []int{2, 2} }), convnet.ErrConfig},
		"Filters":         {ok, start(), set(func(c *convnet.Config) { c.Filters = -1 }), convnet.ErrConfig},
		"Outputs":         {ok, start(), set(func(c *convnet.Config) { c.Outputs = -1 }), convnet.ErrConfig},
		"OutputWeights":   {ok, start(), set(func(c *convnet.Config) { c.OutputWeights = []float64{1} }), convnet.ErrConfig},
		"OutputWeights<0": {ok, start(), set(func(c *convnet.Config) { c.OutputWeights = []float64{1, -1} }), convnet.ErrConfig},
		"Epochs":          {ok, start(), set(func(c *convnet.Config) { c.Epochs = -1 }), convnet.ErrConfig},
		"Batch":           {ok, start(), set(func(c *convnet.Config) { c.Batch = -1 }), convnet.ErrConfig},
		"Average":         {ok, start(), set(func(c *convnet.Config) { c.Average = -1 }), convnet.ErrConfig},
		"LearnRate":       {ok, start(), set(func(c *convnet.Config) { c.LearnRate = inf }), convnet.ErrConfig},
		"WordRate":        {ok, start(), set(func(c *convnet.Config) { c.WordRate = nan }), convnet.ErrConfig},
		"Dropout":         {ok, start(), set(func(c *convnet.Config) { c.Dropout = 1 }), convnet.ErrConfig},
		"WordDropout":     {ok, start(), set(func(c *convnet.Config) { c.WordDropout = -0.1 }), convnet.ErrConfig},
		"WeightDecay":     {ok, start(), set(func(c *convnet.Config) { c.WeightDecay = nan }), convnet.ErrConfig},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := convnet.Train(test.examples, test.init, test.cfg); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
		})
	}
}

func BenchmarkTrain(b *testing.B) {
	examples, cfg := task(1000, 1), config()
	cfg.Epochs = 1
	for b.Loop() {
		if _, err := convnet.Train(examples, start(), cfg); err != nil {
			b.Fatal(err)
		}
	}
}
