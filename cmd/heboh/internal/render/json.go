package render

import (
	"math"
	"slices"
	"strconv"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// The members of a result, in their order; the last two are the reasons.
var members = [...]string{"text", "label", "probability", "threshold", "bias", "devices", "cues", "intercept_log_odds"}

const unexplained = len(members) - 2

// memberKeys are the names of the members as JSON, colon included.
type memberKeys [len(members)]string

// jsonFormat writes one object per line and headline. Encoding it field by field
// avoids most of the cost of encoding/json, which exceeds that of scoring.
type jsonFormat struct {
	frameless
	names   []string // of the members that are written
	keys    memberKeys
	renamed memberKeys // where the input has a field of that name
	// The thresholds as they are written; formatting them per result would show.
	threshold, biasThreshold string
}

func newJSON(m *model.Model, explain bool) *jsonFormat {
	j := &jsonFormat{names: members[:], threshold: string(appendFloat(nil, m.Threshold())),
		biasThreshold: string(appendFloat(nil, m.BiasThreshold()))}
	if !explain {
		j.names = members[:unexplained]
	}
	for i, name := range members {
		start := `,"`
		if i == 0 {
			start = `{"`
		}
		j.keys[i], j.renamed[i] = start+name+`":`, start+added(name, members[:])+`":`
	}
	return j
}

// keysBeside returns the keys of a result beside other fields.
func (j *jsonFormat) keysBeside(fields []records.Field) *memberKeys {
	keys := &j.keys
	for f := range fields {
		i := slices.Index(j.names, fields[f].Name)
		if i < 0 { // nearly always
			continue
		}
		if keys == &j.keys {
			own := j.keys
			keys = &own
		}
		keys[i] = j.renamed[i]
	}
	return keys
}

func (j *jsonFormat) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	key := j.keysBeside(r.Extra)
	explain := len(j.names) > unexplained
	if r.link == nil {
		dst = records.AppendString(append(dst, key[0]...), r.Text)
	} else {
		dst = records.AppendString(append(dst, `{"url":`...), r.link.URL)
		dst = records.AppendString(append(dst, `,"text":`...), r.Text)
		dst = records.AppendString(append(dst, `,"role":`...), string(r.link.Role))
	}
	dst = append(append(append(append(dst, key[1]...), '"'), r.Label.String()...), '"')
	dst = appendFloat(append(dst, key[2]...), r.Probability)
	dst = append(append(dst, key[3]...), j.threshold...)
	dst = append(append(append(dst, key[4]...), `{"label":"`...), r.Bias.Label.String()...)
	dst = appendFloat(append(dst, `","probability":`...), r.Bias.Probability)
	dst = append(append(dst, `,"threshold":`...), j.biasThreshold...)
	if explain {
		dst = appendReasons(append(dst, `,"cues":`...), r.Bias.Cues)
		dst = appendFloat(append(dst, `,"intercept_log_odds":`...), r.Bias.Intercept)
	}
	dst = append(append(append(dst, '}'), key[5]...), '{')
	dst = append(appendDevices(dst, r.Devices), '}')
	if explain {
		dst = appendReasons(append(dst, key[6]...), r.Cues)
		dst = appendFloat(append(dst, key[7]...), r.Intercept)
	}
	return append(appendFields(dst, r.Extra), "}\n"...), nil
}

// deviceKeys are the keys of the devices as JSON, comma and colon included.
var deviceKeys = func() (keys [model.NumDevices]string) {
	for i, name := range model.DeviceNames {
		keys[i] = `,"` + name + `":`
	}
	keys[0] = keys[0][1:]
	return keys
}()

func appendDevices(dst []byte, d model.Devices) []byte {
	for i, p := range d.Values() {
		dst = appendShare(append(dst, deviceKeys[i]...), p)
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
		dst = strconv.AppendInt(append(dst, `,"start":`...), int64(c.Start), 10)
		dst = strconv.AppendInt(append(dst, `,"end":`...), int64(c.End), 10)
		dst = records.AppendString(append(dst, `,"text":`...), c.Text)
		dst = append(appendFloat(append(dst, `,"log_odds":`...), c.LogOdds), '}')
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
	point := len(dst) + 1
	dst = strconv.AppendInt(append(dst, '0'), int64(1e6+n), 10) // seven digits, the first of which
	dst[point] = '.'                                            // gives way to the point
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst
}
