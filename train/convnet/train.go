package convnet

import (
	"errors"
	"fmt"
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
	Tokens  []int32   // word identifiers; word 0 stands for unknown words
	Targets []float32 // probability of each output, in [0, 1]; NaN: not labelled
	Weight  float32   // in the loss, >= 0
}

// ErrConfig reports an invalid configuration.
var ErrConfig = errors.New("convnet: bad configuration")

// ErrExample reports an example that cannot be learnt from.
var ErrExample = errors.New("convnet: bad example")

func (c Config) check() error {
	if min(c.Dim, len(c.Widths), c.Filters, c.Epochs, c.Batch) < 1 || !(c.LearnRate > 0) || math.IsInf(c.LearnRate, 0) ||
		!(c.Dropout >= 0 && c.Dropout < 1) {
		return fmt.Errorf("%w: %+v: numbers must be at least 1, LearnRate finite and above 0, Dropout in [0, 1)", ErrConfig, c)
	}
	for i, w := range c.Widths {
		if w < 1 || w > maxWidth || i > 0 && w <= c.Widths[i-1] {
			return fmt.Errorf("%w: Widths are %v: must be rising numbers from 1 to %d", ErrConfig, c.Widths, maxWidth)
		}
	}
	return nil
}

// checkExamples refuses what cannot be learnt from. All examples have as many
// targets as the first, which is the number of outputs.
func checkExamples(examples []Example, words int) (outputs int, err error) {
	if len(examples) == 0 {
		return 0, fmt.Errorf("%w: there is none", ErrExample)
	}
	outputs = len(examples[0].Targets)
	for i, e := range examples {
		ok := len(e.Targets) == outputs && outputs > 0 && e.Weight >= 0 && !math.IsInf(float64(e.Weight), 0)
		for _, id := range e.Tokens {
			ok = ok && id >= 0 && int(id) < words
		}
		for _, y := range e.Targets {
			ok = ok && !(y < 0 || y > 1)
		}
		if !ok {
			return 0, fmt.Errorf("%w: example %d is %v: tokens must be below %d, targets as many as the first example's and in [0, 1] or NaN, the weight finite and at least 0",
				ErrExample, i, e, words)
		}
	}
	return outputs, nil
}

// Train fits a network to the examples by minimising the weighted logistic
// loss. init holds the starting word vectors in a row, cfg.Dim numbers per word
// (see package vectors); its length sets the vocabulary. init is not changed.
func Train(examples []Example, init []float32, cfg Config) (*Net, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	if len(init) == 0 || len(init)%cfg.Dim != 0 {
		return nil, fmt.Errorf("%w: Dim is %d, but there are %d numbers in the word vectors", ErrConfig, cfg.Dim, len(init))
	}
	outputs, err := checkExamples(examples, len(init)/cfg.Dim)
	if err != nil {
		return nil, err
	}
	t := newTrainer(cfg)
	return t.run(newNet(init, outputs, cfg, t.random), examples), nil
}

// Refine trains a copy of a network further, on examples of the same or of a
// related label: word vectors and filters can be learnt from plentiful labels
// before the scarce ones. The configuration must describe the same network.
func Refine(from *Net, examples []Example, cfg Config) (*Net, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	if cfg.Dim != from.dim || cfg.Filters != from.perWidth || !slices.Equal(cfg.Widths, from.widths) {
		return nil, fmt.Errorf("%w: Dim %d, Widths %v and Filters %d differ from the network's %d, %v and %d", ErrConfig,
			cfg.Dim, cfg.Widths, cfg.Filters, from.dim, from.widths, from.perWidth)
	}
	outputs, err := checkExamples(examples, from.vocabulary())
	if err != nil {
		return nil, err
	}
	if outputs != len(from.intercept) {
		return nil, fmt.Errorf("%w: %d targets for a network of %d outputs", ErrExample, outputs, len(from.intercept))
	}
	return newTrainer(cfg).run(from.clone(), examples), nil
}

// trainer holds what one training works with.
type trainer struct {
	cfg    Config
	random *rand.Rand
	net    *Net
	batch  *batch
	optim  struct{ words, filters, bias, output, intercept *adam }
	step   int // counted from 1
	steps  int // of the whole training
}

func newTrainer(cfg Config) *trainer {
	return &trainer{cfg: cfg, random: rand.New(rand.NewPCG(cfg.Seed, 0x636f6e766e6574))}
}

// run trains the network in place.
func (t *trainer) run(n *Net, examples []Example) *Net {
	t.net, t.batch = n, newBatch(n, t.cfg.Dropout)
	t.optim.words = newAdam(len(n.words))
	t.optim.filters = newAdam(len(n.filters))
	t.optim.bias = newAdam(len(n.bias))
	t.optim.output = newAdam(len(n.output))
	t.optim.intercept = newAdam(len(n.intercept))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	batches := (len(examples) + t.cfg.Batch - 1) / t.cfg.Batch
	t.steps = batches * t.cfg.Epochs
	for range t.cfg.Epochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for chosen := range slices.Chunk(order, t.cfg.Batch) {
			t.update(examples, chosen)
		}
	}
	return n
}

// update makes one step on the examples of one batch.
func (t *trainer) update(examples []Example, chosen []int) {
	t.batch.begin(examples, chosen)
	for _, text := range t.batch.texts {
		t.batch.learn(text, t.random)
	}
	t.step++
	rate := t.cfg.LearnRate * (1 - 0.9*float64(t.step-1)/float64(t.steps))
	s, n, g, o := newStep(t.step, rate), t.net, &t.batch.gradient, &t.optim
	o.filters.apply(s, n.filters, g.filters, 0)
	o.output.apply(s, n.output, g.output, 0)
	o.bias.apply(s, n.bias, g.bias, 0)
	o.intercept.apply(s, n.intercept, g.intercept, 0)
	for u, id := range t.batch.unique {
		o.words.apply(s, n.words, g.words[u*n.dim:(u+1)*n.dim], int(id)*n.dim)
	}
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

// step is the rate of a step, and the corrections of both moments for their
// start at zero.
type step struct {
	rate, scale, root float32
}

func newStep(number int, rate float64) step {
	return step{
		rate:  float32(rate),
		scale: float32(1 / (1 - math.Pow(adamMean, float64(number)))),
		root:  float32(1 / (1 - math.Pow(adamSquare, float64(number)))),
	}
}

// apply moves the parameters from offset on against their gradient, and clears
// the gradient. Word vectors that no text of the batch uses are skipped (a
// "lazy" Adam).
func (a *adam) apply(by step, params, gradient []float32, offset int) {
	mean := a.mean[offset : offset+len(gradient)]
	square := a.square[offset : offset+len(gradient)]
	params = params[offset : offset+len(gradient)]
	for i, g := range gradient {
		m := adamMean*mean[i] + (1-adamMean)*g
		s := adamSquare*square[i] + (1-adamSquare)*g*g
		mean[i], square[i] = m, s
		root := float32(math.Sqrt(float64(s * by.root)))
		params[i] -= by.rate * m * by.scale / (root + adamFloor)
		gradient[i] = 0
	}
}
