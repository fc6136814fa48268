package train

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/naive"
)

// An estimator fits a golearn algorithm to dense rows, to be compared with the
// labeller. The same rows in the same order give the same predictor.
type estimator func(names []string, rows [][]float64, labels []int) (predictor, error)

// A predictor returns the probability of sensational of each row.
type predictor func(rows [][]float64) ([]float64, error)

// estimators are golearn's that work without cgo and give the same result twice.
var estimators = []struct {
	name string
	fit  estimator
}{
	{"bernoulli-nb", fitBayes},
	{"id3", fitID3},
	{"cart", fitCART},
}

// DefaultAlgorithm is the labeller, and the only algorithm that compiles into a
// model.
const DefaultAlgorithm = "logistic"

// AlgorithmNames are DefaultAlgorithm and the golearn algorithms that Compare takes.
func AlgorithmNames() []string {
	names := []string{DefaultAlgorithm}
	for _, e := range estimators {
		names = append(names, e.name)
	}
	return names
}

// fitAndScore fits an estimator on rows of both labels and scores others. A
// panic of golearn's becomes an error.
func fitAndScore(name string, columns []string, rows [][]float64, labels []int, score [][]float64) (p []float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: golearn panicked: %v", name, r)
		}
	}()
	for y, label := range classNames {
		if !slices.Contains(labels, y) {
			return nil, fmt.Errorf("%s: no %s row among %d: both labels are needed", name, label, len(labels))
		}
	}
	for _, e := range estimators {
		if e.name == name {
			predict, err := e.fit(columns, rows, labels)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return predict(score)
		}
	}
	return nil, fmt.Errorf("unknown algorithm %q: must be one of %s", name, strings.Join(AlgorithmNames()[1:], ", "))
}

// cuts are the places, by column, at which values are cut into bins: the bin of a
// value is the number of cuts below it.
type cuts [][]float64

// quantileCuts cuts each column at up to bins-1 of its quantiles. A quantile that
// is the greatest value gives way to the value before it, so that a column of
// mostly ones is cut too; a constant column has no cut.
func quantileCuts(rows [][]float64, bins int) cuts {
	out := make(cuts, len(rows[0]))
	for c := range out {
		column := columnOf(rows, c)
		slices.Sort(column)
		last := len(column) - 1
		below := sort.SearchFloat64s(column, column[last]) - 1 // the greatest value below the greatest
		if below < 0 {
			continue
		}
		for b := 1; b < bins; b++ {
			out[c] = append(out[c], column[min(b*last/bins, below)])
		}
		out[c] = slices.Compact(out[c])
	}
	return out
}

func columnOf(rows [][]float64, c int) []float64 {
	column := make([]float64, len(rows))
	for r, row := range rows {
		column[r] = row[c]
	}
	return column
}

func (k cuts) bin(rows [][]float64) [][]float64 {
	out := make([][]float64, len(rows))
	for r, row := range rows {
		for c, v := range row {
			out[r] = append(out[r], float64(sort.SearchFloat64s(k[c], v)))
		}
	}
	return out
}

// fitBayes fits golearn's Bernoulli naive Bayes to columns split at their
// medians. It gives labels only, so a probability is 0 or 1.
func fitBayes(names []string, rows [][]float64, labels []int) (predictor, error) {
	cuts, nb := quantileCuts(rows, 2), naive.NewBernoulliNBClassifier()
	var attrs []base.Attribute
	for _, name := range names {
		attrs = append(attrs, base.NewBinaryAttribute(name))
	}
	err := nb.Fit(layOut(attrs, newClassAttribute(), cuts.bin(rows), labels))
	return func(rows [][]float64) ([]float64, error) {
		out, err := nb.Predict(layOut(attrs, newClassAttribute(), cuts.bin(rows), make([]int, len(rows))))
		if err != nil {
			return nil, err
		}
		labels, err := gridLabels(out)
		return floats01(labels), err
	}, err
}
