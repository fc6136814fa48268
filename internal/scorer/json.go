//go:build wasm

package main

import (
	"runtime"
	"strconv"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// utf16 says that offsets count UTF-16 code units, as JavaScript does, and not code
// points, as Python does.
const utf16 = runtime.GOOS == "js"

// writer writes JSON with the keys of the HTTP API. Its offsets count what the caller's
// language does, which cuts the texts of spans itself. Package encoding/json would be
// a tenth of the download.
type writer struct {
	json  []byte
	units []int // before each byte of the title
}

func newWriter(text string) *writer {
	w := &writer{units: make([]int, len(text)+1)}
	n := 0
	for i, r := range text {
		w.units[i] = n
		if n++; utf16 && r > 0xFFFF {
			n++
		}
	}
	w.units[len(text)] = n
	return w
}

// raw writes punctuation and keys as they are.
func (w *writer) raw(s string) *writer {
	w.json = append(w.json, s...)
	return w
}

func (w *writer) number(v float64) *writer {
	w.json = strconv.AppendFloat(w.json, v, 'g', -1, 64)
	return w
}

func (w *writer) integer(v int) *writer {
	w.json = strconv.AppendInt(w.json, int64(v), 10)
	return w
}

func (w *writer) string(s string) *writer {
	const hex = "0123456789abcdef"
	w.json = append(w.json, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			w.json = append(w.json, '\\', c)
		case c < ' ':
			w.json = append(w.json, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			w.json = append(w.json, c)
		}
	}
	w.json = append(w.json, '"')
	return w
}

func (w *writer) span(s features.Span) *writer {
	return w.raw(`"start":`).integer(w.units[s.Start]).raw(`,"end":`).integer(w.units[s.End])
}

// list writes an array of n objects.
func (w *writer) list(key string, n int, object func(i int)) {
	w.raw(key).raw("[")
	for i := range n {
		if i > 0 {
			w.raw(",")
		}
		w.raw("{")
		object(i)
		w.raw("}")
	}
	w.raw("]")
}

func (w *writer) verdict(v *model.ExplainedVerdict) *writer {
	w.raw(`"label":`).string(v.Label.String()).raw(`,"probability":`).number(v.Probability).raw(`,"threshold":`).number(v.Threshold)
	w.raw(`,"intercept_log_odds":`).number(v.Intercept).raw(`,"log_odds":`).number(v.LogOdds)
	w.list(`,"cues":`, len(v.Cues), func(i int) {
		c := &v.Cues[i]
		w.raw(`"cue":`).string(c.Cue).raw(",").span(c.Span).raw(`,"log_odds":`).number(c.LogOdds)
	})
	return w
}

func (w *writer) explanation(e *model.Explanation) {
	w.raw("{").verdict(&e.ExplainedVerdict)
	w.raw(`,"bias":{`).verdict(&e.Bias)
	w.raw(`},"devices":{`)
	for i, p := range e.Devices.Values() {
		if i > 0 {
			w.raw(",")
		}
		w.string(model.DeviceNames[i]).raw(":").number(p)
	}
	w.raw(`},"language":`).string(e.Language.String())
	if e.Abstained {
		w.raw(`,"abstained":true`)
	}
	w.list(`,"wrapping":`, len(e.Wrapping), func(i int) {
		w.span(e.Wrapping[i].Span).raw(`,"kind":`).string(e.Wrapping[i].Kind)
	})
	w.list(`,"marks":`, len(e.Marks), func(i int) { w.mark(&e.Marks[i]) })
	w.raw("}")
}

func (w *writer) mark(k *model.Mark) {
	w.span(k.Span)
	if k.Device != "" {
		w.raw(`,"device":`).string(k.Device)
	} else {
		w.raw(`,"verdict":`).string(k.Verdict)
	}
	w.raw(`,"strength":`).integer(k.Strength).raw(`,"cues":[`)
	for i, cue := range k.Cues {
		if i > 0 {
			w.raw(",")
		}
		w.string(cue)
	}
	w.raw("]")
}

func (w *writer) calm(r *calm.Result) {
	w.raw(`{"calm":`).string(r.Calm).raw(`,"probability":`).number(r.Probability).raw(`,"calm_probability":`).number(r.CalmProbability)
	w.list(`,"edits":`, len(r.Edits), func(i int) {
		edit := &r.Edits[i]
		w.span(edit.Span).raw(`,"with":`).string(edit.With).raw(`,"why":`).string(edit.Why)
	})
	w.raw("}")
}
