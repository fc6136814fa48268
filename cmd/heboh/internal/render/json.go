package render

import (
	"math"
	"strconv"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// The members of a result, in their order; the last three are the reasons.
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
	k.plain[0], k.renamed[0] = "{"+k.plain[0][1:], "{"+k.renamed[0][1:]
	return k
}

// key appends the key of member i beside these fields.
func (k *keys) key(dst []byte, i int, fields []records.Field) []byte {
	for f := range fields {
		if fields[f].Name == k.names[i] {
			return append(dst, k.renamed[i]...)
		}
	}
	return append(dst, k.plain[i]...)
}

// jsonFormat writes one object per line and headline. Encoding it field by field
// avoids most of the cost of encoding/json, which exceeds that of scoring.
type jsonFormat struct {
	frameless
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
	if r.link == nil {
		dst = records.AppendString(j.key(dst, 0, r.Extra), r.Text)
	} else {
		dst = records.AppendString(append(dst, `{"url":`...), r.link.URL)
		dst = records.AppendString(append(dst, `,"text":`...), r.Text)
		dst = records.AppendString(append(dst, `,"role":`...), string(r.link.Role))
	}
	dst = append(append(append(j.key(dst, 1, r.Extra), '"'), r.Label.String()...), '"')
	dst = appendFloat(j.key(dst, 2, r.Extra), r.Probability)
	dst = append(j.key(dst, 3, r.Extra), j.threshold...)
	dst = append(append(j.key(dst, 4, r.Extra), `{"label":"`...), r.Bias.Label.String()...)
	dst = appendFloat(append(dst, `","probability":`...), r.Bias.Probability)
	dst = append(append(dst, `,"threshold":`...), j.biasThreshold...)
	if j.explain {
		dst = appendReasons(append(dst, `,"cues":`...), r.Bias.Cues)
		dst = appendFloat(append(dst, `,"intercept_log_odds":`...), r.Bias.Intercept)
	}
	dst = j.key(append(dst, '}'), 5, r.Extra)
	for i, p := range r.Devices.Values() {
		dst = appendShare(append(dst, deviceKeys[i]...), p)
	}
	dst = append(append(append(j.key(append(dst, '}'), 6, r.Extra), '"'), r.Language.String()...), '"')
	if r.Abstained {
		dst = append(j.key(dst, 7, r.Extra), "true"...)
	}
	if j.explain {
		dst = appendReasons(j.key(dst, 8, r.Extra), r.Cues)
		dst = appendFloat(j.key(dst, 9, r.Extra), r.Intercept)
		dst = appendWrapping(j.key(dst, 10, r.Extra), r.Wrapping)
	}
	return append(appendFields(dst, r.Extra), "}\n"...), nil
}

var deviceKeys = newKeys(model.DeviceNames[:]).plain

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

// appendFields appends fields of the input as they stood there.
func appendFields(dst []byte, fields []records.Field) []byte {
	for i := range fields {
		f := &fields[i]
		dst = append(append(append(dst, ','), f.Key...), ':')
		if f.JSON {
			dst = append(dst, f.Value...)
		} else {
			dst = records.AppendString(dst, f.Value)
		}
	}
	return dst
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

// appendShare appends a number in [0, 1] rounded to six decimals. Device scores
// are no more precise than that, and writing six of them in full would cost more
// than computing them.
func appendShare(dst []byte, v float64) []byte {
	n := int(v*1e6 + .5)
	switch {
	case n <= 0 || v != v:
		return append(dst, '0')
	case n >= 1e6:
		return append(dst, '1')
	}
	digits := [8]byte{'0', '.'}
	last := len(digits) - 1
	for ; n%10 == 0; n /= 10 {
		last--
	}
	for i := last; i > 1; i-- {
		digits[i] = '0' + byte(n%10)
		n /= 10
	}
	return append(dst, digits[:last+1]...)
}
