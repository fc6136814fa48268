package train

import (
	"errors"
	"fmt"

	"github.com/sjwhitworth/golearn/base"
)

// estimator is a golearn algorithm on dense rows.
type estimator interface {
	fit(names []string, rows [][]float64, labels []int) error
	// predict returns the probability of sensational of each row.
	predict(rows [][]float64) ([]float64, error)
}

// adapter makes an estimator a golearn Classifier. It reads the grid it is
// given by name and by Get and hands its estimator rows in a fixed order, so
// that golearn's traps (views whose row map is ignored, columns sorted by their
// place in whatever grid is scored, panics) do not reach it.
type adapter struct {
	noFiles
	name  string
	est   estimator
	names []string
}

var _ base.Classifier = (*adapter)(nil)

func newAdapter(name string, est estimator) *adapter { return &adapter{name: name, est: est} }

// Fit implements golearn's Classifier.
func (a *adapter) Fit(grid base.FixedDataGrid) (err error) {
	defer a.guard(&err)
	d, err := readGrid(grid)
	if err != nil {
		return err
	}
	if err := d.check(); err != nil {
		return fmt.Errorf("%s: %w", a.name, err)
	}
	if err := a.est.fit(d.names, d.values, d.labels); err != nil {
		return fmt.Errorf("%s: %w", a.name, err)
	}
	a.names = d.names
	return nil
}

// Predict implements golearn's Classifier: sensational from a probability of
// 0.5.
func (a *adapter) Predict(grid base.FixedDataGrid) (base.FixedDataGrid, error) {
	p, err := a.Probabilities(grid)
	if err != nil {
		return nil, err
	}
	labels := make([]int, len(p))
	for i, q := range p {
		labels[i] = bit(q >= 0.5)
	}
	return predictionGrid(grid, labels)
}

// Probabilities returns the probability of sensational of every row.
func (a *adapter) Probabilities(grid base.FixedDataGrid) (p []float64, err error) {
	defer a.guard(&err)
	if a.names == nil {
		return nil, fmt.Errorf("%s: not fitted", a.name)
	}
	rows, err := gridValues(grid, a.names)
	if err != nil {
		return nil, err
	}
	return a.est.predict(rows)
}

// guard turns a panic of golearn's into an error.
func (a *adapter) guard(err *error) {
	if r := recover(); r != nil {
		*err = errors.Join(*err, fmt.Errorf("%s: golearn panicked: %v", a.name, r))
	}
}

// String names the algorithm.
func (a *adapter) String() string {
	return fmt.Sprintf("%s (golearn, %d columns)", a.name, len(a.names))
}

// GetMetadata implements golearn's Classifier.
func (a *adapter) GetMetadata() base.ClassifierMetadataV1 { return metadata(a.name) }
