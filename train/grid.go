package train

import (
	"fmt"
	"math"

	"github.com/sjwhitworth/golearn/base"

	"github.com/heboh/heboh/model"
)

// ClassAttribute is the name of the class attribute of the grids of NewGrid.
const ClassAttribute = "label"

// classNames are the values of the class attribute; a label is its index.
var classNames = [2]string{model.Neutral.String(), model.Sensational.String()}

// NewGrid lays dense columns out as a golearn grid: one float attribute a
// column, under its name, and the class attribute "label" with the values
// neutral and sensational, both registered in that order whether or not they
// occur. Labels are 0 or 1, one a row.
//
// It refuses what golearn would accept in silence: NaN and infinite values,
// rows of another length than names, an empty or repeated name.
func NewGrid(names []string, rows [][]float64, labels []int) (*base.DenseInstances, error) {
	if err := checkNames(names); err != nil {
		return nil, err
	}
	if err := checkRows(names, rows, labels); err != nil {
		return nil, err
	}
	attrs := make([]base.Attribute, len(names))
	for c, name := range names {
		attrs[c] = base.NewFloatAttribute(name)
	}
	class := newClassAttribute(ClassAttribute)
	grid, specs, err := newDense(attrs, class, len(rows))
	if err != nil {
		return nil, err
	}
	last := len(names)
	for r, row := range rows {
		for c, v := range row {
			grid.Set(specs[c], r, base.PackFloatToBytes(v))
		}
		grid.Set(specs[last], r, class.GetSysVal(classNames[labels[r]]))
	}
	return grid, nil
}

// newClassAttribute returns a categorical attribute with both labels.
func newClassAttribute(name string) *base.CategoricalAttribute {
	class := base.NewCategoricalAttribute()
	class.SetName(name)
	for _, v := range classNames {
		class.GetSysValFromString(v) // registers the value
	}
	return class
}

// newDense allocates a grid of attrs and, after them, class. The specs are in
// the same order.
func newDense(attrs []base.Attribute, class base.Attribute, rows int) (*base.DenseInstances, []base.AttributeSpec, error) {
	grid := base.NewDenseInstances()
	specs := make([]base.AttributeSpec, 0, len(attrs)+1)
	for _, a := range attrs {
		specs = append(specs, grid.AddAttribute(a))
	}
	specs = append(specs, grid.AddAttribute(class))
	if err := grid.AddClassAttribute(class); err != nil {
		return nil, nil, fmt.Errorf("grid: class attribute: %w", err)
	}
	if err := grid.Extend(rows); err != nil {
		return nil, nil, fmt.Errorf("grid: room for %d rows: %w", rows, err)
	}
	return grid, specs, nil
}

func checkNames(names []string) error {
	seen := make(map[string]int, len(names))
	for c, name := range names {
		if name == "" {
			return fmt.Errorf("grid: column %d has no name", c+1)
		}
		if name == ClassAttribute {
			return fmt.Errorf("grid: column %d: the name %q is the class attribute's", c+1, name)
		}
		if first, ok := seen[name]; ok {
			return fmt.Errorf("grid: columns %d and %d are both named %q", first+1, c+1, name)
		}
		seen[name] = c
	}
	return nil
}

func checkRows(names []string, rows [][]float64, labels []int) error {
	if len(labels) != len(rows) {
		return fmt.Errorf("grid: %d rows but %d labels", len(rows), len(labels))
	}
	for r, row := range rows {
		if len(row) != len(names) {
			return fmt.Errorf("grid: row %d has %d values for %d columns", r+1, len(row), len(names))
		}
		if y := labels[r]; y != 0 && y != 1 {
			return fmt.Errorf("grid: row %d: label %d: want 0 (%s) or 1 (%s)", r+1, y, classNames[0], classNames[1])
		}
		for c, v := range row {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("grid: row %d, column %q: %v is not a finite number", r+1, names[c], v)
			}
		}
	}
	return nil
}
