package train

import (
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Options say how a model is trained. The zero value trains the default
// algorithm on the examples alone.
type Options struct {
	Seed      uint64       // of folds and resampling
	Algorithm string       // the labeller; "" is DefaultAlgorithm
	Rule      metrics.Rule // how the threshold is chosen
	Info      model.Info   // name, version and sources to store; figures are added
	Folds     int          // of the inner cross-fitting; 0 means 5

	// Extra are more examples of the same label that are learnt from but left out
	// of calibration, threshold and figures: those written or picked for training,
	// which are not what the model will meet. Those of one file and language have
	// a base rate of their own, which the n-gram stage does not learn.
	Extra []datasets.Example

	// Words are word vectors, which tell which words are alike; nil for none.
	Words *Words

	// Progress, when not nil, is called with the name of a step and how far it is.
	Progress func(stage string, done, total int)
}

// compiles reports whether the algorithm compiles into a model.
func (o Options) compiles() bool { return o.Algorithm == "" || o.Algorithm == DefaultAlgorithm }

func (o Options) folds() int {
	if o.Folds == 0 {
		return 5
	}
	return o.Folds
}

// Result is a trained model with what training learnt about it.
type Result struct {
	Model *model.Model
	// Devices are the out-of-fold figures of each device at probability 1/2, in
	// the order of model.DeviceNames; empty where the shipped model's were taken.
	Devices []metrics.Figures
	// OutOfFold is the evaluation of probabilities for the training examples
	// by stages and labellers that did not see them, at the chosen threshold.
	// Its Bias, at the threshold chosen by the rule f1, is nil where the
	// shipped model's head was taken.
	OutOfFold *Evaluation
	// Examples are those trained on, duplicates merged, in the order of
	// OutOfFold.Probabilities.
	Examples []datasets.Example
	// Duplicates reports what merging did.
	Duplicates datasets.Report
}
