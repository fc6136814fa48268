package train

import (
	"fmt"
	"math"
	"slices"

	"github.com/sjwhitworth/golearn/base"

	"github.com/heboh/heboh/model"
)

// ClassAttribute is the name of the class attribute of the grids of NewGrid.
const ClassAttribute = "label"

// classNames are the values of the class attribute; a label is its index.
var classNames = [2]string{model.Neutral.String(), model.Sensational.String()}

// NewGrid lays dense columns out as a golearn grid: one float attribute per
// column, under its name, and the class attribute "label" with the values
// neutral and sensational, both registered in that order whether or not they
// occur. There is one label per row, 0 or 1.
//
// It refuses what golearn would silently accept: NaN and infinite values, rows
// of another length than names, an empty or repeated name.
func NewGrid(names []string, rows [][]float64, labels []int) (*base.DenseInstances, error) {
	for c, name := range names {
		switch first := slices.Index(names, name); {
		case name == "":
			return nil, fmt.Errorf("grid: column %d has no name", c+1)
		case name == ClassAttribute:
			return nil, fmt.Errorf("grid: column %d: the name %q is the class attribute's", c+1, name)
		case first < c:
			return nil, fmt.Errorf("grid: columns %d and %d are both named %q", first+1, c+1, name)
		}
	}
	if len(labels) != len(rows) {
		return nil, fmt.Errorf("grid: %d rows but %d labels", len(rows), len(labels))
	}
	for r, row := range rows {
		if len(row) != len(names) {
			return nil, fmt.Errorf("grid: row %d has %d values for %d columns", r+1, len(row), len(names))
		}
		if y := labels[r]; y != 0 && y != 1 {
			return nil, fmt.Errorf("grid: row %d: label %d: must be 0 (%s) or 1 (%s)", r+1, y, classNames[0], classNames[1])
		}
		for c, v := range row {
			if err := checkValue(r, names[c], v); err != nil {
				return nil, err
			}
		}
	}
	return layOut(floatAttributes(names), newClassAttribute(), rows, labels), nil
}

func checkValue(row int, name string, v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("grid: row %d, column %q: %v is not a finite number", row+1, name, v)
	}
	return nil
}

func floatAttributes(names []string) []base.Attribute {
	attrs := make([]base.Attribute, len(names))
	for c, name := range names {
		attrs[c] = base.NewFloatAttribute(name)
	}
	return attrs
}

func newClassAttribute() *base.CategoricalAttribute {
	class := base.NewCategoricalAttribute()
	class.SetName(ClassAttribute)
	for _, v := range classNames {
		class.GetSysValFromString(v) // registers the value
	}
	return class
}

// layOut fills a grid of float or binary attributes and of a categorical or
// float class.
func layOut(attrs []base.Attribute, class base.Attribute, rows [][]float64, labels []int) *base.DenseInstances {
	grid := base.NewDenseInstances()
	var specs []base.AttributeSpec
	for _, a := range append(slices.Clone(attrs), class) {
		specs = append(specs, grid.AddAttribute(a))
	}
	_ = grid.AddClassAttribute(class) // fails for an attribute that is not the grid's
	_ = grid.Extend(len(rows))        // fails for a grid that is fixed
	for r, row := range rows {
		for c, v := range row {
			if _, ok := attrs[c].(*base.BinaryAttribute); ok {
				grid.Set(specs[c], r, []byte{byte(v)})
			} else {
				grid.Set(specs[c], r, base.PackFloatToBytes(v))
			}
		}
		if categorical, ok := class.(*base.CategoricalAttribute); ok {
			grid.Set(specs[len(attrs)], r, categorical.GetSysValFromString(classNames[labels[r]]))
		} else {
			grid.Set(specs[len(attrs)], r, base.PackFloatToBytes(float64(labels[r])))
		}
	}
	return grid
}

// readGrid reads any golearn grid or view back into dense rows of equal weight.
// Attributes are found by name and classes by their string, since views and
// other grids hold both in any order; cells are read by Get, since
// InstancesView.MapOverRows ignores a view's row map.
func readGrid(grid base.FixedDataGrid) (*denseRows, error) {
	d := &denseRows{}
	for _, a := range plainAttributes(grid) {
		d.names = append(d.names, a.GetName())
	}
	var err error
	if d.values, err = gridValues(grid, d.names); err != nil {
		return nil, err
	}
	if d.labels, err = gridLabels(grid); err != nil {
		return nil, err
	}
	d.targets, d.weights = floats01(d.labels), slices.Repeat([]float64{1}, len(d.labels))
	return d, nil
}

// plainAttributes returns the attributes that are not classes, in the grid's
// order; base.NonClassAttributes returns them in a random one.
func plainAttributes(grid base.FixedDataGrid) []base.Attribute {
	return base.AttributeDifference(grid.AllAttributes(), grid.AllClassAttributes())
}

// gridValues reads the named columns. Float and binary attributes are read as
// numbers; other kinds, missing names and numbers that are not finite are
// errors.
func gridValues(grid base.FixedDataGrid, names []string) ([][]float64, error) {
	_, n := grid.Size()
	rows := make([][]float64, n)
	for _, name := range names {
		a := base.GetAttributeByName(grid, name)
		switch a.(type) {
		case nil:
			return nil, fmt.Errorf("grid: no attribute %q", name)
		case *base.FloatAttribute, *base.BinaryAttribute:
		default:
			return nil, fmt.Errorf("grid: attribute %q is a %T: must be float or binary", name, a)
		}
		spec, err := grid.GetAttribute(a)
		if err != nil {
			return nil, fmt.Errorf("grid: attribute %q: %w", name, err)
		}
		for r := range rows {
			v := 0.0
			if raw := grid.Get(spec, r); len(raw) == 1 { // a binary attribute
				v = float64(min(raw[0], 1))
			} else {
				v = base.UnpackBytesToFloat(raw)
			}
			if err := checkValue(r, name, v); err != nil {
				return nil, err
			}
			rows[r] = append(rows[r], v)
		}
	}
	return rows, nil
}

// gridLabels reads the class of every row: 0 neutral, 1 sensational.
func gridLabels(grid base.FixedDataGrid) ([]int, error) {
	if classes := grid.AllClassAttributes(); len(classes) != 1 {
		return nil, fmt.Errorf("grid: %d class attributes: must be one", len(classes))
	}
	_, n := grid.Size()
	labels := make([]int, n)
	for r := range labels {
		class := base.GetClass(grid, r)
		if labels[r] = slices.Index(classNames[:], class); labels[r] < 0 {
			return nil, fmt.Errorf("grid: row %d: class %q: must be %s or %s", r+1, class, classNames[0], classNames[1])
		}
	}
	return labels, nil
}

// predictionGrid holds labels as a grid of one class attribute, which golearn's
// evaluation compares with the grid they were predicted for.
func predictionGrid(like base.FixedDataGrid, labels []int) base.FixedDataGrid {
	class := base.Attribute(newClassAttribute())
	if own := like.AllClassAttributes(); len(own) > 0 {
		class = own[0]
	}
	return layOut(nil, class, make([][]float64, len(labels)), labels)
}
