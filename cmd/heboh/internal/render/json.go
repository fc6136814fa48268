package render

import (
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// JSON writes one object per headline and line.
type JSON struct {
	model     *model.Model
	explain   bool
	threshold []byte
	keys      jsonKeys
}

// NewJSON returns a renderer of JSON Lines, with reasons when explain is set.
func NewJSON(m *model.Model, explain bool) *JSON {
	return &JSON{m, explain, appendFloat(nil, m.Threshold()), keysOf(names(nil))}
}

// jsonKeys are the keys of the added fields, with the marks around them.
type jsonKeys struct{ text, label, probability, threshold, devices, cues, intercept string }

func keysOf(name func(string) string) jsonKeys {
	return jsonKeys{`{"` + name("text") + `":`, `,"` + name("label") + `":"`, `","` + name("probability") + `":`,
		`,"` + name("threshold") + `":`, `,"` + name("devices") + `":{`, `,"` + name("cues") + `":`, `,"` + name("bias_log_odds") + `":`}
}

// Head returns nothing.
func (*JSON) Head([]string) []byte { return nil }

// Tail returns nothing.
func (*JSON) Tail() []byte { return nil }

// Separator is 0.
func (*JSON) Separator() int { return 0 }

// Append appends the object. Encoding it field by field saves most of what
// encoding/json costs, which is more than the scoring.
func (j *JSON) Append(dst []byte, rec *records.Record, _ []string) ([]byte, bool, *records.Problem) {
	var e model.Explanation
	if j.explain {
		e = j.model.Explain(rec.Text)
	} else {
		p := j.model.Predict(rec.Text)
		e.Verdict, e.Devices = p.Verdict, p.Devices
	}
	keys := &j.keys
	if clash(rec.Extra, added) {
		own := keysOf(names(rec.Extra))
		keys = &own
	}
	dst = records.AppendString(append(dst, keys.text...), rec.Text)
	dst = append(append(dst, keys.label...), e.Label.String()...)
	dst = appendFloat(append(dst, keys.probability...), e.Probability)
	dst = append(append(dst, keys.threshold...), j.threshold...)
	dst = append(appendDevices(append(dst, keys.devices...), e.Devices), '}')
	if j.explain {
		dst = appendReasons(append(dst, keys.cues...), e.Cues)
		dst = appendFloat(append(dst, keys.intercept...), e.Intercept)
	}
	for i := range rec.Extra {
		dst = appendExtra(append(dst, ','), &rec.Extra[i])
	}
	return append(dst, '}', '\n'), e.Label == model.Sensational, nil
}

func appendDevices(dst []byte, d model.Devices) []byte {
	for i, p := range d.Values() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), model.DeviceNames[i]...), '"', ':')
		dst = appendShare(dst, p)
	}
	return dst
}

func appendReasons(dst []byte, reasons []model.Contribution) []byte {
	dst = append(dst, '[')
	for i, c := range reasons {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = records.AppendString(append(dst, `{"cue":`...), c.Cue)
		dst = appendInt(append(dst, `,"start":`...), c.Start)
		dst = appendInt(append(dst, `,"end":`...), c.End)
		dst = records.AppendString(append(dst, `,"text":`...), c.Text)
		dst = append(appendFloat(append(dst, `,"log_odds":`...), c.LogOdds), '}')
	}
	return append(dst, ']')
}

// appendExtra appends a field of the input as it stood there.
func appendExtra(dst []byte, f *records.Field) []byte {
	dst = append(append(dst, f.Key...), ':')
	if f.JSON {
		return append(dst, f.Value...)
	}
	return records.AppendString(dst, f.Value)
}
