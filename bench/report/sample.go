package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/train/metrics"
)

// sample is a set of rows with their probabilities and labels.
type sample struct {
	p         []float64
	labels    []int
	groups    []string // rows resampled together; nil: each alone
	threshold float64
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

// metricName is the name in metrics.Names of the metric in a column.
func metricName(column string) string {
	return strings.ToLower(strings.NewReplacer(" ", "_", "-", "_").Replace(column))
}

// value is the metric in a column.
func value(f metrics.Figures, column string) float64 {
	return f.Values()[slices.Index(metrics.Names[:], metricName(column))]
}

func (s sample) measure() metrics.Figures { return metrics.Measure(s.p, s.labels, s.threshold) }

// row measures the columns on a sample, with intervals for those in wide.
func (s sample) row(name string, columns, wide []string) row {
	return s.rowOf(name, s.measure(), columns, wide)
}

// rowOf is row with figures that are already known; the sample gives intervals.
func (s sample) rowOf(name string, f metrics.Figures, columns, wide []string) row {
	var intervals map[string][2]float64
	if len(wide) > 0 {
		intervals = metrics.Intervals(s.p, s.labels, s.groups, s.threshold, recipe.Seed)
	}
	r := row{Name: name}
	for _, column := range columns {
		between, found := intervals[metricName(column)]
		switch {
		case column == "n":
			r.Cells = append(r.Cells, count(f.N))
		case column == "sensational":
			r.Cells = append(r.Cells, count(f.Confusion.Positives()))
		case column == "share":
			r.Cells = append(r.Cells, figure(float64(f.Confusion.Positives())/float64(f.N)))
		case found && slices.Contains(wide, column):
			r.Cells = append(r.Cells, figure(value(f, column), between[:]...))
		default:
			r.Cells = append(r.Cells, figure(value(f, column)))
		}
	}
	return r
}

// group is the rows that share a value of a field.
type group struct {
	name string
	rows []int
}

// bySize groups examples by a field, the largest group first, ties by name.
func bySize(examples []datasets.Example, field func(datasets.Example) string) (groups []group) {
	rows := map[string][]int{}
	for i, e := range examples {
		name := field(e)
		rows[name] = append(rows[name], i)
	}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		groups = append(groups, group{name, rows[name]})
	}
	slices.SortStableFunc(groups, func(a, b group) int { return len(b.rows) - len(a.rows) })
	return groups
}
