package render

import (
	"slices"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// CSV writes a table with a header: text, label, probability, threshold, the
// six devices; with reasons also bias_log_odds and cues (as JSON); then the
// other columns of the input.
type CSV struct {
	model     *model.Model
	explain   bool
	threshold []byte
}

// NewCSV returns a renderer of CSV, with reasons when explain is set.
func NewCSV(m *model.Model, explain bool) *CSV {
	return &CSV{m, explain, append(appendFloat(nil, m.Threshold()), ',')}
}

// Head is the header.
func (c *CSV) Head(columns []string) []byte {
	cells := append([]string{"text", "label", "probability", "threshold"}, model.DeviceNames[:]...)
	if c.explain {
		cells = append(cells, "bias_log_odds", "cues")
	}
	return appendHeader(nil, cells, columns)
}

// appendHeader appends the names of the added columns and of those of the input.
func appendHeader(dst []byte, added, columns []string) []byte {
	for i, name := range added {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, records.Added(name, func(n string) bool { return slices.Contains(columns, n) })...)
	}
	for _, name := range columns {
		dst = records.AppendCSV(append(dst, ','), name)
	}
	return append(dst, '\n')
}

// Tail returns nothing.
func (*CSV) Tail() []byte { return nil }

// Separator is 0.
func (*CSV) Separator() int { return 0 }

// Append appends a row.
func (c *CSV) Append(dst []byte, rec *records.Record, columns []string) ([]byte, bool, *records.Problem) {
	var e model.Explanation
	if c.explain {
		e = c.model.Explain(rec.Text)
	} else {
		p := c.model.Predict(rec.Text)
		e.Verdict, e.Devices = p.Verdict, p.Devices
	}
	dst = append(records.AppendCSV(dst, rec.Text), ',')
	dst = append(append(dst, e.Label.String()...), ',')
	dst = append(appendFloat(dst, e.Probability), ',')
	dst = append(dst, c.threshold[:len(c.threshold)-1]...)
	for _, p := range e.Devices.Values() {
		dst = appendShare(append(dst, ','), p)
	}
	if c.explain {
		dst = appendFloat(append(dst, ','), e.Intercept)
		dst = records.AppendCSV(append(dst, ','), string(appendReasons(nil, e.Cues)))
	}
	dst, bad := appendColumns(dst, rec, columns)
	return dst, e.Label == model.Sensational, bad
}

// appendColumns appends the other fields of the record under their columns and
// ends the row. A field without a column is left out and told of.
func appendColumns(dst []byte, rec *records.Record, columns []string) ([]byte, *records.Problem) {
	for i, name := range columns {
		dst = append(dst, ',')
		if i < len(rec.Extra) && rec.Extra[i].Name == name { // nearly always
			dst = appendCell(dst, &rec.Extra[i])
		} else if at := slices.IndexFunc(rec.Extra, func(f records.Field) bool { return f.Name == name }); at >= 0 {
			dst = appendCell(dst, &rec.Extra[at])
		}
	}
	dst = append(dst, '\n')
	for i, f := range rec.Extra {
		if i < len(columns) && columns[i] == f.Name || slices.Contains(columns, f.Name) {
			continue
		}
		return dst, &records.Problem{File: rec.File, Line: rec.Line, Field: f.Name, Once: "column " + f.Name,
			Msg: "not a field of the first record, so there is no column for it; --format jsonl keeps it"}
	}
	return dst, nil
}

// appendCell appends a value: JSON strings as their text, other JSON as it is.
func appendCell(dst []byte, f *records.Field) []byte {
	v := f.Value
	if f.JSON {
		if r := gjson.Parse(v); r.Type == gjson.String {
			v = r.Str
		} else if r.Type == gjson.Null {
			v = ""
		}
	}
	return records.AppendCSV(dst, v)
}
