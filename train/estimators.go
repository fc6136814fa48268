package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/naive"
	"github.com/sjwhitworth/golearn/neural"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// An estimator fits a golearn algorithm to dense rows, to be compared with the
// labeller. The same seed, rows and order of rows give the same predictor.
type estimator func(seed uint64, names []string, rows [][]float64, labels []int) (predictor, error)

// A predictor returns the probability of sensational of each row.
type predictor func(rows [][]float64) ([]float64, error)

// estimators are golearn's that work without cgo.
var estimators = []struct {
	name string
	fit  estimator
}{
	{"bernoulli-nb", fitBayes},
	{"id3", func(seed uint64, names []string, rows [][]float64, labels []int) (predictor, error) {
		return fitTree(&gainRule{len(names), seed}, names, rows, labels)
	}},
	{"random-tree", func(seed uint64, names []string, rows [][]float64, labels []int) (predictor, error) {
		return fitTree(&gainRule{int(math.Ceil(math.Sqrt(float64(len(names))))), seed}, names, rows, labels)
	}},
	{"cart", fitCART},
	{"neural-net", fitNet},
}

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

// fitAndScore fits an estimator on rows of both labels and scores others. A
// panic of golearn's becomes an error.
func fitAndScore(name string, seed uint64, columns []string, rows [][]float64, labels []int, score [][]float64) (p []float64, err error) {
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
			predict, err := e.fit(seed, columns, rows, labels)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return predict(score)
		}
	}
	return nil, CheckAlgorithm(name)
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

// bin replaces every value by its bin.
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
func fitBayes(_ uint64, names []string, rows [][]float64, labels []int) (predictor, error) {
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

const (
	netHidden = 12
	netRate   = 0.1
)

// perceptron is golearn's neural.Network with one hidden layer and one output,
// on standardised columns, after one pass over the rows. golearn's MultiLayerNet
// lays the same network out, but draws its weights from the global random
// source and has no Classifier's methods.
type perceptron struct {
	mean, sd []float64
	net      *neural.Network
	neurons  *mat.Dense
}

func fitNet(seed uint64, names []string, rows [][]float64, labels []int) (predictor, error) {
	n := &perceptron{}
	for c := range names {
		mean, sd := stat.MeanStdDev(columnOf(rows, c), nil)
		n.mean, n.sd = append(n.mean, mean), append(n.sd, sd)
	}
	rng := rand.New(rand.NewPCG(seed, 0x4e7))
	n.connect(len(names), rng)
	output := len(names) + netHidden
	miss := mat.NewDense(output+1, 1, nil)
	for _, r := range rng.Perm(len(rows)) {
		miss.Set(output, 0, float64(labels[r])-n.activate(rows[r]))
		back := n.net.Error(n.neurons, miss, 3)
		n.net.UpdateWeights(n.neurons, back, netRate)
		n.net.UpdateBias(back, netRate)
	}
	return func(rows [][]float64) (p []float64, err error) {
		for _, row := range rows {
			p = append(p, n.activate(row))
		}
		return p, nil
	}, nil
}

// connect draws the weights. golearn counts neurons from 1: inputs, hidden
// ones, the output; it keeps a weight drawn within 0.005 of 0 at 0, which is
// how it knows neurons that are not connected.
func (n *perceptron) connect(inputs int, rng *rand.Rand) {
	output := inputs + netHidden + 1
	n.net = neural.NewNetwork(output, inputs, neural.Sigmoid)
	n.neurons = mat.NewDense(output, 1, nil)
	draw := func() float64 {
		v := rng.NormFloat64() / math.Sqrt(float64(inputs))
		return math.Copysign(0.006+math.Abs(v), v)
	}
	for h := inputs + 1; h < output; h++ {
		for i := 1; i <= inputs; i++ {
			n.net.SetWeight(i, h, draw())
		}
		n.net.SetWeight(h, output, draw())
	}
}

// activate feeds a row through both layers and returns the output.
func (n *perceptron) activate(row []float64) float64 {
	n.neurons.Zero()
	for c, v := range row {
		if n.sd[c] > 0 {
			n.neurons.Set(c, 0, (v-n.mean[c])/n.sd[c])
		}
	}
	n.net.Activate(n.neurons, 2)
	return n.neurons.At(len(row)+netHidden, 0)
}
