package render

import (
	"slices"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// csvFormat writes a table with a header: the headline, both verdicts, the
// devices, the reasons (cues as JSON) if asked for, the language, and the other
// columns of the input.
type csvFormat struct {
	frameless
	explain bool
	links   bool // of links: their address and role stand around the text
}

// Head is the header.
func (c csvFormat) Head(columns []string) []byte {
	names := append([]string{"text", "label", "probability", "threshold", "bias_label", "bias_probability"}, model.DeviceNames[:]...)
	if c.links {
		names = append([]string{"url", "text", "role"}, names[1:]...)
	}
	if c.explain {
		names = append(names, "cues", "intercept_log_odds", "bias_cues", "bias_intercept_log_odds")
	}
	names = append(names, "language", "abstained")
	return appendHeader(nil, names, columns)
}

// appendHeader appends the names of the columns that are added, then those of
// the input.
func appendHeader(dst []byte, names, columns []string) []byte {
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, added(name, columns)...)
	}
	for _, name := range columns {
		dst = records.AppendCSV(append(dst, ','), name)
	}
	return append(dst, '\n')
}

func (c csvFormat) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	if c.links {
		dst = append(records.AppendCSV(dst, r.link.URL), ',')
	}
	dst = append(records.AppendCSV(dst, r.Text), ',')
	if c.links {
		dst = append(append(dst, r.link.Role...), ',')
	}
	dst = append(append(dst, r.Label.String()...), ',')
	dst = append(appendFloat(dst, r.Probability), ',')
	dst = append(appendFloat(dst, r.Threshold), ',')
	dst = append(append(dst, r.Bias.Label.String()...), ',')
	dst = appendFloat(dst, r.Bias.Probability)
	for _, p := range r.Devices.Values() {
		dst = appendShare(append(dst, ','), p)
	}
	if c.explain {
		for _, v := range []model.Reasons{r.Reasons, r.Bias.Reasons} {
			dst = records.AppendCSV(append(dst, ','), string(appendReasons(nil, v.Cues)))
			dst = appendFloat(append(dst, ','), v.Intercept)
		}
	}
	dst = append(append(dst, ','), r.Language.String()...)
	dst = strconv.AppendBool(append(dst, ','), r.Abstained)
	return appendColumns(dst, r.Record, r.Columns)
}

// appendColumns appends the other fields of the record under their columns and
// ends the row. A field without a column is left out, which is a problem.
func appendColumns(dst []byte, rec *records.Record, columns []string) ([]byte, *records.Problem) {
	for i, name := range columns {
		dst = append(dst, ',')
		at := i
		if i >= len(rec.Extra) || rec.Extra[i].Name != name { // seldom
			at = slices.IndexFunc(rec.Extra, func(f records.Field) bool { return f.Name == name })
		}
		if at >= 0 {
			dst = appendCell(dst, &rec.Extra[at])
		}
	}
	dst = append(dst, '\n')
	for _, f := range rec.Extra {
		if slices.Contains(columns, f.Name) {
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
