package main

import (
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// fit is a cross-fitted recipe with the out-of-fold probabilities of its
// labeller.
type fit struct {
	*train.Columns
	sample
}

// sample is a set of rows with their probabilities and labels.
type sample struct {
	p         []float64
	labels    []int
	groups    []string // rows resampled together; nil: each alone
	threshold float64
}

// gold is the shipped recipe, changed, cross-fitted on gold.
func (l *lab) gold(name string, a train.Ablation, words *train.Words) (*fit, error) {
	return l.fit(name, l.sets.Gold, l.sets.Options(words, nil), a)
}

// clickID is heboh train's recipe cross-fitted on CLICK-ID.
func (l *lab) clickID(name string, a train.Ablation) (*fit, error) {
	return l.fit(name, l.sets.ClickID, l.sets.ClickIDOptions(l.words), a)
}

// fit cross-fits a recipe, or returns the fit of that name.
func (l *lab) fit(name string, examples []datasets.Example, opt train.Options, a train.Ablation) (*fit, error) {
	if f := l.fits[name]; f != nil {
		return f, nil
	}
	last := 0
	opt.Progress = func(stage string, done, total int) {
		if total > 1 && done > last {
			l.say("%s: %s %d/%d", name, stage, done, total)
		}
		last = done
	}
	columns, err := train.CrossFit(l.ctx, examples, opt, a)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f := &fit{Columns: columns}
	f.labels = labels(columns.Examples)
	f.p, f.threshold, err = columns.Label()
	l.fits[name] = f
	return f, err
}

// without returns the probabilities of labellers that lack a list of columns each.
func (f *fit) without(lists [][]string) ([][]float64, error) {
	out := make([][]float64, len(lists))
	var group errgroup.Group
	group.SetLimit(2)
	for i, list := range lists {
		group.Go(func() (err error) {
			out[i], _, err = f.Label(list...)
			return err
		})
	}
	return out, group.Wait()
}

func labels(examples []datasets.Example) []int {
	out := make([]int, len(examples))
	for i, e := range examples {
		out[i] = e.Label
	}
	return out
}

// pick returns the numbers of the examples that meet a condition.
func pick(examples []datasets.Example, want func(datasets.Example) bool) (rows []int) {
	for i, e := range examples {
		if want(e) {
			rows = append(rows, i)
		}
	}
	return rows
}

// at returns the elements at rows.
func at[T any](list []T, rows []int) []T {
	out := make([]T, len(rows))
	for k, i := range rows {
		out[k] = list[i]
	}
	return out
}

// of returns a sample of those rows.
func (s sample) of(rows []int) sample {
	out := sample{p: at(s.p, rows), labels: at(s.labels, rows), threshold: s.threshold}
	if s.groups != nil {
		out.groups = at(s.groups, rows)
	}
	return out
}

func (s sample) scores() metrics.Scores { return metrics.Scores{P: s.p, Threshold: s.threshold} }

func (s sample) measure() metrics.Figures { return metrics.Measure(s.p, s.labels, s.threshold) }

func (s sample) intervals() map[string][2]float64 {
	return metrics.Intervals(s.p, s.labels, s.groups, s.threshold, recipe.Seed)
}

// columnNames are the columns of metrics.Names.
var columnNames = [len(metrics.Names)]string{"accuracy", "precision", "recall", "F1", "macro F1", "ROC-AUC", "average precision", "log loss", "Brier", "ECE"}

// row measures the columns on a sample, with intervals for those in wide.
func (s sample) row(name string, columns, wide []string) row {
	if len(s.p) == 0 {
		return row{Name: name, Cells: append([]cell{count(0)}, make([]cell, len(columns)-1)...)}
	}
	return s.rowOf(name, s.measure(), columns, wide)
}

// rowOf is row with metrics that are already known; the sample gives intervals.
func (s sample) rowOf(name string, m metrics.Figures, columns, wide []string) row {
	var intervals map[string][2]float64
	if len(wide) > 0 {
		intervals = s.intervals()
	}
	positives := m.Confusion.Positives()
	values := map[string]cell{"n": count(m.N), "sensational": count(positives), "share": figure(float64(positives) / float64(m.N))}
	for k, v := range m.Values() {
		column := columnNames[k]
		values[column] = figure(v)
		if between, ok := intervals[metrics.Names[k]]; ok && slices.Contains(wide, column) {
			values[column] = figure(v, between[:]...)
		}
	}
	r := row{Name: name}
	for _, column := range columns {
		r.Cells = append(r.Cells, values[column])
	}
	return r
}
