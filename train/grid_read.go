package train

import (
	"fmt"
	"math"

	"github.com/sjwhitworth/golearn/base"
)

// gridRows reads any golearn grid or view back into dense rows, the columns in
// the order of names, and labels. Attributes are found by name and classes by
// their string, since both come in any order in a view or another grid; cells
// are read by Get, since InstancesView.MapOverRows ignores a view's row map.
func gridRows(grid base.FixedDataGrid, names []string) ([][]float64, []int, error) {
	rows, err := gridValues(grid, names)
	if err != nil {
		return nil, nil, err
	}
	labels, err := gridLabels(grid)
	return rows, labels, err
}

// gridNames returns the names of the attributes that are not classes, in the
// grid's order.
func gridNames(grid base.FixedDataGrid) []string {
	var names []string
	for _, a := range plainAttributes(grid) {
		names = append(names, a.GetName())
	}
	return names
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
		row := cells[r*width : (r+1)*width : (r+1)*width]
		for c, spec := range specs {
			raw := grid.Get(spec, r)
			if len(raw) == 1 { // a binary attribute
				row[c] = float64(min(raw[0], 1))
				continue
			}
			v := base.UnpackBytesToFloat(raw)
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("grid: row %d, column %q: %v is not a finite number", r+1, names[c], v)
			}
			row[c] = v
		}
		rows[r] = row
	}
	return rows, nil
}

// gridSpecs resolves the named attributes.
func gridSpecs(grid base.FixedDataGrid, names []string) ([]base.AttributeSpec, error) {
	byName := make(map[string]base.Attribute)
	for _, a := range plainAttributes(grid) {
		if _, ok := byName[a.GetName()]; ok {
			return nil, fmt.Errorf("grid: two attributes are named %q", a.GetName())
		}
		byName[a.GetName()] = a
	}
	specs := make([]base.AttributeSpec, len(names))
	for c, name := range names {
		a, ok := byName[name]
		if !ok {
			return nil, fmt.Errorf("grid: no attribute %q", name)
		}
		switch a.(type) {
		case *base.FloatAttribute, *base.BinaryAttribute:
		default:
			return nil, fmt.Errorf("grid: attribute %q is a %T: want a float or binary one", name, a)
		}
		spec, err := grid.GetAttribute(a)
		if err != nil {
			return nil, fmt.Errorf("grid: attribute %q: %w", name, err)
		}
		specs[c] = spec
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
			return nil, fmt.Errorf("grid: row %d: class %q: want %s or %s", r+1, values[v], classNames[0], classNames[1])
		}
	}
	return labels, nil
}

// gridClass returns the grid's only class attribute.
func gridClass(grid base.FixedDataGrid) (*base.CategoricalAttribute, error) {
	classes := grid.AllClassAttributes()
	if len(classes) != 1 {
		return nil, fmt.Errorf("grid: %d class attributes: want one", len(classes))
	}
	class, ok := classes[0].(*base.CategoricalAttribute)
	if !ok {
		return nil, fmt.Errorf("grid: class attribute %q is a %T: want a categorical one", classes[0].GetName(), classes[0])
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
	grid, specs, err := newDense(nil, class, len(labels))
	if err != nil {
		return nil, err
	}
	for r, y := range labels {
		grid.Set(specs[0], r, class.GetSysVal(classNames[y]))
	}
	return grid, nil
}
