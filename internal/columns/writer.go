// Package columns turns JSON Lines into a Parquet file.
package columns

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
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

// late are fields of results that many records lack, maybe all that decide the
// columns, beside the field that tells of such results.
var late = []struct {
	sign, name string
	kind       kind
}{
	{"bias_threshold", "abstained", boolean},
	{"text_source", "block", text}, {"text_source", "prefix", text}, {"text_source", "section", text}, {"text_source", "date", text},
	{"text_source", "counter", text}, {"text_source", "publisher", text}, {"text_source", "line", integer}, {"text_source", "count", integer},
	{"text_source", "mismatch", object},
}

// column is a column's place and kind.
type column struct {
	index int
	kind  kind
}

// ordered is a group whose columns keep the order of the lines.
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
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: w, columns: map[string]column{}, taken: map[string]bool{}}
}

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
		var err error
		if w.writer != nil {
			err = w.write(line)
		} else if w.waiting = append(w.waiting, line); len(w.waiting) == sample {
			err = w.begin()
		}
		if err != nil {
			return 0, err
		}
	}
}

// begin decides the columns and writes what waited.
func (w *Writer) begin() error {
	for _, line := range w.waiting {
		gjson.Parse(line).ForEach(func(key, _ gjson.Result) bool {
			w.taken[key.Str] = true
			return true
		})
	}
	kinds := map[string]kind{}
	group := ordered{Group: parquet.Group{}}
	for _, line := range w.waiting {
		w.flatten(line, func(name string, v gjson.Result) {
			k := kindOf(v)
			if _, known := kinds[name]; !known {
				group.names = append(group.names, name)
			}
			if k == integer && fraction(name) {
				k = double
			}
			kinds[name] = widen(kinds[name], k)
		})
	}
	for _, late := range late {
		_, seen := kinds[late.sign]
		if _, known := kinds[late.name]; seen && !known {
			group.names, kinds[late.name] = append(group.names, late.name), late.kind
		}
	}
	for name, k := range kinds {
		group.Group[name] = k.node()
	}
	schema := parquet.NewSchema("headlines", group)
	for i, path := range schema.Columns() {
		w.columns[path[0]] = column{i, kinds[path[0]]}
	}
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

// flatten calls f for each field of a line. The devices, and the second verdict
// under bias, become columns of their own, as in CSV.
func (w *Writer) flatten(line string, f func(name string, v gjson.Result)) {
	gjson.Parse(line).ForEach(func(key, v gjson.Result) bool {
		own := strings.TrimPrefix(key.Str, "heboh_")
		if own != "devices" && own != "bias" || !v.IsObject() {
			f(key.Str, v)
			return true
		}
		prefix := ""
		if own == "bias" {
			prefix = "bias_"
		}
		v.ForEach(func(part, value gjson.Result) bool {
			f(records.Added(prefix+part.Str, func(n string) bool { return w.taken[n] }), value)
			return true
		})
		return true
	})
}

func (w *Writer) write(line string) (err error) {
	for i := range w.row {
		w.row[i] = parquet.NullValue().Level(0, 0, i)
	}
	w.flatten(line, func(name string, v gjson.Result) {
		c, ok := w.columns[name]
		switch {
		case !ok:
			err = fmt.Errorf("field %q is not one of the first %d records', so there is no column for it; write --format jsonl", name, sample)
		case !c.kind.holds(kindOf(v)) && (c.kind != nothing || v.Type != gjson.String):
			err = fmt.Errorf("field %q held %s in the first %d records and is %.40s now; a Parquet column has one kind: write --format jsonl", name, c.kind, sample, v.Raw)
		case v.Type != gjson.Null:
			w.row[c.index] = c.kind.value(v).Level(0, 1, c.index)
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
