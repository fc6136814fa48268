// Package columns turns records into a Parquet file or an Excel workbook.
package columns

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"

	"github.com/heboh/heboh/internal/records"
)

const (
	// sample is how many rows decide the columns and their kinds.
	sample = 1000
	// groupRows bounds the rows that are kept before they are written.
	groupRows = 50_000
)

// Writer takes rows of cells and writes them as Parquet. The first thousand decide
// the columns: true and false, whole numbers, numbers, text, or JSON for lists,
// objects and mixed values.
type Writer struct {
	out     io.Writer
	waiting [][]cell          // rows before the columns are decided
	columns [2]map[string]int // of fields of the input and added ones, by name
	kinds   []kind
	writer  *parquet.GenericWriter[any]
	cells   []cell
	row     parquet.Row
}

// ordered is a group whose columns keep the order of the rows.
type ordered struct {
	parquet.Group
	names []string
}

// Fields are the columns.
func (o ordered) Fields() []parquet.Field {
	fields := o.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(o.names, a.Name()) - slices.Index(o.names, b.Name())
	})
	return fields
}

// NewWriter returns a writer to w. Close completes the file.
func NewWriter(w io.Writer) *Writer { return &Writer{out: w} }

// Write takes whole rows.
func (w *Writer) Write(p []byte) (int, error) {
	rest := p
	if w.writer == nil {
		rest = bytes.Clone(p) // since some wait
	}
	for len(rest) > 0 {
		var err error
		if w.writer == nil {
			var row []cell
			if row, rest, err = cutRow(nil, rest); err == nil {
				w.waiting = append(w.waiting, row)
			}
			if err == nil && len(w.waiting) == sample {
				err = w.begin()
			}
		} else if w.cells, rest, err = cutRow(w.cells[:0], rest); err == nil {
			err = w.add(w.cells)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// begin decides the columns and writes what waited.
func (w *Writer) begin() error {
	taken := map[string]bool{}
	for _, row := range w.waiting {
		for _, c := range row {
			taken[string(c.name)] = taken[string(c.name)] || !c.is(isAdded)
		}
	}
	names := [2]map[string]string{{}, {}}
	kinds := map[string]kind{}
	group := ordered{Group: parquet.Group{}}
	for _, row := range w.waiting {
		for _, c := range row {
			name := string(c.name)
			if c.is(isAdded) {
				name = records.Added(name, func(n string) bool { return taken[n] })
			}
			names[c.origin()][string(c.name)] = name
			if _, known := kinds[name]; !known {
				group.names = append(group.names, name)
			}
			kinds[name] = widen(kinds[name], c.kind())
		}
	}
	for name, k := range kinds {
		group.Group[name] = k.node()
	}
	schema := parquet.NewSchema("headlines", group)
	at := map[string]int{}
	for i, path := range schema.Columns() {
		at[path[0]] = i
		w.kinds = append(w.kinds, kinds[path[0]])
	}
	for origin := range names {
		w.columns[origin] = map[string]int{}
		for name, column := range names[origin] {
			w.columns[origin][name] = at[column]
		}
	}
	w.writer = parquet.NewGenericWriter[any](w.out, schema, parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy("heboh", "1", "parquet-go")) // whatever program this is part of
	w.row = make(parquet.Row, len(w.kinds))
	for _, row := range w.waiting {
		if err := w.add(row); err != nil {
			return err
		}
	}
	w.waiting = nil
	return nil
}

// add writes a row. Rows are handed on one at a time, so that the file does not depend
// on how many come at once.
func (w *Writer) add(cells []cell) error {
	for i := range w.row {
		w.row[i] = parquet.NullValue().Level(0, 0, i)
	}
	for i := range cells {
		c := &cells[i]
		at, ok := w.columns[c.origin()][string(c.name)]
		if !ok {
			return fmt.Errorf("field %q is not one of the first %d records', so there is no column for it; write --format jsonl", c.name, sample)
		}
		k := w.kinds[at]
		if !k.holds(c.kind()) && (k != nothing || c.kind() != text) {
			return fmt.Errorf("field %q held %s in the first %d records and is %.40s now; a Parquet column has one kind: write --format jsonl", c.name, k, sample, c.json())
		}
		if !c.is(isNull) {
			w.row[at] = k.value(c).Level(0, 1, at)
		}
	}
	_, err := w.writer.WriteRows([]parquet.Row{w.row})
	return err
}

// Close completes the file.
func (w *Writer) Close() error {
	if w.writer == nil {
		if err := w.begin(); err != nil {
			return err
		}
	}
	return w.writer.Close()
}
