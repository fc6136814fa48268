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
	if err := checkNames(names); err != nil {
		return nil, err
	}
	if err := checkRows(names, rows, labels); err != nil {
		return nil, err
	}
	return layOut(floatAttributes(names), newClassAttribute(ClassAttribute), rows, labels)
}

func floatAttributes(names []string) []base.Attribute {
	attrs := make([]base.Attribute, len(names))
	for c, name := range names {
		attrs[c] = base.NewFloatAttribute(name)
	}
	return attrs
}

// layOut fills a grid of float or binary attributes and of a categorical or
// float class.
func layOut(attrs []base.Attribute, class base.Attribute, rows [][]float64, labels []int) (*base.DenseInstances, error) {
	grid, specs, err := newDense(attrs, class, len(rows))
	if err != nil {
		return nil, err
	}
	for r, row := range rows {
		for c, v := range row {
			if _, ok := attrs[c].(*base.BinaryAttribute); ok {
				grid.Set(specs[c], r, []byte{byte(v)})
			} else {
				grid.Set(specs[c], r, base.PackFloatToBytes(v))
			}
		}
		if categorical, ok := class.(*base.CategoricalAttribute); ok {
			grid.Set(specs[len(attrs)], r, categorical.GetSysVal(classNames[labels[r]]))
		} else {
			grid.Set(specs[len(attrs)], r, base.PackFloatToBytes(float64(labels[r])))
		}
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
		return nil, nil, fmt.Errorf("grid: %d rows: %w", rows, err)
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
			return fmt.Errorf("grid: row %d: label %d: must be 0 (%s) or 1 (%s)", r+1, y, classNames[0], classNames[1])
		}
		for c, v := range row {
			if err := checkValue(r, names[c], v); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkValue(row int, name string, v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("grid: row %d, column %q: %v is not a finite number", row+1, name, v)
	}
	return nil
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
	specs, err := gridSpecs(grid, names)
	if err != nil {
		return nil, err
	}
	_, n := grid.Size()
	width := len(names)
	cells := make([]float64, n*width)
	rows := make([][]float64, n)
	for r := range rows {
		rows[r] = cells[r*width : (r+1)*width : (r+1)*width]
		for c, spec := range specs {
			raw := grid.Get(spec, r)
			if len(raw) == 1 { // a binary attribute
				rows[r][c] = float64(min(raw[0], 1))
				continue
			}
			rows[r][c] = base.UnpackBytesToFloat(raw)
			if err := checkValue(r, names[c], rows[r][c]); err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

// gridSpecs resolves the named attributes.
func gridSpecs(grid base.FixedDataGrid, names []string) ([]base.AttributeSpec, error) {
	byName := make(map[string]base.Attribute)
	for _, a := range plainAttributes(grid) {
		if byName[a.GetName()] != nil {
			return nil, fmt.Errorf("grid: two attributes are named %q", a.GetName())
		}
		byName[a.GetName()] = a
	}
	specs := make([]base.AttributeSpec, len(names))
	for c, name := range names {
		a := byName[name]
		switch a.(type) {
		case nil:
			return nil, fmt.Errorf("grid: no attribute %q", name)
		case *base.FloatAttribute, *base.BinaryAttribute:
		default:
			return nil, fmt.Errorf("grid: attribute %q is a %T: must be float or binary", name, a)
		}
		var err error
		if specs[c], err = grid.GetAttribute(a); err != nil {
			return nil, fmt.Errorf("grid: attribute %q: %w", name, err)
		}
	}
	return specs, nil
}

// gridLabels reads the class of every row: 0 neutral, 1 sensational.
func gridLabels(grid base.FixedDataGrid) ([]int, error) {
	class, err := gridClass(grid)
	if err != nil {
		return nil, err
	}
	spec, err := grid.GetAttribute(class)
	if err != nil {
		return nil, fmt.Errorf("grid: class attribute %q: %w", class.GetName(), err)
	}
	values := class.GetValues()
	_, n := grid.Size()
	labels := make([]int, n)
	for r := range labels {
		v := base.UnpackBytesToU64(grid.Get(spec, r))
		if v >= uint64(len(values)) {
			return nil, fmt.Errorf("grid: row %d has no class", r+1)
		}
		switch values[v] {
		case classNames[0]:
		case classNames[1]:
			labels[r] = 1
		default:
			return nil, fmt.Errorf("grid: row %d: class %q: must be %s or %s", r+1, values[v], classNames[0], classNames[1])
		}
	}
	return labels, nil
}

// gridClass returns the grid's only class attribute.
func gridClass(grid base.FixedDataGrid) (*base.CategoricalAttribute, error) {
	classes := grid.AllClassAttributes()
	if len(classes) != 1 {
		return nil, fmt.Errorf("grid: %d class attributes: must be one", len(classes))
	}
	class, ok := classes[0].(*base.CategoricalAttribute)
	if !ok {
		return nil, fmt.Errorf("grid: class attribute %q is a %T: must be categorical", classes[0].GetName(), classes[0])
	}
	return class, nil
}

// predictionGrid holds labels as a grid of one class attribute, which golearn's
// evaluation compares with the grid they were predicted for.
func predictionGrid(like base.FixedDataGrid, labels []int) (base.FixedDataGrid, error) {
	class := newClassAttribute(ClassAttribute)
	if len(like.AllClassAttributes()) > 0 {
		own, err := gridClass(like)
		if err != nil {
			return nil, err
		}
		// golearn would add a missing value to the attribute that both grids
		// share: a class attribute that lacks one is replaced, not used.
		class.SetName(own.GetName())
		if own.GetSysVal(classNames[0]) != nil && own.GetSysVal(classNames[1]) != nil {
			class = own
		}
	}
	return layOut(nil, class, make([][]float64, len(labels)), labels)
}
