// Package columns turns JSON Lines into a Parquet file.
package columns

import (
	"bytes"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/tidwall/gjson"
)

const (
	// sample is how many lines decide the columns and their kinds.
	sample = 1000
	// groupRows bounds the rows that are kept before they are written.
	groupRows = 50_000
)

// Writer takes JSON Lines and writes them as rows. The first thousand decide
// the columns: true and false, whole numbers, numbers, text, or JSON for lists,
// objects and mixed values. Fields of the devices become columns of their own.
type Writer struct {
	out     io.Writer
	partial []byte   // a line that has not ended
	waiting []string // lines before the columns are decided
	columns map[string]column
	taken   map[string]bool // names of the input's own fields
	writer  *parquet.GenericWriter[any]
	row     parquet.Row
}

// NewWriter returns a writer to w. Close completes the file.
func NewWriter(w io.Writer) *Writer { return &Writer{out: w} }

// Write takes some of the lines.
func (w *Writer) Write(p []byte) (int, error) {
	n := len(p)
	for {
		end := bytes.IndexByte(p, '\n')
		if end < 0 {
			w.partial = append(w.partial, p...)
			return n, nil
		}
		line := string(append(w.partial, p[:end]...))
		w.partial, p = w.partial[:0], p[end+1:]
		if err := w.line(line); err != nil {
			return 0, err
		}
	}
}

func (w *Writer) line(line string) error {
	if w.writer != nil {
		return w.write(line)
	}
	w.waiting = append(w.waiting, line)
	if len(w.waiting) < sample {
		return nil
	}
	return w.begin()
}

// begin decides the columns and writes what waited.
func (w *Writer) begin() error {
	var schema *parquet.Schema
	schema, w.columns, w.taken = schemaOf(w.waiting)
	w.writer = parquet.NewGenericWriter[any](w.out, schema, parquet.MaxRowsPerRowGroup(groupRows))
	w.row = make(parquet.Row, len(w.columns))
	for _, line := range w.waiting {
		if err := w.write(line); err != nil {
			return err
		}
	}
	w.waiting = nil
	return nil
}

func (w *Writer) write(line string) (err error) {
	for i := range w.row {
		w.row[i] = parquet.NullValue().Level(0, 0, i)
	}
	flatten(line, w.taken, func(name string, v gjson.Result) {
		c, ok := w.columns[name]
		if !ok {
			err = fmt.Errorf("field %q is not one of the first %d records', so there is no column for it; write --format jsonl", name, sample)
			return
		}
		value, ok := c.kind.value(v)
		switch {
		case !ok:
			err = misfit(name, c.kind, v)
		case !value.IsNull():
			w.row[c.index] = value.Level(0, 1, c.index)
		}
	})
	if err != nil {
		return err
	}
	_, err = w.writer.WriteRows([]parquet.Row{w.row})
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
