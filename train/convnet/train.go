package convnet

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Train fits a network to the examples by minimising the weighted logistic
// loss. init holds the starting word vectors in a row, cfg.Dim numbers a word
// (see package vectors); its length sets the vocabulary. init is not changed.
func Train(examples []Example, init []float32, cfg Config) (*Net, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	if len(init) == 0 || len(init)%cfg.Dim != 0 {
		return nil, fmt.Errorf("%w: %d numbers are no whole number of vectors of %d", ErrVectors, len(init), cfg.Dim)
	}
	if err := checkExamples(examples, len(init)/cfg.Dim, cfg.Outputs); err != nil {
		return nil, err
	}
	random := newRandom(cfg)
	t := newTrainer(newNet(init, cfg, random), cfg, random)
	t.run(examples)
	return t.net, nil
}

// Refine trains a copy of a network further, on examples of the same or of
// another task: one can learn word vectors and filters from plentiful labels,
// such as publishers, before the scarce ones. Dim, Widths and Filters must be
// zero or those of the network. The output layer is kept if cfg.Outputs is the
// network's number of outputs, and drawn anew otherwise.
func Refine(from *Net, examples []Example, cfg Config) (*Net, error) {
	if cfg.Dim != 0 && cfg.Dim != from.dim || cfg.Filters != 0 && cfg.Filters != from.perWidth ||
		len(cfg.Widths) != 0 && !slices.Equal(cfg.Widths, from.widths) {
		return nil, fmt.Errorf("%w: Dim %d, Widths %v and Filters %d are not those of the network: %d, %v and %d", ErrConfig,
			cfg.Dim, cfg.Widths, cfg.Filters, from.dim, from.widths, from.perWidth)
	}
	cfg.Dim, cfg.Widths, cfg.Filters = from.dim, from.widths, from.perWidth
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := checkExamples(examples, from.Words(), cfg.Outputs); err != nil {
		return nil, err
	}
	random := newRandom(cfg)
	t := newTrainer(from.clone(cfg.Outputs, random), cfg, random)
	t.run(examples)
	return t.net, nil
}

func newRandom(cfg Config) *rand.Rand {
	return rand.New(rand.NewPCG(cfg.Seed, 0x636f6e766e6574))
}

// trainer holds what one run of Train works with.
type trainer struct {
	cfg    Config
	random *rand.Rand
	net    *Net
	batch  *batch
	optim  struct{ words, filters, bias, output, intercept *adam }
	step   int
	steps  int // of the whole run
	mean   *average
}

func newTrainer(n *Net, cfg Config, random *rand.Rand) *trainer {
	t := &trainer{cfg: cfg, random: random, net: n}
	t.batch = newBatch(t.net, cfg)
	t.optim.words = newAdam(len(t.net.words))
	t.optim.filters = newAdam(len(t.net.filters))
	t.optim.bias = newAdam(len(t.net.bias))
	t.optim.output = newAdam(len(t.net.output))
	t.optim.intercept = newAdam(len(t.net.intercept))
	t.mean = newAverage(t.net)
	return t
}

func (t *trainer) run(examples []Example) {
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	batches := (len(examples) + t.cfg.Batch - 1) / t.cfg.Batch
	t.steps = batches * t.cfg.Epochs
	for epoch := range t.cfg.Epochs {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for b := range batches {
			t.update(examples, order[b*t.cfg.Batch:min((b+1)*t.cfg.Batch, len(order))])
		}
		if epoch >= t.cfg.Epochs-t.cfg.Average {
			t.mean.add(t.net)
		}
	}
	t.mean.copyTo(t.net)
}

// update makes one step on the examples of one batch.
func (t *trainer) update(examples []Example, chosen []int) {
	t.batch.begin(examples, chosen, t.random)
	for _, text := range t.batch.texts {
		t.batch.learn(text, t.random)
	}
	t.step++
	rate := t.cfg.LearnRate * (1 - 0.9*float64(t.step-1)/float64(t.steps))
	n, g, o := t.net, &t.batch.gradient, &t.optim
	o.filters.begin(t.step, rate, t.cfg.WeightDecay)
	o.filters.apply(n.filters, g.filters, 0)
	o.output.begin(t.step, rate, t.cfg.WeightDecay)
	o.output.apply(n.output, g.output, 0)
	o.bias.begin(t.step, rate, 0)
	o.bias.apply(n.bias, g.bias, 0)
	o.intercept.begin(t.step, rate, 0)
	o.intercept.apply(n.intercept, g.intercept, 0)
	if t.cfg.WordRate > 0 {
		o.words.begin(t.step, rate*t.cfg.WordRate, 0)
		for u, id := range t.batch.unique {
			o.words.apply(n.words, g.words[u*n.dim:(u+1)*n.dim], int(id)*n.dim)
		}
	}
}
