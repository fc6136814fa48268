// Package record keeps measured figures: the tables and curves of a report, as
// one JSON file that can be compared, committed and rendered without measuring
// again.
package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
)

// Record holds sections by name.
type Record map[string]*Section

// Section is what one part of a report measured.
type Section struct {
	// Model is the version of the model measured, or of the recipe.
	Model  string   `json:"model"`
	Tables []*Table `json:"tables"`
	Curves []*Curve `json:"curves,omitempty"`
}

// Table is a table of figures. Columns are keys of [Columns].
type Table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    []Row    `json:"rows"`
}

// Row is a line of a table: its name, then one cell a column.
type Row struct {
	Name  string `json:"name"`
	Cells []Cell `json:"cells"`
}

// Curve is a list of points, for a plot.
type Curve struct {
	Name   string      `json:"name"`
	Points [][]float64 `json:"points"`
}

// Table finds a table, nil where there is none.
func (r Record) Table(section, name string) *Table {
	if s := r[section]; s != nil {
		for _, t := range s.Tables {
			if t.Name == name {
				return t
			}
		}
	}
	return nil
}

// Curve finds the points of a curve, nil where there is none.
func (r Record) Curve(section, name string) [][]float64 {
	if s := r[section]; s != nil {
		for _, c := range s.Curves {
			if c.Name == name {
				return c.Points
			}
		}
	}
	return nil
}

// Cell finds the cell of a row and a column; an empty one where there is none.
func (t *Table) Cell(row, column string) Cell {
	if t == nil {
		return Cell{}
	}
	for _, r := range t.Rows {
		for c, name := range t.Columns {
			if r.Name == row && name == column && c < len(r.Cells) {
				return r.Cells[c]
			}
		}
	}
	return Cell{}
}

// Read reads a record.
func Read(path string) (Record, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(b)
}

// Parse reads the bytes of a record. It refuses fields and columns that it does
// not know, and rows that have not one cell a column.
func Parse(b []byte) (Record, error) {
	r := Record{}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return nil, fmt.Errorf("record of figures: %w", err)
	}
	for name, s := range r {
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("record of figures: section %s: %w", name, err)
		}
	}
	return r, nil
}

func (s *Section) check() error {
	if s == nil || slices.Contains(s.Tables, nil) || slices.Contains(s.Curves, nil) {
		return errors.New("null in place of a section, a table or a curve")
	}
	for _, t := range s.Tables {
		for _, c := range t.Columns {
			if _, ok := Columns[c]; !ok {
				return fmt.Errorf("table %s: no column %q", t.Name, c)
			}
		}
		for _, r := range t.Rows {
			if len(r.Cells) != len(t.Columns) {
				return fmt.Errorf("table %s, row %q: %d cells of %d columns", t.Name, r.Name, len(r.Cells), len(t.Columns))
			}
		}
	}
	return nil
}

// innermost matches the lists that hold no other list or object.
var innermost = regexp.MustCompile(`\[[^][{}"]*\]`)

var space = regexp.MustCompile(`\s+`)

// Bytes writes the record as JSON, a list of numbers on one line. The same
// figures give the same bytes.
func (r Record) Bytes() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(r); err != nil {
		return nil, fmt.Errorf("record of figures: %w", err)
	}
	return innermost.ReplaceAllFunc(b.Bytes(), func(list []byte) []byte {
		list = space.ReplaceAll(list, []byte(" "))
		list = bytes.ReplaceAll(list, []byte("[ "), []byte("["))
		return bytes.ReplaceAll(list, []byte(" ]"), []byte("]"))
	}), nil
}
