package main

import (
	"fmt"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// outerFolds of the cross-validation on CLICK-ID.
const outerFolds = 5

// folded are the verdicts of models that never saw the row, by two rules of
// choosing the threshold.
type folded struct {
	p          []float64
	called     [2][]bool  // by the rules accuracy and f1
	thresholds [2]float64 // means over the folds
}

var ruleNames = [2]string{"accuracy", "f1"}

// crossValidate is train.CrossValidate with the verdicts of both rules from the
// same models: the rule changes nothing but the threshold.
func (l *lab) crossValidate(name string, examples []datasets.Example, fold []int) (*folded, error) {
	var rules [2]train.ThresholdRule
	for r := range rules {
		var err error
		if rules[r], err = train.ParseRule(ruleNames[r]); err != nil {
			return nil, err
		}
	}
	out := &folded{p: make([]float64, len(examples))}
	for r := range out.called {
		out.called[r] = make([]bool, len(examples))
	}
	for f := range outerFolds {
		var rest []int
		for i := range examples {
			if fold[i] != f {
				rest = append(rest, i)
			}
		}
		res, err := train.Train(l.ctx, at(examples, rest), l.sets.ClickIDOptions(l.words, nil))
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, outerFolds, err)
		}
		inner := labelsOf(res.Examples)
		var threshold [2]float64
		for r, rule := range rules {
			threshold[r] = rule.Choose(res.OutOfFold.Probabilities, inner)
			out.thresholds[r] += threshold[r] / outerFolds
		}
		for i, e := range examples {
			if fold[i] == f {
				out.p[i] = res.Model.Score(e.Text)
				for r := range threshold {
					out.called[r][i] = out.p[i] >= threshold[r]
				}
			}
		}
		l.tell(fmt.Sprintf("%s: fold %d/%d", name, f+1, outerFolds))
	}
	return out, nil
}

// sample is the verdicts of a rule; groups as in sample.
func (f *folded) sample(rule int, labels []int, groups []string) sample {
	return sample{p: f.p, labels: labels, called: f.called[rule], groups: groups, threshold: f.thresholds[rule]}
}

// published measures clickbait on CLICK-ID.
func published(l *lab) (*record.Section, error) {
	examples, _ := datasets.Dedupe(l.sets.ClickID)
	labels, keys, sources := labelsOf(examples), make([]string, len(examples)), make([]string, len(examples))
	for i, e := range examples {
		keys[i], sources[i] = datasets.Key(e.Text), e.Source
	}
	fold, err := train.Folds(labels, keys, outerFolds, recipe.Seed)
	if err != nil {
		return nil, err
	}
	random, err := l.crossValidate("random folds", examples, fold)
	if err != nil {
		return nil, err
	}
	if fold, err = train.HeldOutGroups(sources, outerFolds); err != nil {
		return nil, err
	}
	held, err := l.crossValidate("publisher-held-out folds", examples, fold)
	if err != nil {
		return nil, err
	}
	unanimous := pick(examples, func(e datasets.Example) bool {
		return e.Annotators > 1 && (e.Votes == 0 || e.Votes == e.Annotators)
	})
	columns := []string{"n", "accuracy", "f1", "macro_f1", "roc_auc", "ece"}
	table := func(name string, f *folded, groups []string) *record.Table {
		t := &record.Table{Name: name, Columns: columns}
		for r, rule := range ruleNames {
			s := f.sample(r, labels, groups)
			t.Rows = append(t.Rows,
				s.row("all rows, rule "+rule, columns, columns),
				s.of(unanimous).row("unanimous rows, rule "+rule, columns, columns))
		}
		return t
	}
	return &record.Section{Model: recipe.Version, Tables: []*record.Table{
		table("random folds", random, nil),
		table("publisher-held-out folds", held, sources),
		publishers(examples, random.sample(0, labels, nil), held.sample(0, labels, nil)),
	}}, nil
}

// publishers sets both ways of folding side by side, publisher by publisher.
func publishers(examples []datasets.Example, random, held sample) *record.Table {
	t := &record.Table{Name: "publishers", Columns: []string{"n", "clickbait", "accuracy", "held_accuracy", "roc_auc", "held_roc_auc"}}
	for _, source := range sortedBySize(examples, func(e datasets.Example) string { return e.Source }) {
		rows := pick(examples, func(e datasets.Example) bool { return e.Source == source })
		a, _ := random.of(rows).measure(false)
		b, _ := held.of(rows).measure(false)
		t.Rows = append(t.Rows, record.Row{Name: source, Cells: []record.Cell{
			record.Count(len(rows)), record.Value(a["clickbait"]),
			record.Value(a["accuracy"]), record.Value(b["accuracy"]), record.Value(a["roc_auc"]), record.Value(b["roc_auc"]),
		}})
	}
	return t
}
