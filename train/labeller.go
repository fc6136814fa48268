package train

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/sjwhitworth/golearn/base"
)

// LabellerOptions say how a Labeller is fitted. Columns go by name; names that a
// grid lacks are ignored, so one set of options serves every view of it.
type LabellerOptions struct {
	// L2 is the strength of the penalty L2/2·Σ p_c·β_c² beside the sum of the
	// rows' losses, β_c being the weight of column c scaled to unit variance;
	// >= 0. With 0, linearly separable data has no solution.
	L2 float64
	// Penalty holds factors p_c, >= 0; 1 for columns that it lacks.
	Penalty map[string]float64
	// Sign bounds weights: +1 keeps one >= 0, -1 keeps it <= 0.
	Sign map[string]int
}

// Labeller is a logistic regression that implements golearn's Classifier,
// optimised with gonum: golearn's evaluation, cross-validation and meta tools
// work on it. It reads grids and views by attribute name and class name, so
// neither the order of attributes nor that of class values matters.
//
// A fitted Labeller may be used by several goroutines at once, but not during
// Fit. It is deterministic: the same rows in the same order give the same
// weights.
type Labeller struct {
	opt     LabellerOptions
	names   []string
	weights []float64
	bias    float64
	beat    pulse // of the fit
}

var _ base.Classifier = (*Labeller)(nil)

func NewLabeller(opt LabellerOptions) *Labeller { return &Labeller{opt: opt} }

// Fit implements golearn's Classifier: all columns of the grid, its class as
// target, equal weights. It refuses an empty grid, a grid with rows of one
// class only, and numbers that are not finite.
func (l *Labeller) Fit(grid base.FixedDataGrid) error {
	d, err := readGrid(grid)
	if err != nil {
		return err
	}
	return l.fit(d)
}

// denseRows are labelled rows of named columns. Unlike a golearn grid, they have
// room for targets, probabilities of sensational in [0, 1], and weights, >= 0.
type denseRows struct {
	names            []string
	values           [][]float64
	labels           []int
	targets, weights []float64
}

func (l *Labeller) fit(d *denseRows) error {
	var weight [2]float64
	for i, y := range d.labels {
		weight[y] += d.weights[i]
	}
	for y, w := range weight {
		if w == 0 {
			return fmt.Errorf("labeller: no %s row of weight > 0 among %d: both labels are needed", classNames[y], len(d.labels))
		}
	}
	cols, err := l.opt.columns(d.names)
	if err != nil {
		return fmt.Errorf("labeller: %w", err)
	}
	p := newProblem(d.values, d.targets, d.weights, cols)
	p.beat = l.beat
	beta, err := p.solve()
	if err != nil {
		return fmt.Errorf("labeller: %w", err)
	}
	l.names = d.names
	l.weights, l.bias = p.original(beta)
	return nil
}

// columns lays the options out along names.
func (o *LabellerOptions) columns(names []string) ([]constraint, error) {
	cols := make([]constraint, len(names))
	for c, name := range names {
		factor, ok := o.Penalty[name]
		if !ok {
			factor = 1
		}
		l2, sign := o.L2*factor, o.Sign[name]
		if !(l2 >= 0 && l2 <= math.MaxFloat64) || sign < -1 || sign > 1 {
			return nil, fmt.Errorf("column %q: penalty %v must be a finite number >= 0, sign %d must be -1, 0 or +1", name, l2, sign)
		}
		cols[c] = constraint{l2, sign}
	}
	return cols, nil
}

// Predict implements golearn's Classifier: a grid of the class attribute alone,
// row for row, sensational from probability 1/2. Attributes that it was not fitted
// on are ignored; a missing one is an error.
func (l *Labeller) Predict(grid base.FixedDataGrid) (base.FixedDataGrid, error) {
	p, err := l.Probabilities(grid)
	if err != nil {
		return nil, err
	}
	labels := make([]int, len(p))
	for i, q := range p {
		labels[i] = bit(q >= .5)
	}
	return predictionGrid(grid, labels), nil
}

// Probabilities returns the probability of sensational of every row of a grid.
func (l *Labeller) Probabilities(grid base.FixedDataGrid) ([]float64, error) {
	if l.weights == nil {
		return nil, errors.New("labeller: not fitted")
	}
	rows, err := gridValues(grid, l.names)
	if err != nil {
		return nil, err
	}
	p := make([]float64, len(rows))
	for i, row := range rows {
		p[i] = l.Probability(row)
	}
	return p, nil
}

// Weights returns copies of the columns' names and of their weights, on the
// columns' own scale, and the bias: log-odds are bias + Σ w·value. They are nil
// before Fit.
func (l *Labeller) Weights() (names []string, w []float64, bias float64) {
	return slices.Clone(l.names), slices.Clone(l.weights), l.bias
}

// LogOdds returns the log-odds of sensational of a row of values in the order
// of Weights; NaN if there are more or fewer.
func (l *Labeller) LogOdds(row []float64) float64 {
	if len(row) != len(l.weights) || l.weights == nil {
		return math.NaN()
	}
	z := l.bias
	for c, v := range row {
		z += l.weights[c] * v
	}
	return z
}

// Probability is the logistic function of LogOdds.
func (l *Labeller) Probability(row []float64) float64 { return sigmoid(l.LogOdds(row)) }

// String names the classifier and its size.
func (l *Labeller) String() string {
	return fmt.Sprintf("Labeller(logistic regression, %d columns, L2 %g)", len(l.names), l.opt.L2)
}

func (l *Labeller) GetMetadata() base.ClassifierMetadataV1 {
	return base.ClassifierMetadataV1{FormatVersion: 1, ClassifierName: "heboh.Labeller", ClassifierVersion: "1"}
}

// ErrGolearnFile is returned for saving or loading a classifier in golearn's own
// file format: a crafted file of that format exhausts memory or hangs its reader.
var ErrGolearnFile = errors.New("train: golearn's file format is not supported; compile the classifier and write it with model.Save, read it with model.Load")

func (l *Labeller) Save(string) error                                         { return ErrGolearnFile }
func (l *Labeller) Load(string) error                                         { return ErrGolearnFile }
func (l *Labeller) SaveWithPrefix(*base.ClassifierSerializer, string) error   { return ErrGolearnFile }
func (l *Labeller) LoadWithPrefix(*base.ClassifierDeserializer, string) error { return ErrGolearnFile }

func floats01(labels []int) []float64 {
	p := make([]float64, len(labels))
	for i, y := range labels {
		p[i] = float64(y)
	}
	return p
}
