package render

import (
	"fmt"
	"math"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

// most is how many reasons are listed; the rest is summed up.
const most = 8

// reasons lists why, the strongest first: log-odds, cue, text of a headline of
// length bytes.
func (t *Text) reasons(dst []byte, e model.Explanation, length int) []byte {
	rest, n := 0.0, 0
	for i, c := range e.Cues {
		if i >= most {
			rest += c.LogOdds
			n++
			continue
		}
		what := "the whole headline"
		if c.End-c.Start < length {
			what = t.quoted(c.Text)
		}
		dst = fmt.Appendf(dst, "      %s  %-18s  %s\n", t.signed(c.LogOdds), c.Cue, what)
	}
	if n > 0 {
		dst = fmt.Appendf(dst, "      %s  %d smaller reasons\n", t.signed(rest), n)
	}
	dst = fmt.Appendf(dst, "      %s  the model's starting point\n", t.signed(e.Intercept))
	return fmt.Appendf(dst, "      %s  log-odds before calibration\n", t.signed(e.LogOdds))
}

func (t *Text) signed(v float64) string {
	s := fmt.Sprintf("%+6.2f", v)
	if !t.table.Colour || math.Abs(v) < .005 {
		return s
	}
	if v > 0 {
		return "\x1b[31m" + s + plain
	}
	return "\x1b[32m" + s + plain
}

// quoted is the text of a reason, cut to what fits on its line.
func (t *Text) quoted(s string) string {
	s = ui.Visible(s)
	room := t.table.Width - 6 - 6 - 2 - 18 - 2 - 2
	if t.table.Width == 0 || uniseg.StringWidth(s) <= max(room, 10) {
		return "“" + s + "”"
	}
	var b strings.Builder
	g := uniseg.NewGraphemes(s)
	for used := 1; g.Next(); b.WriteString(g.Str()) {
		if used += g.Width(); used > max(room, 10) {
			break
		}
	}
	return "“" + b.String() + "…”"
}
