package convnet

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Config says how a network is built and trained.
type Config struct {
	Dim       int     // numbers per word vector
	Widths    []int   // widths of the filters in words, rising, up to 16
	Filters   int     // filters of each width
	Epochs    int     // passes over the examples
	Batch     int     // examples per step
	LearnRate float64 // Adam's step, falling linearly to a tenth; > 0
	Dropout   float64 // chance of leaving out a filter in one step, in [0, 1)
	Seed      uint64  // of every random choice
}

// An Example is one text to learn from.
type Example struct {
	Tokens []int32 // word identifiers; word 0 stands for unknown words
	Target float32 // probability of the label, in [0, 1]
	Weight float32 // in the loss, >= 0
}

// Train fits a network to the examples by minimising the weighted logistic
// loss. init holds the starting word vectors in a row, cfg.Dim numbers per word;
// its length sets the vocabulary. init is not changed.
func Train(examples []Example, init []float32, cfg Config) *Net {
	random := cfg.random()
	return train(newNet(init, cfg, random), examples, cfg, random)
}

// Refine trains a copy of a network further, on examples of the same or of a
// related label: word vectors and filters can be learnt from plentiful labels
// before the scarce ones. The configuration must describe the same network.
func Refine(from *Net, examples []Example, cfg Config) *Net {
	return train(from.clone(), examples, cfg, cfg.random())
}

func (c Config) random() *rand.Rand { return rand.New(rand.NewPCG(c.Seed, 0x636f6e766e6574)) }

// train trains the network in place.
func train(n *Net, examples []Example, cfg Config, random *rand.Rand) *Net {
	b := newBatch(n, cfg.Dropout)
	words, dense := newAdam(len(n.words)), newAdam(len(n.dense))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	number, steps := 0, (len(examples)+cfg.Batch-1)/cfg.Batch*cfg.Epochs
	for range cfg.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for chosen := range slices.Chunk(order, cfg.Batch) {
			b.begin(examples, chosen)
			for _, text := range b.texts {
				b.learn(text, random)
			}
			rate := cfg.LearnRate * (1 - 0.9*float64(number)/float64(steps))
			number++
			dense.apply(number, rate, n.dense, b.gradient.dense, 0)
			for u, id := range b.unique {
				words.apply(number, rate, n.words, b.gradient.words[u*n.dim:(u+1)*n.dim], int(id)*n.dim)
			}
		}
	}
	return n
}

// adam holds the moments of the optimiser of Kingma & Ba (2015).
type adam struct {
	mean, square []float32
}

const (
	adamMean   = 0.9
	adamSquare = 0.999
	adamFloor  = 1e-8
)

func newAdam(n int) *adam {
	return &adam{mean: make([]float32, n), square: make([]float32, n)}
}

// apply makes a step, counted from 1: it moves the parameters from offset on
// against their gradient, and clears the gradient. Word vectors that no text of
// the batch uses are skipped (a "lazy" Adam).
func (a *adam) apply(number int, rate float64, params, gradient []float32, offset int) {
	mean := a.mean[offset : offset+len(gradient)]
	square := a.square[offset : offset+len(gradient)]
	params = params[offset : offset+len(gradient)]
	// The corrections of both moments for their start at zero.
	step, scale := float32(rate), float32(1/(1-math.Pow(adamMean, float64(number))))
	root := float32(1 / (1 - math.Pow(adamSquare, float64(number))))
	for i, g := range gradient {
		m := adamMean*mean[i] + (1-adamMean)*g
		s := adamSquare*square[i] + (1-adamSquare)*g*g
		mean[i], square[i] = m, s
		params[i] -= step * m * scale / (float32(math.Sqrt(float64(s*root))) + adamFloor)
		gradient[i] = 0
	}
}
