package train

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Evaluation is how well probabilities match the labels of a set.
type Evaluation struct {
	metrics.Figures
	// Intervals holds the 95 % interval of each figure in metrics.Names that
	// has one (see metrics.Intervals).
	Intervals map[string][2]float64 `json:"intervals"`
	// Stories counts near copies of a headline as one; 0 where there are none. They are
	// what the intervals take for independent.
	Stories int `json:"stories,omitempty"`
	// Unanimous are the figures on the rows on which all annotators agreed,
	// where the data has at least two votes per row.
	Unanimous *metrics.Figures `json:"unanimous,omitempty"`
	// Bias evaluates the second verdict on the examples that have a target for
	// it; nil where there are none.
	Bias *Evaluation `json:"bias,omitempty"`
	// Abstained counts the examples that the model did not read: it calls them
	// neutral.
	Abstained int `json:"abstained,omitempty"`
	// Probabilities are one per example, in order.
	Probabilities []float64 `json:"-"`
}

// Evaluate scores labelled examples with a model. Unlabelled ones are refused.
func Evaluate(m *model.Model, examples []datasets.Example, seed uint64) (*Evaluation, error) {
	if len(examples) == 0 {
		return nil, errors.New("evaluating: there is no example")
	}
	if err := checkLabels("evaluating", examples); err != nil {
		return nil, err
	}
	predictions := make([]model.Prediction, len(examples))
	for i, e := range examples {
		predictions[i] = m.Predict(e.Text)
	}
	return evaluatePredictions(examples, predictions, m.Threshold(), m.BiasThreshold(), seed), nil
}

// evaluatePredictions measures both verdicts as they were predicted; the
// thresholds are only reported.
func evaluatePredictions(examples []datasets.Example, predictions []model.Prediction, threshold, biasThreshold float64, seed uint64) *Evaluation {
	var all, biased judged
	bias := questionOf(model.HeadBiased, examples)
	abstained := 0
	for i := range examples {
		all.add(&examples[i], predictions[i].Verdict, examples[i].Label)
		if label, _, ok := bias(&examples[i]); ok {
			biased.add(&examples[i], predictions[i].Bias, label)
		}
		abstained += bit(predictions[i].Abstained)
	}
	ev := evaluation(examples, all.p, threshold, seed)
	ev.setVerdicts(&all)
	ev.Abstained = abstained
	if len(biased.p) > 0 {
		ev.Bias = measure(biased.examples, biased.p, biased.labels, biasThreshold, seed)
		ev.Bias.setVerdicts(&biased)
	}
	return ev
}

type judged struct {
	examples []datasets.Example
	p        []float64
	called   []bool
	labels   []int
}

func (j *judged) add(e *datasets.Example, v model.Verdict, label int) {
	j.examples, j.p = append(j.examples, *e), append(j.p, v.Probability)
	j.called, j.labels = append(j.called, v.Label.Positive()), append(j.labels, label)
}

// setVerdicts replaces the verdicts by the threshold by those that were given.
func (ev *Evaluation) setVerdicts(j *judged) {
	ev.Confusion = metrics.Confusion{}
	for i, positive := range j.called {
		ev.Confusion.Add(positive, j.labels[i], 1)
	}
	ev.SetRates()
	ev.Confusion.Shares(ev.Intervals, ev.independent())
}

// evaluation measures probabilities of sensational at a threshold.
func evaluation(examples []datasets.Example, p []float64, threshold float64, seed uint64) *Evaluation {
	labels := labelsOf(examples)
	var up []float64
	var ul []int
	for i, e := range examples {
		if e.Annotators > 1 && (e.Votes == 0 || e.Votes == e.Annotators) {
			up, ul = append(up, p[i]), append(ul, e.Label)
		}
	}
	ev := measure(examples, p, labels, threshold, seed)
	if len(up) > 0 {
		u := metrics.Measure(up, ul, threshold)
		ev.Unanimous = &u
	}
	return ev
}

// measure measures the probabilities of examples. Near copies are drawn together.
func measure(examples []datasets.Example, p []float64, labels []int, threshold float64, seed uint64) *Evaluation {
	ev := &Evaluation{Figures: metrics.Measure(p, labels, threshold), Probabilities: p}
	stories := make([]string, len(p))
	for i := range stories {
		stories[i] = coreKey(examples[i].Text)
	}
	if n := len(metrics.Sets(len(p), stories)); n < len(p) {
		ev.Stories = n
	} else {
		stories = nil
	}
	if ev.Intervals = metrics.Intervals(p, labels, stories, threshold, seed); ev.Intervals != nil {
		ev.Confusion.Shares(ev.Intervals, ev.independent())
	}
	return ev
}

