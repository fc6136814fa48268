package render

import (
	"fmt"
	"math"
	"strings"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

// signs says how strongly a reason speaks for the positive label, "+" to "+++", or
// against it.
func signs(logOdds float64) string {
	sign := "+"
	if logOdds < 0 {
		sign = "-"
	}
	return strings.Repeat(sign, model.Strength(logOdds))
}

// reasons lists why the verdict on a headline is what it is, the strongest reason
// first.
func (t *text) reasons(dst []byte, v *model.ExplainedVerdict, headline string) []byte {
	dst = fmt.Appendf(dst, "      why %s:\n", v.Label)
	if t.Raw {
		return t.rawReasons(dst, v, len(headline))
	}
	shown := v.Main(headline)
	for _, c := range shown {
		what := c.Cue.English
		if len(c.Texts) > 0 {
			what += ": " + quotes(c.Texts)
		}
		sign := t.tinted(c.LogOdds, fmt.Sprintf("%-3s", signs(c.LogOdds)))
		dst = hanging(append(dst, "      "+sign+"  "...), what, 11, t.Width)
	}
	if len(shown) == 0 {
		dst = append(dst, "      nothing in it stands out\n"...)
	}
	return dst
}

func quotes(texts []string) string { return "“" + strings.Join(texts, "”, “") + "”" }

// rawReasons lists each contribution: log-odds, cue, text. Length is that of the
// headline in bytes.
func (t *text) rawReasons(dst []byte, v *model.ExplainedVerdict, length int) []byte {
	rest, n := 0.0, 0
	for i, c := range v.Cues {
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
	dst = fmt.Appendf(dst, "      %s  the model's starting point\n", t.signed(v.Intercept))
	return fmt.Appendf(dst, "      %s  log-odds before calibration\n", t.signed(v.LogOdds))
}

func (t *text) signed(v float64) string {
	s := fmt.Sprintf("%+6.2f", v)
	if math.Abs(v) < .005 {
		return s
	}
	return t.tinted(v, s)
}

// tinted colours text by what it speaks for.
func (t *text) tinted(logOdds float64, s string) string {
	if logOdds > 0 {
		return t.paint("\x1b[31m", s)
	}
	return t.paint("\x1b[32m", s)
}

// quoted is the text of a reason, cut to what fits on its line.
func (t *text) quoted(s string) string {
	room := 0
	if t.Width > 0 {
		room = max(10, t.Width-37) // beside log-odds, cue, quotes and the sign of a cut
	}
	lines, cut := wrap(s, room), ""
	if len(lines) > 1 {
		cut = "…"
	}
	return "“" + ui.Visible(s[:lines[0].End]) + cut + "”"
}
