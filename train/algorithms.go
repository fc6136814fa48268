package train

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
)

// DefaultAlgorithm is the labeller, and the only algorithm that compiles into a
// model.
const DefaultAlgorithm = "logistic"

// AlgorithmNames are DefaultAlgorithm and the golearn algorithms that
// CrossValidate compares with it.
func AlgorithmNames() []string {
	names := []string{DefaultAlgorithm}
	for _, e := range estimators {
		names = append(names, e.name)
	}
	return names
}

// CheckAlgorithm returns an error that lists AlgorithmNames unless name is one
// of them, or empty for the default.
func CheckAlgorithm(name string) error {
	if name != "" && !slices.Contains(AlgorithmNames(), name) {
		return fmt.Errorf("unknown algorithm %q: must be one of %s", name, strings.Join(AlgorithmNames(), ", "))
	}
	return nil
}

// compare cross-validates a golearn algorithm on what the labeller reads: cues
// and out-of-fold stage columns, fitted on all folds but one, scored on that one.
func compare(ctx context.Context, examples []datasets.Example, fold []int, k int, opt Options) (*Evaluation, error) {
	opt.Folds, opt.Extra = k, nil
	t, err := newTrainer(ctx, examples, opt)
	if err != nil {
		return nil, err
	}
	t.fold = fold
	h := t.sensational()
	columns, err := t.crossFit(h)
	if err != nil {
		return nil, err
	}
	p := make([]float64, len(examples))
	for f := range k {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var learn, score [][]float64
		var labels, held []int
		for i := range examples {
			if row := t.corpus.row(i, columns[i]...); fold[i] == f {
				score, held = append(score, row), append(held, i)
			} else {
				learn, labels = append(learn, row), append(labels, h.labels[i])
			}
		}
		q, err := fitAndScore(opt.Algorithm, opt.Seed, h.columnNames(), learn, labels, score)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, k, err)
		}
		for n, i := range held {
			p[i] = q[n]
		}
	}
	return evaluation(examples, p, 0.5, opt.Seed)
}
