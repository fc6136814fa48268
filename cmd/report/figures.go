package main

import (
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/train"
)

// resamples of every bootstrap interval; as many as MODEL_CARD.md rests on.
const resamples = 1000

// sample is a set of rows with their probabilities and verdicts.
type sample struct {
	p         []float64
	labels    []int
	called    []bool   // sensational; nil: from the threshold on
	groups    []string // rows that are resampled together; nil: each alone
	threshold float64
}

// of takes the rows of a sample.
func (s sample) of(rows []int) sample {
	out := sample{p: at(s.p, rows), labels: at(s.labels, rows), threshold: s.threshold}
	if s.called != nil {
		out.called = at(s.called, rows)
	}
	if s.groups != nil {
		out.groups = at(s.groups, rows)
	}
	return out
}

// row measures the columns by their keys. Those in wide get their intervals.
func (s sample) row(name string, columns, wide []string) record.Row {
	values, intervals := s.measure(len(wide) > 0)
	row := record.Row{Name: name}
	for _, key := range columns {
		var between [2]float64
		for _, w := range wide {
			if w == key {
				between = intervals[key]
			}
		}
		v, ok := values[key]
		switch {
		case !ok:
			row.Cells = append(row.Cells, record.Cell{})
		case key == "n" || key == "sensational":
			row.Cells = append(row.Cells, record.Count(int(v)))
		default:
			row.Cells = append(row.Cells, record.Between(v, between))
		}
	}
	return row
}

func (s sample) measure(wide bool) (values map[string]float64, intervals map[string][2]float64) {
	if len(s.p) == 0 {
		return map[string]float64{"n": 0}, nil
	}
	m := train.Measure(s.p, s.labels, s.threshold)
	values = scalars(m)
	if wide {
		intervals = train.GroupIntervals(s.p, s.labels, s.groups, s.threshold, resamples, recipe.Seed)
	}
	if s.called == nil {
		return values, intervals
	}
	// Verdicts by each fold's own threshold: as probabilities 0 and 1 they give
	// whatever rests on verdicts.
	v := make([]float64, len(s.called))
	for i, c := range s.called {
		if c {
			v[i] = 1
		}
	}
	byVerdict := scalars(train.Measure(v, s.labels, .5))
	between := map[string][2]float64{}
	if wide {
		between = train.GroupIntervals(v, s.labels, s.groups, .5, resamples, recipe.Seed)
	}
	for _, key := range []string{"accuracy", "precision", "recall", "f1", "macro_f1"} {
		values[key] = byVerdict[key]
		if i, ok := between[key]; ok {
			intervals[key] = i
		}
	}
	return values, intervals
}

// scalars are metrics by the keys of record.Columns.
func scalars(m train.Metrics) map[string]float64 {
	n, positives := float64(m.N), float64(m.Positives())
	return map[string]float64{
		"n": n, "sensational": positives, "prevalence": positives / n, "clickbait": positives / n,
		"accuracy": m.Accuracy, "precision": m.Precision, "recall": m.Recall, "f1": m.F1, "macro_f1": m.MacroF1,
		"roc_auc": m.ROCAUC, "average_precision": m.AveragePrecision, "ece": m.ECE, "threshold": m.Threshold,
	}
}
