package train

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/naive"
	"github.com/sjwhitworth/golearn/trees"
)

// An estimator fits a golearn algorithm to dense rows, to be compared with the
// labeller, and predicts the labels of others. The same rows in the same order give
// the same labels.
type estimator func(names []string, rows [][]float64, labels []int, score [][]float64) ([]int, error)

// estimators are golearn's that work without cgo and give the same result twice.
var estimators = []struct {
	name    string
	predict estimator
}{
	{"bernoulli-nb", bayes},
	{"cart", cart},
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

// fitAndScore fits an estimator on rows of both labels and scores others. As it
// gives labels only, a probability is 0 or 1. A panic of golearn's becomes an error.
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
			predicted, err := e.predict(columns, rows, labels, score)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return floats01(predicted), nil
		}
	}
	return nil, fmt.Errorf("unknown algorithm %q: must be one of %s", name, strings.Join(AlgorithmNames()[1:], ", "))
}

// bayes is golearn's Bernoulli naive Bayes on columns split at their medians.
func bayes(names []string, rows [][]float64, labels []int, score [][]float64) ([]int, error) {
	var attrs []base.Attribute
	for _, name := range names {
		attrs = append(attrs, base.NewBinaryAttribute(name))
	}
	cuts, nb := quantileCuts(rows, 2), naive.NewBernoulliNBClassifier()
	if err := nb.Fit(layOut(attrs, newClassAttribute(), cuts.bin(rows), labels)); err != nil {
		return nil, err
	}
	out, err := nb.Predict(layOut(attrs, newClassAttribute(), cuts.bin(score), make([]int, len(score))))
	if err != nil {
		return nil, err
	}
	return gridLabels(out)
}

// Bounds of golearn's CART tree, whose every node tries every cut of every column on
// all its rows.
const (
	cartBins  = 16 // of a column
	cartDepth = 6
)

// cart is golearn's CART classifier with Gini impurity, which needs a float class.
func cart(names []string, rows [][]float64, labels []int, score [][]float64) (predicted []int, err error) {
	cuts, attrs, class := quantileCuts(rows, cartBins), floatAttributes(names), base.NewFloatAttribute(ClassAttribute)
	tree := trees.NewDecisionTreeClassifier(trees.GINI, cartDepth, []int64{0, 1})
	if err := tree.Fit(layOut(attrs, class, cuts.bin(rows), labels)); err != nil {
		return nil, err
	}
	for _, y := range tree.Predict(layOut(attrs, class, cuts.bin(score), make([]int, len(score)))) {
		predicted = append(predicted, int(y))
	}
	return predicted, nil
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
		var column []float64
		for _, row := range rows {
			column = append(column, row[c])
		}
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

func (k cuts) bin(rows [][]float64) [][]float64 {
	out := make([][]float64, len(rows))
	for r, row := range rows {
		for c, v := range row {
			out[r] = append(out[r], float64(sort.SearchFloat64s(k[c], v)))
		}
	}
	return out
}
