package render

import (
	"fmt"
	"strconv"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// Calm writes each headline with its calmer version, as text or JSON Lines.
type Calm struct {
	frameless
	dropping
	keys
	model *model.Model
	Options
}

// NewCalm returns a renderer of calmer versions as m judges them, as text or jsonl.
func NewCalm(m *model.Model, o Options) *Calm {
	return &Calm{keys: newKeys([]string{"text", "calm", "probability", "calm_probability", "edits"}), model: m, Options: o}
}

func (c *Calm) Append(dst []byte, rec *records.Record, _ *records.Layout) ([]byte, Verdicts, *records.Problem) {
	p := c.model.Predict(rec.Text)
	verdicts := found(p)
	r := calm.Headline(c.model, rec.Text)
	if c.Format == "text" {
		dst = hanging(fmt.Appendf(dst, "before  %3.0f %%  ", floorShare(r.Probability, p.Threshold)), r.Text, 15, c.Width)
		if !r.Safe() {
			return append(dst, "calm           no safe edit\n"...), verdicts, nil
		}
		return hanging(fmt.Appendf(dst, "calm    %3.0f %%  ", floorShare(r.CalmProbability, p.Threshold)), r.Calm, 15, c.Width), verdicts, nil
	}
	own, from := records.Record{Extra: rec.Extra}, len(dst)
	dst = records.AppendString(c.key(dst, 0, &own), r.Text)
	dst = records.AppendString(c.key(dst, 1, &own), r.Calm)
	dst = appendFloat(c.key(dst, 2, &own), r.Probability)
	dst = appendFloat(c.key(dst, 3, &own), r.CalmProbability)
	dst = append(c.key(dst, 4, &own), '[')
	for i, e := range r.Edits {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, `{"start":`...), int64(e.Start), 10)
		dst = strconv.AppendInt(append(dst, `,"end":`...), int64(e.End), 10)
		dst = records.AppendString(append(dst, `,"with":`...), e.With)
		dst = append(records.AppendString(append(dst, `,"why":`...), e.Why), '}')
	}
	dst[from] = '{'
	dst = append(dst, ']')
	for i := range rec.Extra {
		dst = appendMember(dst, &rec.Extra[i])
	}
	return append(dst, "}\n"...), verdicts, nil
}
