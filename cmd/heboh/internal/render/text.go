package render

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// text writes a table for people: both verdicts and the headline.
type text struct {
	frameless
	Options
	group  map[string]features.Group // of each cue that belongs to a device
	column int                       // width of a column before the headline; 0 for none
	margin int                       // the column at which headlines begin
}

func newText(o Options, column int) *text {
	t := &text{Options: o, group: devices(), column: column, margin: margin}
	if column > 0 {
		t.margin += column + 2
	}
	return t
}

// devices are the devices of the cues that have one, by name.
func devices() map[string]features.Group {
	all := map[string]features.Group{}
	for _, c := range features.Catalogue() {
		if c.Group != features.Style {
			all[c.Name] = c.Group
		}
	}
	return all
}

// Tail is the legend of the colours.
func (t *text) Tail() []byte {
	if !t.Colour {
		return nil
	}
	var b strings.Builder
	b.WriteString(dim + "marked by device:" + plain)
	for _, d := range model.DeviceNames {
		b.WriteString(" " + colours[features.Group(d)] + d + plain)
	}
	return []byte(b.String() + "\n")
}

// Escape sequences: a colour for each device, chosen to differ in lightness too.
const (
	plain = "\x1b[0m"
	dim   = "\x1b[2m"
	bold  = "\x1b[1m"
)

var colours = map[features.Group]string{
	features.Emphasis:  "\x1b[1;31m",
	features.Hyperbole: "\x1b[35m",
	features.Curiosity: "\x1b[36m",
	features.Loaded:    "\x1b[1;33m",
	features.Shock:     "\x1b[31m",
	features.Gossip:    "\x1b[34m",
}

// The columns before the headline: " 93 %  ██████  sensational   71 %  biased    ".
const (
	shareWidth = len("100 %  ")
	barWidth   = 6
	margin     = shareWidth + barWidth + 2 + len("sensational  ") + shareWidth + len("unbiased  ")
	least      = 30 // columns for the headline; with fewer it gets lines of its own
)

func (t *text) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	return t.row(dst, r.Text, "", &r.Explanation), nil
}

// row appends the rows of a headline; value stands in the extra column.
func (t *text) row(dst []byte, headline, value string, e *model.Explanation) []byte {
	if e.Abstained {
		width := margin
		if t.Width == 0 {
			width -= barWidth + 2
		}
		dst = append(dst, t.paint(dim, fmt.Sprintf("%-*s", width, notRead(e.Reading)))...)
	} else {
		dst = t.verdict(dst, &e.Verdict, len("sensational"), true)
		dst = t.verdict(dst, &e.Bias.Verdict, len("unbiased"), false)
	}
	if t.column > 0 {
		dst = append(append(dst, t.paint(dim, fmt.Sprintf("%-*s", t.column, value))...), "  "...)
	}
	lines, indent := t.headline(headline, e.Cues)
	for i, line := range lines {
		if i > 0 || indent < t.margin && t.Width > 0 {
			dst = append(append(dst, '\n'), strings.Repeat(" ", indent)...)
		}
		dst = append(dst, line...)
	}
	dst = append(dst, '\n')
	if t.Explain && !e.Abstained {
		dst = t.reasons(dst, &e.ExplainedVerdict, len(headline))
		dst = t.reasons(dst, &e.Bias, len(headline))
		for _, w := range e.Wrapping {
			dst = fmt.Appendf(dst, "      not weighed: %-6s  %s\n", w.Kind, t.quoted(headline[w.Start:w.End]))
		}
	}
	return dst
}

// verdict appends probability and label, with a bar between them on a terminal.
func (t *text) verdict(dst []byte, v *model.Verdict, width int, withBar bool) []byte {
	dst = fmt.Appendf(dst, "%3.0f %%  ", floorShare(v.Probability, v.Threshold))
	if withBar && t.Width > 0 {
		dst = append(append(dst, bar(v.Probability)...), "  "...)
	}
	weight := dim
	if v.Label.Positive() {
		weight = bold
	}
	return append(append(dst, t.paint(weight, fmt.Sprintf("%-*s", width, v.Label))...), "  "...)
}

// paint colours text if colours are on.
func (t *text) paint(colour, s string) string {
	if !t.Colour {
		return s
	}
	return colour + s + plain
}

// reasons lists why the verdict on a headline of length bytes is what it is, the
// strongest reason first: log-odds, cue, text.
func (t *text) reasons(dst []byte, v *model.ExplainedVerdict, length int) []byte {
	dst = fmt.Appendf(dst, "      why %s:\n", v.Label)
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
	switch {
	case math.Abs(v) < .005:
		return s
	case v > 0:
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
	lines := wrap(s, make([]features.Group, len(s)), room)
	if len(lines) > 1 {
		lines[0] += "…"
	}
	return "“" + lines[0] + "”"
}

// floorShare is the percentage shown; rounding must not lift a probability
// to a threshold that it is below.
func floorShare(p, threshold float64) float64 {
	share := float64(int(p*100 + .5))
	if p < threshold && share/100 >= threshold {
		share--
	}
	return max(0, share)
}

// bar draws p in eighths of a cell.
func bar(p float64) string {
	const cells = "█▉▊▋▌▍▎▏"
	eighths := []rune(cells)
	n := int(p*barWidth*8 + .5)
	s := strings.Repeat("█", n/8)
	if rest := n % 8; rest > 0 {
		s += string(eighths[8-rest])
	}
	return s + strings.Repeat(" ", barWidth-uniseg.StringWidth(s))
}

// headline is the headline in lines that fit, with its telling words marked, and
// the column at which the lines begin.
func (t *text) headline(headline string, reasons []model.Contribution) (lines []string, indent int) {
	marks := make([]features.Group, len(headline))
	if t.Colour {
		mark(marks, reasons, t.group)
	}
	width := 0
	if indent = t.margin; t.Width > 0 {
		if t.Width < indent+least {
			indent = 2
		}
		width = max(10, t.Width-indent)
	}
	return wrap(headline, marks, width), indent
}

// The log-odds from which a word is marked. Learnt wording gives nearly every
// word a little, so it takes more.
const (
	telling        = .05
	tellingWording = .4
)

// mark sets the device of every byte that speaks for sensational. The reason
// with the narrowest span takes precedence, so that a loaded word shows in a
// shouted line; of equal ones the strongest, which comes first. Learnt wording
// shows where no device does.
func mark(marks []features.Group, reasons []model.Contribution, group map[string]features.Group) {
	narrowest := slices.Clone(reasons)
	width := func(c model.Contribution) int {
		if c.Cue == model.WordsCue {
			return len(marks) + c.End - c.Start
		}
		return c.End - c.Start
	}
	slices.SortStableFunc(narrowest, func(a, b model.Contribution) int { return width(a) - width(b) })
	for _, c := range narrowest {
		g := group[c.Cue]
		whole := c.End-c.Start == len(marks) // says nothing about single words
		if whole || g == "" || c.LogOdds < telling || c.Cue == model.WordsCue && c.LogOdds < tellingWording {
			continue
		}
		for i := c.Start; i < c.End; i++ {
			if marks[i] == "" {
				marks[i] = g
			}
		}
	}
}
