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
	// Threshold is the probability from which Predict says sensational, in
	// [0, 1]; 0 means 0.5.
	Threshold float64
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
	noFiles
	opt     LabellerOptions
	names   []string
	weights []float64
	bias    float64
}

var _ base.Classifier = (*Labeller)(nil)

// NewLabeller returns a Labeller to be fitted.
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
	if err := errors.Join(d.check(), l.opt.check()); err != nil {
		return fmt.Errorf("labeller: %w", err)
	}
	p := newProblem(d.values, d.targets, d.weights, l.opt.columns(d.names))
	beta, err := p.solve()
	if err != nil {
		return fmt.Errorf("labeller: %w", err)
	}
	l.names = d.names
	l.weights, l.bias = p.original(beta)
	return nil
}

// check refuses rows that cannot be fitted; both labels must have weight.
func (d *denseRows) check() error {
	n := len(d.labels)
	switch {
	case n == 0:
		return errors.New("no rows")
	case len(d.names) == 0:
		return errors.New("no columns")
	case len(d.targets) != n || len(d.weights) != n:
		return fmt.Errorf("%d rows but %d targets and %d weights", n, len(d.targets), len(d.weights))
	}
	if err := checkRows(d.names, d.values, d.labels); err != nil {
		return err
	}
	var seen [2]int
	for i, y := range d.labels {
		if target := d.targets[i]; !(target >= 0 && target <= 1) {
			return fmt.Errorf("row %d: target %v: must be in [0, 1]", i+1, target)
		}
		weight := d.weights[i]
		if !(weight >= 0 && weight <= math.MaxFloat64) {
			return fmt.Errorf("row %d: weight %v: must be a finite number >= 0", i+1, weight)
		}
		if weight > 0 {
			seen[y]++
		}
	}
	for y, n := range seen {
		if n == 0 {
			return fmt.Errorf("no %s row of weight > 0 among %d: both labels are needed", classNames[y], len(d.labels))
		}
	}
	return nil
}

func (o *LabellerOptions) check() error {
	if !(o.L2 >= 0 && o.L2 <= math.MaxFloat64) {
		return fmt.Errorf("L2 is %v: must be a finite number >= 0", o.L2)
	}
	if !(o.Threshold >= 0 && o.Threshold <= 1) {
		return fmt.Errorf("threshold is %v: must be in [0, 1]", o.Threshold)
	}
	for name, f := range o.Penalty {
		if !(f >= 0 && f <= math.MaxFloat64) {
			return fmt.Errorf("column %q: penalty factor %v: must be a finite number >= 0", name, f)
		}
	}
	for name, s := range o.Sign {
		if s < -1 || s > 1 {
			return fmt.Errorf("column %q: sign %d: must be -1, 0 or +1", name, s)
		}
	}
	return nil
}

// columns lays the options out along names.
func (o *LabellerOptions) columns(names []string) []constraint {
	cols := make([]constraint, len(names))
	for c, name := range names {
		factor, ok := o.Penalty[name]
		if !ok {
			factor = 1
		}
		cols[c] = constraint{l2: o.L2 * factor, sign: o.Sign[name]}
	}
	return cols
}

// Predict implements golearn's Classifier: a grid of the class attribute alone,
// row for row. Attributes that it was not fitted on are ignored; a missing one
// is an error.
func (l *Labeller) Predict(grid base.FixedDataGrid) (base.FixedDataGrid, error) {
	p, err := l.Probabilities(grid)
	if err != nil {
		return nil, err
	}
	threshold := l.opt.Threshold
	if threshold == 0 {
		threshold = 0.5
	}
	labels := make([]int, len(p))
	for i, q := range p {
		labels[i] = bit(q >= threshold)
	}
	return predictionGrid(grid, labels)
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

// GetMetadata implements golearn's Classifier.
func (l *Labeller) GetMetadata() base.ClassifierMetadataV1 { return metadata("heboh.Labeller") }

// ErrGolearnFile is returned for saving or loading a classifier in golearn's own
// file format: a crafted file of that format exhausts memory or hangs its reader.
var ErrGolearnFile = errors.New("train: golearn's file format is not supported; compile the classifier and write it with model.Save, read it with model.Load")

// noFiles gives a classifier the methods of golearn's Classifier that read and
// write files; all return ErrGolearnFile.
type noFiles struct{}

// Save returns ErrGolearnFile.
func (noFiles) Save(string) error { return ErrGolearnFile }

// Load returns ErrGolearnFile.
func (noFiles) Load(string) error { return ErrGolearnFile }

// SaveWithPrefix returns ErrGolearnFile.
func (noFiles) SaveWithPrefix(*base.ClassifierSerializer, string) error { return ErrGolearnFile }

// LoadWithPrefix returns ErrGolearnFile.
func (noFiles) LoadWithPrefix(*base.ClassifierDeserializer, string) error { return ErrGolearnFile }

// floats01 are labels as probabilities.
func floats01(labels []int) []float64 {
	p := make([]float64, len(labels))
	for i, y := range labels {
		p[i] = float64(y)
	}
	return p
}

// metadata describes a classifier to golearn's ensembles.
func metadata(name string) base.ClassifierMetadataV1 {
	return base.ClassifierMetadataV1{FormatVersion: 1, ClassifierName: name, ClassifierVersion: "1"}
}
