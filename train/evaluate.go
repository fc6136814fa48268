package train

import (
	"context"
	"errors"
	"fmt"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Evaluation is how well probabilities match the labels of a set.
type Evaluation struct {
	metrics.Figures
	// Intervals holds the 95 % bootstrap interval of each scalar figure by its
	// JSON name.
	Intervals map[string][2]float64 `json:"intervals"`
	// Unanimous are the figures on the rows on which all annotators agreed,
	// where the data has at least two votes per row.
	Unanimous *metrics.Figures `json:"unanimous,omitempty"`
	// Probabilities are one per example, in order.
	Probabilities []float64 `json:"-"`
}

// Evaluate scores labelled examples with a model. Unlabelled ones are refused.
func Evaluate(m *model.Model, examples []datasets.Example, seed uint64) (*Evaluation, error) {
	p := make([]float64, len(examples))
	for i, e := range examples {
		p[i] = m.Score(e.Text)
	}
	return evaluation(examples, p, m.Threshold(), seed)
}

func evaluation(examples []datasets.Example, p []float64, threshold float64, seed uint64) (*Evaluation, error) {
	if len(examples) == 0 {
		return nil, errors.New("evaluating: there is no example")
	}
	labels := make([]int, len(examples))
	var up []float64
	var ul []int
	for i, e := range examples {
		if e.Label != datasets.Neutral && e.Label != datasets.Sensational {
			return nil, fmt.Errorf("evaluating: %s:%d: field label: no label", e.File, e.Line)
		}
		labels[i] = e.Label
		if e.Annotators > 1 && (e.Votes == 0 || e.Votes == e.Annotators) {
			up, ul = append(up, p[i]), append(ul, e.Label)
		}
	}
	ev := &Evaluation{Figures: metrics.Measure(p, labels, threshold), Probabilities: p}
	ev.Intervals = metrics.Intervals(p, labels, nil, threshold, seed)
	if len(up) > 0 {
		u := metrics.Measure(up, ul, threshold)
		ev.Unanimous = &u
	}
	return ev, nil
}

// CrossValidate trains on all folds but one and scores that one, for each of k
// folds: stratified ones, or ones that hold out whole sources or groups when
// by is "source" or "group". Every probability comes from a model that never
// saw the example. The verdicts use each fold's own threshold; the threshold
// reported is their mean.
func CrossValidate(ctx context.Context, examples []datasets.Example, k int, by string, opt Options) (*Evaluation, error) {
	examples, _, err := prepare(examples)
	if err != nil {
		return nil, err
	}
	labels, groups := make([]int, len(examples)), make([]string, len(examples))
	for i, e := range examples {
		labels[i], groups[i] = e.Label, datasets.Key(e.Text)
	}
	var fold []int
	switch by {
	case "":
		fold, err = metrics.Folds(labels, groups, k, opt.Seed)
	case "source", "group":
		held := make([]string, len(examples))
		for i, e := range examples {
			if held[i] = e.Source; by == "group" {
				held[i] = e.Group
			}
			if held[i] == "" {
				return nil, fmt.Errorf("cross-validating by %s: %s:%d: field %s is empty", by, e.File, e.Line, by)
			}
		}
		fold, err = metrics.HeldOutGroups(held, k)
	default:
		return nil, fmt.Errorf("cross-validating by %q: want source or group", by)
	}
	if err != nil {
		return nil, err
	}
	alg, err := AlgorithmNamed(opt.Algorithm)
	if err != nil {
		return nil, err
	}
	if alg.Name != DefaultAlgorithm {
		return compare(ctx, alg, examples, fold, k, opt)
	}
	p := make([]float64, len(examples))
	verdicts := make([]bool, len(examples))
	var threshold float64
	for f := range k {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		opt.report("fold", f, k)
		var rest []datasets.Example
		for i, e := range examples {
			if fold[i] != f {
				rest = append(rest, e)
			}
		}
		inner := opt
		inner.Progress = nil
		res, err := Train(ctx, rest, inner)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, k, err)
		}
		threshold += res.Model.Threshold() / float64(k)
		for i, e := range examples {
			if fold[i] == f {
				p[i] = res.Model.Score(e.Text)
				verdicts[i] = p[i] >= res.Model.Threshold()
			}
		}
	}
	opt.report("fold", k, k)
	ev, err := evaluation(examples, p, threshold, opt.Seed)
	if err != nil {
		return nil, err
	}
	ev.Confusion = metrics.Confusion{}
	for i, v := range verdicts {
		ev.Confusion.Add(v, labels[i], 1)
	}
	ev.SetRates()
	return ev, nil
}
