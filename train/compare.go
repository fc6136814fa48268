package train

import (
	"context"
	"fmt"

	"github.com/heboh/heboh/datasets"
)

// compare cross-validates another classifier on the labeller's grid: cues and
// out-of-fold stage columns, fitted on all folds but one, scored on that one.
// It is how golearn's own estimators are measured beside the labeller; they
// do not compile into a model.
func compare(ctx context.Context, alg Algorithm, examples []datasets.Example, fold []int, k int, opt Options) (*Evaluation, error) {
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
		var rows [2][][]float64 // to fit on, to score
		var labels [2][]int
		var held []int
		for i := range examples {
			side := 0
			if fold[i] == f {
				side = 1
				held = append(held, i)
			}
			rows[side] = append(rows[side], t.corpus.row(i, columns[i]...))
			labels[side] = append(labels[side], h.labels[i])
		}
		q, err := fitAndScore(alg, opt.Seed, h.columnNames(), rows, labels)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, k, err)
		}
		for n, i := range held {
			p[i] = q[n]
		}
	}
	return evaluation(examples, p, 0.5, opt.Seed)
}

func fitAndScore(alg Algorithm, seed uint64, names []string, rows [2][][]float64, labels [2][]int) ([]float64, error) {
	classifier, err := alg.New(seed)
	if err != nil {
		return nil, err
	}
	learn, err := NewGrid(names, rows[0], labels[0])
	if err != nil {
		return nil, err
	}
	if err := classifier.Fit(learn); err != nil {
		return nil, err
	}
	score, err := NewGrid(names, rows[1], labels[1])
	if err != nil {
		return nil, err
	}
	return Probabilities(classifier, score)
}
