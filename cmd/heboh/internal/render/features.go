package render

import (
	"strconv"
	"sync"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
)

// Features writes the value of every cue of each headline, as CSV or JSON
// Lines: text, the cues in the order of the catalogue, then the other fields
// of the input.
type Features struct {
	json  bool
	cells []string // text and the names of the cues
	taken map[string]bool
	pool  sync.Pool // of *features.Headline
}

// NewFeatures returns a renderer of cues; json chooses JSON Lines over CSV.
func NewFeatures(json bool) *Features {
	f := &Features{json: json, cells: []string{"text"}, taken: map[string]bool{"text": true}}
	f.pool.New = func() any { return new(features.Headline) }
	for _, c := range features.Catalogue() {
		f.taken[c.Name] = true
		f.cells = append(f.cells, c.Name)
	}
	return f
}

// Head is the header of CSV.
func (f *Features) Head(columns []string) []byte {
	if f.json {
		return nil
	}
	return appendHeader(nil, f.cells, columns)
}

// Tail returns nothing.
func (*Features) Tail() []byte { return nil }

// Separator is 0.
func (*Features) Separator() int { return 0 }

// Append appends the cues of the headline.
func (f *Features) Append(dst []byte, rec *records.Record, columns []string) ([]byte, bool, *records.Problem) {
	h := f.pool.Get().(*features.Headline)
	defer f.pool.Put(h)
	h.Reset(rec.Text)
	values := h.Cues()
	if !f.json {
		dst = records.AppendCSV(dst, rec.Text)
		for _, v := range values {
			dst = strconv.AppendFloat(append(dst, ','), float64(v), 'f', -1, 32)
		}
		dst, bad := appendColumns(dst, rec, columns)
		return dst, false, bad
	}
	cells := f.cells
	if clash(rec.Extra, func(name string) bool { return f.taken[name] }) {
		cells = make([]string, len(f.cells))
		name := names(rec.Extra)
		for i := range cells {
			cells[i] = name(f.cells[i])
		}
	}
	dst = records.AppendString(append(append(append(dst, `{"`...), cells[0]...), `":`...), rec.Text)
	for i, v := range values {
		dst = append(append(append(dst, `,"`...), cells[i+1]...), `":`...)
		dst = strconv.AppendFloat(dst, float64(v), 'f', -1, 32)
	}
	for i := range rec.Extra {
		dst = appendExtra(append(dst, ','), &rec.Extra[i])
	}
	return append(dst, "}\n"...), false, nil
}
