package convnet

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Config says how a network is built and trained. The zero value of a field
// stands for its default, except where it says otherwise.
type Config struct {
	Dim     int   // numbers a word vector; must be given
	Widths  []int // widths of the filters in words, rising; default 1, 2, 3, 4
	Filters int   // filters of each width; default 100
	Outputs int   // logits; default 1

	// OutputWeights are the weights of the outputs in the loss: the first is
	// the task, others may be auxiliary. Default: 1 each.
	OutputWeights []float64

	Epochs    int     // passes over the examples; default 8
	Batch     int     // examples a step; default 50
	LearnRate float64 // Adam's step, falling linearly to a tenth; default 1e-3
	// WordRate is the share of LearnRate for the word vectors; default 1,
	// negative: leave them as they are.
	WordRate    float64
	Dropout     float64 // chance of leaving out a filter in one step, 0 to 1; 0: none
	WordDropout float64 // chance of reading a word as word 0 in one step, 0 to 1; 0: none
	WeightDecay float64 // decoupled decay of filters and output weights a step, times the rate; 0: none
	Average     int     // the net is the mean of the states after this many last epochs; default 1
	Seed        uint64  // of every random choice
}

// ErrConfig tells that a configuration makes no sense; the text names the field.
var ErrConfig = errors.New("convnet: bad configuration")

func (c Config) withDefaults() (Config, error) {
	if len(c.Widths) == 0 {
		c.Widths = []int{1, 2, 3, 4}
	}
	setDefault(&c.Filters, 100)
	setDefault(&c.Outputs, 1)
	setDefault(&c.Epochs, 8)
	setDefault(&c.Batch, 50)
	setDefault(&c.LearnRate, 1e-3)
	setDefault(&c.WordRate, 1)
	setDefault(&c.Average, 1)
	if len(c.OutputWeights) == 0 {
		c.OutputWeights = slices.Repeat([]float64{1}, max(0, c.Outputs))
	}
	return c, c.check()
}

// check returns the first fault, nil if there is none.
func (c Config) check() error {
	for _, count := range []struct {
		name  string
		value int
	}{{"Dim", c.Dim}, {"Filters", c.Filters}, {"Outputs", c.Outputs}, {"Epochs", c.Epochs}, {"Batch", c.Batch}, {"Average", c.Average}} {
		if count.value < 1 {
			return fmt.Errorf("%w: %s is %d, want at least 1", ErrConfig, count.name, count.value)
		}
	}
	if err := checkWidths(c.Widths); err != nil {
		return err
	}
	if len(c.OutputWeights) != c.Outputs {
		return fmt.Errorf("%w: %d OutputWeights for %d outputs", ErrConfig, len(c.OutputWeights), c.Outputs)
	}
	for i, w := range c.OutputWeights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return fmt.Errorf("%w: OutputWeights[%d] is %v, want a finite number of at least 0", ErrConfig, i, w)
		}
	}
	if !(c.LearnRate > 0) || math.IsInf(c.LearnRate, 0) {
		return fmt.Errorf("%w: LearnRate is %v, want a finite number above 0", ErrConfig, c.LearnRate)
	}
	if math.IsNaN(c.WordRate) || math.IsInf(c.WordRate, 0) {
		return fmt.Errorf("%w: WordRate is %v, want a finite number", ErrConfig, c.WordRate)
	}
	for _, chance := range []struct {
		name  string
		value float64
	}{{"Dropout", c.Dropout}, {"WordDropout", c.WordDropout}, {"WeightDecay", c.WeightDecay}} {
		if !(chance.value >= 0 && chance.value < 1) {
			return fmt.Errorf("%w: %s is %v, want at least 0 and less than 1", ErrConfig, chance.name, chance.value)
		}
	}
	return nil
}

func checkWidths(widths []int) error {
	for i, w := range widths {
		if w < 1 || w > maxWidth || i > 0 && w <= widths[i-1] {
			return fmt.Errorf("%w: Widths are %v, want rising numbers from 1 to %d", ErrConfig, widths, maxWidth)
		}
	}
	return nil
}

func setDefault[T int | float64](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}
