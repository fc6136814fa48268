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
	frameless
	json bool
	keys           // text, then the cues
	pool sync.Pool // of *features.Headline
}

// NewFeatures returns a renderer of cues; json chooses JSON Lines over CSV.
func NewFeatures(json bool) *Features {
	names := []string{"text"}
	for _, c := range features.Catalogue() {
		names = append(names, c.Name)
	}
	f := &Features{json: json, keys: newKeys(names)}
	f.pool.New = func() any { return new(features.Headline) }
	return f
}

// Head is the header of CSV.
func (f *Features) Head(columns []string) []byte {
	if f.json {
		return nil
	}
	return appendHeader(nil, f.names, columns)
}

// Append appends the cues of the headline.
func (f *Features) Append(dst []byte, rec *records.Record, columns []string) ([]byte, Verdicts, *records.Problem) {
	h := f.pool.Get().(*features.Headline)
	defer f.pool.Put(h)
	h.Reset(rec.Text)
	values := h.Cues()
	if !f.json {
		dst = records.AppendCSV(dst, rec.Text)
		for _, v := range values {
			dst = appendCue(append(dst, ','), v)
		}
		dst, bad := appendColumns(dst, rec, columns)
		return dst, 0, bad
	}
	dst = records.AppendString(f.key(dst, 0, rec.Extra), rec.Text)
	for i, v := range values {
		dst = appendCue(f.key(dst, i+1, rec.Extra), v)
	}
	return append(appendFields(dst, rec.Extra), "}\n"...), 0, nil
}

func appendCue(dst []byte, v float32) []byte {
	return strconv.AppendFloat(dst, float64(v), 'f', -1, 32)
}
