package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
)

// record holds every figure that the documents show, by section. It is committed,
// so that documents can be rendered and drift detected without measuring again.
type record map[string]*section

// section is what one part of the report measured.
type section struct {
	Model  string                 `json:"model"` // version of the model or recipe
	Tables []*table               `json:"tables"`
	Curves map[string][][]float64 `json:"curves,omitempty"` // points, for the plots
}

// table is a table of figures. The title of a column decides how its figures are
// shown; see cell.show.
type table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    []row    `json:"rows"`
}

// row has one cell per column.
type row struct {
	Name  string `json:"name"`
	Cells []cell `json:"cells"`
}

// cell is nothing, where the data cannot give a figure; a figure; or a figure and
// both ends of its 95 % interval.
type cell []float64

func count(n int) cell { return cell{float64(n)} }

// figure rounds to five places. A figure that is not a number gives no cell.
func figure(v float64, between ...float64) cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	c := cell{round(v)}
	for _, end := range between {
		c = append(c, round(end))
	}
	return c
}

func round(v float64) float64 { return math.Round(v*1e5) / 1e5 }

// counts are the columns of whole numbers; all others hold rates, or changes of
// rates, which are shown with their sign.
var counts = []string{"n", "marked", "sensational", "cases", "passed", "verdicts changed"}

// show formats the cell: "–" for no figure, "~" before a change that may be chance.
func (c cell) show(column string) string {
	change := strings.HasSuffix(column, "change")
	format, to := rate, "–"
	switch {
	case len(c) == 0:
		return "–"
	case slices.Contains(counts, column):
		format = func(v float64) string { return fmt.Sprintf("%.0f", v) }
	case change:
		format, to = signed, " to "
	}
	s := format(c[0])
	if len(c) == 1 {
		return s
	}
	low, high := c[1], c[2]
	if change && low <= 0 && high >= 0 {
		s = "~ " + s
	}
	return s + " (" + format(low) + to + format(high) + ")"
}

// rate shows three places without the leading zero, as statistics are printed.
func rate(v float64) string {
	s := fmt.Sprintf("%.3f", math.Abs(v))
	if v < 0 && s != "0.000" {
		return "−" + strings.TrimPrefix(s, "0")
	}
	return strings.TrimPrefix(s, "0")
}

func signed(v float64) string {
	if s := rate(v); v < 0 || s == ".000" {
		return s
	}
	return "+" + rate(v)
}

// table finds a table, or returns nil.
func (r record) table(section, name string) *table {
	if s := r[section]; s != nil {
		for _, t := range s.Tables {
			if t.Name == name {
				return t
			}
		}
	}
	return nil
}

// cell finds the cell of a row and a column.
func (t *table) cell(name, column string) (cell, error) {
	if t == nil {
		return nil, nil // not measured yet
	}
	for _, r := range t.Rows {
		if c := slices.Index(t.Columns, column); r.Name == name && c >= 0 {
			return r.Cells[c], nil
		}
	}
	return nil, fmt.Errorf("table %s has no row %q or no column %q", t.Name, name, column)
}

// markdown writes the table with the given title over its first column.
func (t *table) markdown(first string) string {
	if t == nil {
		return "*Not measured yet.*"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n|%s", first, strings.Join(t.Columns, " | "), strings.Repeat("---|", len(t.Columns)+1))
	for _, r := range t.Rows {
		fmt.Fprintf(&b, "\n| %s |", r.Name)
		for i, c := range r.Cells {
			fmt.Fprintf(&b, " %s |", c.show(t.Columns[i]))
		}
	}
	return b.String()
}

func readRecord(path string) (record, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := record{}
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

var (
	numbers = regexp.MustCompile(`\[[^{}"]*\]`) // a list of figures or points
	space   = regexp.MustCompile(`\s+`)
)

// bytes writes the record as JSON, with figures and points on one line. The same
// figures give the same bytes.
func (r record) bytes() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(r); err != nil {
		return nil, err
	}
	return numbers.ReplaceAllFunc(b.Bytes(), func(list []byte) []byte { return space.ReplaceAll(list, nil) }), nil
}

// curve finds the points of a curve, or returns nil.
func (r record) curve(section, name string) [][]float64 {
	if s := r[section]; s != nil {
		return s.Curves[name]
	}
	return nil
}