// independent is the share of the rows that are no near copies of others.
func (ev *Evaluation) independent() float64 {
	if ev.Stories == 0 {
		return 1
	}
	return float64(ev.Stories) / float64(ev.N)
}

func labelsOf(examples []datasets.Example) []int {
	labels := make([]int, len(examples))
	for i, e := range examples {
		labels[i] = e.Label
	}
	return labels
}

// CrossValidate trains on all folds but one and scores that one, for each of k
// folds: stratified ones, or ones that hold out whole sources or groups when
// by is "source" or "group". Every probability comes from a model that never
// saw the example. The verdicts use each fold's own thresholds; the thresholds
// reported are their means. The second verdict is left out where a fold cannot
// teach it.
func CrossValidate(ctx context.Context, examples []datasets.Example, k int, by string, opt Options) (*Evaluation, error) {
	examples, fold, err := outerFolds(examples, k, by, opt.Seed)
	if err != nil {
		return nil, err
	}
	predictions := make([]model.Prediction, len(examples))
	var threshold, biasThreshold float64
	taught := true
	for f := range k {
		var rest []datasets.Example
		held := map[string]bool{}
		for i, e := range examples {
			if fold[i] != f {
				rest = append(rest, e)
			} else {
				held[coreKey(e.Text)] = true
			}
		}
		inner := opt
		inner.Extra = slices.DeleteFunc(slices.Clone(opt.Extra), func(e datasets.Example) bool { return held[coreKey(e.Text)] })
		if opt.Progress != nil {
			inner.Progress = func(stage string, done, total int) {
				opt.Progress(fmt.Sprintf("fold %d of %d: %s", f+1, k, stage), done, total)
			}
		}
		res, err := Train(ctx, rest, inner)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, k, err)
		}
		threshold += res.Model.Threshold() / float64(k)
		biasThreshold += res.Model.BiasThreshold() / float64(k)
		taught = taught && res.OutOfFold.Bias != nil
		for i, e := range examples {
			if fold[i] == f {
				predictions[i] = res.Model.Predict(e.Text)
			}
		}
	}
	ev := evaluatePredictions(examples, predictions, threshold, biasThreshold, opt.Seed)
	if !taught {
		ev.Bias = nil
	}
	return ev, nil
}

// outerFolds merges repeated examples and deals them into folds to be held out.
func outerFolds(examples []datasets.Example, k int, by string, seed uint64) (merged []datasets.Example, fold []int, err error) {
	if examples, _, err = prepare(examples); err != nil {
		return nil, nil, err
	}
	groups := make([]string, len(examples))
	var nobody *datasets.Example // the first without a group
	for i, e := range examples {
		switch by {
		case "":
			groups[i] = coreKey(e.Text)
			continue
		case "source":
			groups[i] = e.Source
		case "group":
			groups[i] = e.Group
		default:
			return nil, nil, fmt.Errorf("cross-validating by %q: must be source or group", by)
		}
		if groups[i] == "" && nobody == nil {
			nobody = &examples[i]
		}
	}
	if columns := datasets.Columns(examples); !slices.Contains(columns, by) && by != "" {
		return nil, nil, fmt.Errorf("cross-validating by %s: no headline has one; the data has %s. Add a column %[1]s, or deal headlines to folds singly", by, strings.Join(columns, ", "))
	}
	if nobody != nil {
		return nil, nil, fmt.Errorf("cross-validating by %s: %s:%d: field %[1]s is empty", by, nobody.File, nobody.Line)
	}
	if by == "" {
		fold, err = metrics.Folds(labelsOf(examples), groups, k, seed)
	} else {
		fold, err = metrics.HeldOutGroups(groups, k)
	}
	return examples, fold, err
}

// Compare cross-validates one of golearn's algorithms as CrossValidate does the
// labeller, on what that reads: cues and out-of-fold stage columns.
func Compare(ctx context.Context, algorithm string, examples []datasets.Example, k int, by string, opt Options) (*Evaluation, error) {
	examples, fold, err := outerFolds(examples, k, by, opt.Seed)
	if err != nil {
		return nil, err
	}
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
	progress := counter(opt.Progress, algorithm, k)
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
		q, err := fitAndScore(algorithm, h.columnNames(), learn, labels, score)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, k, err)
		}
		for n, i := range held {
			p[i] = q[n]
		}
		progress(1)
	}
	return evaluation(examples, p, 0.5, opt.Seed), nil
}
