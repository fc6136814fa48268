package render

import (
	"fmt"
	"strconv"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// Calm writes each headline with its calmer version, as text or JSON Lines.
type Calm struct {
	frameless
	dropping
	keys
	model *model.Model
	json  bool
}

// NewCalm returns a renderer of calmer versions as m judges them; json chooses
// JSON Lines over text.
func NewCalm(m *model.Model, json bool) *Calm {
	return &Calm{keys: newKeys([]string{"text", "calm", "probability", "calm_probability", "edits"}), model: m, json: json}
}

func (c *Calm) Append(dst []byte, rec *records.Record, _ *records.Layout) ([]byte, Verdicts, *records.Problem) {
	p := c.model.Predict(rec.Text)
	found := foundIn(p)
	r := calm.Headline(c.model, rec.Text)
	if !c.json {
		dst = fmt.Appendf(dst, "before  %3.0f %%  %s\n", floorShare(r.Probability, p.Threshold), ui.Visible(r.Text))
		if !r.Safe() {
			return append(dst, "calm           no safe edit\n"...), found, nil
		}
		return fmt.Appendf(dst, "calm    %3.0f %%  %s\n", floorShare(r.CalmProbability, p.Threshold), ui.Visible(r.Calm)), found, nil
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
	return append(dst, "}\n"...), found, nil
}
