package convnet

import (
	"errors"
	"fmt"
	"math"
)

// An Example is one text to learn from.
type Example struct {
	Tokens  []int32   // word identifiers; word 0 stands for unknown words
	Targets []float32 // wanted probability of each output, 0 to 1; NaN: not labelled
	Weight  float32   // in the loss, at least 0
}

// ErrExample tells that an example cannot be learnt from.
var ErrExample = errors.New("convnet: bad example")

// ErrVectors tells that the starting word vectors do not fit the configuration.
var ErrVectors = errors.New("convnet: bad word vectors")

func checkExamples(examples []Example, words, outputs int) error {
	if len(examples) == 0 {
		return fmt.Errorf("%w: there is none", ErrExample)
	}
	for i, e := range examples {
		for j, id := range e.Tokens {
			if id < 0 || int(id) >= words {
				return fmt.Errorf("%w: token %d of example %d is %d, outside the %d words", ErrExample, j, i, id, words)
			}
		}
		if len(e.Targets) != outputs {
			return fmt.Errorf("%w: example %d has %d targets, want %d", ErrExample, i, len(e.Targets), outputs)
		}
		for k, y := range e.Targets {
			if y < 0 || y > 1 {
				return fmt.Errorf("%w: target %d of example %d is %v, want 0 to 1 or NaN", ErrExample, k, i, y)
			}
		}
		if !(e.Weight >= 0) || math.IsInf(float64(e.Weight), 0) {
			return fmt.Errorf("%w: weight of example %d is %v, want a finite number of at least 0", ErrExample, i, e.Weight)
		}
	}
	return nil
}
