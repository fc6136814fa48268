package render

import (
	"strconv"
	"sync"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
)

// Features writes the value of every cue of each headline, as a table or JSON
// Lines: the fields of the input, then the cues in the order of the catalogue.
type Features struct {
	table
	keys           // the cues
	pool sync.Pool // of *features.Headline
}

// NewFeatures returns a renderer of cues as csv, tsv or jsonl.
func NewFeatures(o Options) *Features {
	var names []string
	for _, c := range features.Catalogue() {
		names = append(names, c.Name)
	}
	f := &Features{table: newTable(o, names), keys: newKeys(names)}
	f.pool.New = func() any { return new(features.Headline) }
	return f
}

func (f *Features) Head(l *records.Layout) []byte {
	if f.Format == "jsonl" {
		return nil
	}
	return f.table.Head(l)
}

// Keep appends a row that cannot be read as it stood.
func (f *Features) Keep(dst []byte, rec *records.Record, l *records.Layout) []byte {
	if f.Format == "jsonl" {
		return dst
	}
	return f.table.Keep(dst, rec, l)
}

func (f *Features) Append(dst []byte, rec *records.Record, l *records.Layout) ([]byte, Verdicts, *records.Problem) {
	h := f.pool.Get().(*features.Headline)
	defer f.pool.Put(h)
	h.Reset(rec.Text)
	values := h.Cues()
	if f.Format == "jsonl" {
		dst = appendOwn(dst, rec)
		for i, v := range values {
			dst = appendCue(f.key(dst, i, rec), v)
		}
		return appendEnd(dst, rec), 0, nil
	}
	dst, s, bad := f.begin(dst, rec, l)
	for _, v := range values {
		dst = appendCue(append(dst, s.comma), v) // in full, for other programs
	}
	return f.end(dst, rec, l), 0, bad
}

func appendCue(dst []byte, v float32) []byte {
	return strconv.AppendFloat(dst, float64(v), 'f', -1, 32)
}
