package records

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// sheetRow is a row of a sheet as it is written.
type sheetRow struct {
	Number int `xml:"r,attr"` // from 1, 0 for the one after the last
	Cells  []struct {
		Place string   `xml:"r,attr"` // such as B7, "" for the one after the last
		Type  string   `xml:"t,attr"`
		Style int      `xml:"s,attr"`
		Value string   `xml:"v"`
		Text  richText `xml:"is"`
	} `xml:"c"`
}

// Read fills p with the next lines.
func (w *workbook) Read(p []byte) (int, error) {
	for w.buf.Len() == 0 {
		if err := w.row(); err == io.EOF {
			return 0, err
		} else if err != nil {
			return 0, fmt.Errorf("damaged workbook: %s: %w", w.name, err)
		}
	}
	return w.buf.Read(p)
}

// row writes the next row as a line; rows left out become empty lines.
func (w *workbook) row() error {
	var r sheetRow
	if err := next(w.rows, "row", &r); err != nil {
		return err
	}
	if r.Number == 0 {
		r.Number = w.number + 1
	}
	switch {
	case r.Number <= w.number:
		return fmt.Errorf("row %d comes after row %d", r.Number, w.number)
	case r.Number > maxRows:
		return fmt.Errorf("more than %d rows", maxRows)
	}
	cells, err := w.values(&r)
	if err != nil {
		return err
	}
	w.buf.WriteString(strings.Repeat("\n", r.Number-w.number-1))
	w.number = r.Number
	var line []byte
	for i, cell := range cells {
		if i > 0 {
			line = append(line, ',')
		}
		if len(line)+len(cell) > 2*MaxLine { // cells can share one long text
			return fmt.Errorf("row %d is longer than %d bytes", r.Number, 2*MaxLine)
		}
		line = AppendCSV(line, breaks.Replace(unescaped(cell)), ',')
	}
	w.buf.Write(append(line, '\n'))
	return nil
}

// escape is how a workbook writes what XML cannot hold, in hexadecimal UTF-16: a
// carriage return is _x000D_.
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescaped(cell string) string {
	return escape.ReplaceAllStringFunc(cell, func(s string) string {
		n, _ := strconv.ParseUint(s[2:6], 16, 16) // the pattern has matched
		return string(rune(n))
	})
}

// breaks puts a cell on one line, so that a line is a row.
var breaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// values returns the cells of a row.
func (w *workbook) values(r *sheetRow) ([]string, error) {
	var out []string
	for _, c := range r.Cells {
		at := len(out)
		if c.Place != "" {
			at = ColumnOf(c.Place)
		}
		if at < 0 || at >= maxColumns {
			continue
		}
		v := c.Value
		switch c.Type {
		case "inlineStr":
			v = c.Text.String()
		case "", "n":
			v = w.asDate(v, c.Style)
		case "s":
			n, err := strconv.Atoi(strings.TrimSpace(v))
			if err != nil || n < 0 || n >= len(w.shared) {
				return nil, fmt.Errorf("cell %s: no text %q among the %d shared", c.Place, v, len(w.shared))
			}
			v = w.shared[n]
		}
		for len(out) <= at {
			out = append(out, "")
		}
		out[at] = v
	}
	return out, nil
}

// ColumnOf is the column of a place such as B7, from 0; -1 for none.
func ColumnOf(place string) int {
	n := 0
	for _, c := range place {
		if c < 'A' || c > 'Z' || n > maxRows {
			break
		}
		n = 26*n + int(c-'A') + 1
	}
	return n - 1
}
