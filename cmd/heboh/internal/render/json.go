package render

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// The members that scoring adds, in order; the last three are the reasons. The first
// is left out where the headline's field has that name already.
var members = [...]string{"text", "label", "probability", "threshold", "bias", "devices", "language", "abstained", "cues", "intercept_log_odds", "wrapping"}

// keys are the names of members as JSON, comma and colon included.
type keys struct {
	names   []string
	plain   []string
	renamed []string // where the input has a field of that name
}

func newKeys(names []string) keys {
	k := keys{names: names}
	for _, name := range names {
		k.plain = append(k.plain, `,"`+name+`":`)
		k.renamed = append(k.renamed, `,"`+added(name, names)+`":`)
	}
	return k
}

// key appends the key of member i beside the record's fields.
func (k *keys) key(dst []byte, i int, rec *records.Record) []byte {
	if rec.Field == k.names[i] {
		return append(dst, k.renamed[i]...)
	}
	for f := range rec.Extra {
		if rec.Extra[f].Name == k.names[i] {
			return append(dst, k.renamed[i]...)
		}
	}
	return append(dst, k.plain[i]...)
}

// jsonFormat writes one object per line and headline. Encoding it field by field
// avoids most of the cost of encoding/json, which exceeds that of scoring.
type jsonFormat struct {
	frameless
	dropping
	keys
	explain bool
	// The thresholds as they are written; formatting them per result would show.
	threshold, biasThreshold string
}

func newJSON(m *model.Model, explain bool) *jsonFormat {
	return &jsonFormat{keys: newKeys(members[:]), explain: explain,
		threshold: string(appendFloat(nil, m.Threshold())), biasThreshold: string(appendFloat(nil, m.BiasThreshold()))}
}

func (j *jsonFormat) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	dst = j.own(dst, r.Record)
	dst = append(append(append(j.key(dst, 1, r.Record), '"'), r.Label.String()...), '"')
	dst = appendFloat(j.key(dst, 2, r.Record), r.Probability)
	dst = append(j.key(dst, 3, r.Record), j.threshold...)
	dst = append(append(j.key(dst, 4, r.Record), `{"label":"`...), r.Bias.Label.String()...)
	dst = appendFloat(append(dst, `","probability":`...), r.Bias.Probability)
	dst = append(append(dst, `,"threshold":`...), j.biasThreshold...)
	if j.explain {
		dst = appendReasons(append(dst, `,"cues":`...), r.Bias.Cues)
		dst = appendFloat(append(dst, `,"intercept_log_odds":`...), r.Bias.Intercept)
	}
	dst = j.key(append(dst, '}'), 5, r.Record)
	for i, p := range r.Devices.Values() {
		dst = appendShare(append(dst, deviceKeys[i]...), p, 1e6)
	}
	dst = append(append(append(j.key(append(dst, '}'), 6, r.Record), '"'), r.Language.String()...), '"')
	if r.Abstained {
		dst = append(j.key(dst, 7, r.Record), "true"...)
	}
	if j.explain {
		dst = appendReasons(j.key(dst, 8, r.Record), r.Cues)
		dst = appendFloat(j.key(dst, 9, r.Record), r.Intercept)
		dst = appendWrapping(j.key(dst, 10, r.Record), r.Wrapping)
	}
	for i := range r.after {
		dst = appendMember(dst, &r.after[i])
	}
	return appendEnd(dst, r.Record), nil
}

// own appends the record's own members, and the headline as the first of the keys
// where it is called otherwise.
func (k *keys) own(dst []byte, rec *records.Record) []byte {
	dst = appendOwn(dst, rec)
	if rec.Name() != k.names[0] {
		dst = records.AppendString(k.key(dst, 0, rec), rec.Text)
	}
	return dst
}

// isObject reports whether a record stood in the input as a JSON object.
func isObject(rec *records.Record) bool {
	return rec.Layout != nil && rec.Field != "" && (rec.Layout.Format == records.JSONL || rec.Layout.Format == records.Markdown)
}

// appendOwn appends the record's own members, without the closing brace: as they
// stood where it was an object.
func appendOwn(dst []byte, rec *records.Record) []byte {
	if isObject(rec) {
		return append(dst, rec.Raw[:strings.LastIndexByte(rec.Raw, '}')]...)
	}
	from := len(dst)
	for i := range rec.Extra[:rec.Place] {
		dst = appendMember(dst, &rec.Extra[i])
	}
	dst = append(records.AppendString(append(dst, ','), rec.Name()), ':')
	dst = records.AppendString(dst, rec.Text)
	for i := range rec.Extra[rec.Place:] {
		dst = appendMember(dst, &rec.Extra[rec.Place+i])
	}
	dst[from] = '{'
	return dst
}

// appendEnd ends an object and its line, as the record's line ended.
func appendEnd(dst []byte, rec *records.Record) []byte {
	if rec.End == "" || !isObject(rec) {
		return append(dst, "}\n"...)
	}
	return append(append(dst, '}'), rec.End...)
}

var deviceKeys = func() []string {
	keys := newKeys(model.DeviceNames[:]).plain
	keys[0] = "{" + keys[0][len(","):]
	return keys
}()

func appendReasons(dst []byte, reasons []model.Contribution) []byte {
	dst = append(dst, '[')
	for i, c := range reasons {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = records.AppendString(append(dst, `{"cue":`...), c.Cue)
		dst = strconv.AppendInt(append(dst, `,"start":`...), int64(c.Start), 10)
		dst = strconv.AppendInt(append(dst, `,"end":`...), int64(c.End), 10)
		dst = records.AppendString(append(dst, `,"text":`...), c.Text)
		dst = append(appendFloat(append(dst, `,"log_odds":`...), c.LogOdds), '}')
	}
	return append(dst, ']')
}

func appendWrapping(dst []byte, wrapping []features.Wrap) []byte {
	dst = append(dst, '[')
	for i, w := range wrapping {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, `{"start":`...), int64(w.Start), 10)
		dst = strconv.AppendInt(append(dst, `,"end":`...), int64(w.End), 10)
		dst = append(append(append(dst, `,"kind":"`...), w.Kind...), `"}`...)
	}
	return append(dst, ']')
}

// appendMember appends a comma and a field of the input as it stood there.
func appendMember(dst []byte, f *records.Field) []byte {
	dst = append(append(append(dst, ','), f.Key...), ':')
	if f.JSON {
		return append(dst, f.Value...)
	}
	return records.AppendString(dst, f.Value)
}

// appendFloat appends a finite number as JSON, with the fewest digits that
// parse to the same number.
func appendFloat(dst []byte, v float64) []byte {
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(dst, v, format, -1, 64)
}

// appendShare appends a number in [0, 1] rounded to 1/scale, a power of ten. Device
// scores are no more precise than that, and writing six of them in full would cost
// more than computing them.
func appendShare(dst []byte, v float64, scale int64) []byte {
	n := int64(v*float64(scale) + .5)
	switch {
	case n <= 0 || v != v:
		return append(dst, '0')
	case n >= scale:
		return append(dst, '1')
	}
	dst = append(dst, '0')
	point := len(dst)
	dst = strconv.AppendInt(dst, scale+n, 10)
	dst[point] = '.' // where a 1 keeps the zeros
	return bytes.TrimRight(dst, "0")
}
