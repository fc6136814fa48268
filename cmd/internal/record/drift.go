package record

import "fmt"

// Drift lists where the measured section is not the committed one, a line a
// cell: "section, table, row, column: committed …, measured …".
func Drift(name string, committed, measured *Section) (out []string) {
	if committed == nil {
		return []string{name + ": not in the committed record"}
	}
	if committed.Model != measured.Model {
		out = append(out, fmt.Sprintf("%s: committed of model %s, measured of model %s", name, committed.Model, measured.Model))
	}
	for i := range max(len(committed.Tables), len(measured.Tables)) {
		out = append(out, tableDrift(name, at(committed.Tables, i), at(measured.Tables, i))...)
	}
	for i := range max(len(committed.Curves), len(measured.Curves)) {
		out = append(out, curveDrift(name, at(committed.Curves, i), at(measured.Curves, i))...)
	}
	return out
}

// at is the element at i, or the zero value where there is none.
func at[T any](list []T, i int) (zero T) {
	if i < len(list) {
		return list[i]
	}
	return zero
}

func tableDrift(section string, was, is *Table) (out []string) {
	switch {
	case was == nil:
		return []string{fmt.Sprintf("%s, table %s: not in the committed record", section, is.Name)}
	case is == nil || was.Name != is.Name:
		return []string{fmt.Sprintf("%s, table %s: not measured at this place any more", section, was.Name)}
	}
	place := section + ", table " + was.Name
	if fmt.Sprint(was.Columns) != fmt.Sprint(is.Columns) {
		return []string{fmt.Sprintf("%s: committed columns %v, measured %v", place, was.Columns, is.Columns)}
	}
	for i := range max(len(was.Rows), len(is.Rows)) {
		a, b := at(was.Rows, i), at(is.Rows, i)
		if a.Name != b.Name {
			out = append(out, fmt.Sprintf("%s: row %d: committed %q, measured %q", place, i+1, a.Name, b.Name))
			continue
		}
		for c, key := range was.Columns {
			x, y := at(a.Cells, c), at(b.Cells, c)
			if !x.Equal(y) {
				out = append(out, fmt.Sprintf("%s, row %q, %s: committed %s, measured %s", place, a.Name, key, x, y))
			}
		}
	}
	return out
}

func curveDrift(section string, was, is *Curve) []string {
	switch {
	case was == nil:
		return []string{fmt.Sprintf("%s, curve %s: not in the committed record", section, is.Name)}
	case is == nil || was.Name != is.Name:
		return []string{fmt.Sprintf("%s, curve %s: not measured at this place any more", section, was.Name)}
	}
	for i := range max(len(was.Points), len(is.Points)) {
		if a, b := fmt.Sprint(at(was.Points, i)), fmt.Sprint(at(is.Points, i)); a != b {
			return []string{fmt.Sprintf("%s, curve %s, point %d: committed %s, measured %s", section, was.Name, i+1, a, b)}
		}
	}
	return nil
}

// String writes the cell with all its places.
func (c Cell) String() string {
	switch {
	case c.Empty():
		return "nothing"
	case c.Text != "":
		return c.Text
	case len(c.Numbers) == 3:
		return fmt.Sprintf("%v (%v–%v)", c.Numbers[0], c.Numbers[1], c.Numbers[2])
	}
	return fmt.Sprint(c.Numbers[0])
}
