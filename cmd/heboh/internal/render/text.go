package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// Table says how a table for people looks.
type Table struct {
	Colour  bool // mark the telling words by device
	Width   int  // columns; 0 means one line a headline, however long
	Explain bool // list the reasons below each headline

	column int // width of a column between label and headline; 0 for none
}

// Text writes a table for people: probability, label, headline.
type Text struct {
	model *model.Model
	table Table
	group map[string]features.Group // of each cue
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

// NewText returns a renderer for people.
func NewText(m *model.Model, t Table) *Text {
	return &Text{model: m, table: t, group: devices()}
}

// Head returns nothing.
func (*Text) Head([]string) []byte { return nil }

// Separator is 0.
func (*Text) Separator() int { return 0 }

// Tail is the legend of the colours.
func (t *Text) Tail() []byte {
	if !t.table.Colour {
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

// The columns before the headline: " 93 %  ████████  sensational  ".
const (
	barWidth = 8
	margin   = 4 + 2 + 2 + barWidth + 2 + 11 + 2
	least    = 30 // columns for the headline; with fewer it gets lines of its own
)

// Append appends the headline's rows.
func (t *Text) Append(dst []byte, rec *records.Record, _ []string) ([]byte, bool, *records.Problem) {
	e := t.model.Explain(rec.Text)
	return t.row(dst, rec.Text, "", e), e.Label == model.Sensational, nil
}

// row appends the rows of a headline with what is known of it in the column.
func (t *Text) row(dst []byte, headline, column string, e model.Explanation) []byte {
	dst = fmt.Appendf(dst, "%3.0f %%  ", floorShare(e.Probability, t.model.Threshold()))
	if t.table.Width > 0 {
		dst = append(append(dst, bar(e.Probability)...), "  "...)
	}
	loudness := dim
	if e.Label == model.Sensational {
		loudness = bold
	}
	dst = append(append(dst, t.paint(loudness, fmt.Sprintf("%-11s", e.Label))...), "  "...)
	if t.table.column > 0 {
		dst = append(append(dst, t.paint(dim, fmt.Sprintf("%-*s", t.table.column, column))...), "  "...)
	}
	text, indent := t.headline(headline, e.Cues)
	for i, line := range text {
		if i > 0 || indent < t.margin() && t.table.Width > 0 {
			dst = append(append(dst, '\n'), strings.Repeat(" ", indent)...)
		}
		dst = append(dst, line...)
	}
	dst = append(dst, '\n')
	if t.table.Explain {
		dst = t.reasons(dst, e, len(headline))
	}
	return dst
}

// paint colours text where colours are wanted.
func (t *Text) paint(colour, text string) string {
	if !t.table.Colour {
		return text
	}
	return colour + text + plain
}

// margin is the column that headlines begin at.
func (t *Text) margin() int {
	if t.table.column > 0 {
		return margin + t.table.column + 2
	}
	return margin
}

// floorShare is the percentage shown; rounding must not lift a probability
// over the threshold it stays below.
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

// headline is the title in lines that fit, with the telling words marked, and
// the column that the lines begin at.
func (t *Text) headline(title string, reasons []model.Contribution) (lines []string, indent int) {
	marks := make([]features.Group, len(title))
	if t.table.Colour {
		mark(marks, reasons, t.group)
	}
	width := 0
	if indent = t.margin(); t.table.Width > 0 {
		if t.table.Width < indent+least {
			indent = 2
		}
		width = max(10, t.table.Width-indent)
	}
	return wrap(title, marks, width), indent
}

// The weights in log-odds from which a word is marked. Learnt wording gives
// nearly every word a little, so that only much of it tells anything.
const (
	telling        = .05
	tellingWording = .4
)

// mark notes the device of every byte that speaks for sensational. Of several
// reasons the one with the narrowest span wins, so that a loaded word shows in
// a shouted line; of equals the strongest, which comes first. Learnt wording
// shows where no device does.
func mark(marks []features.Group, reasons []model.Contribution, group map[string]features.Group) {
	narrowest := slices.Clone(reasons)
	slices.SortStableFunc(narrowest, func(a, b model.Contribution) int {
		if learntA, learntB := a.Cue == model.WordsCue, b.Cue == model.WordsCue; learntA != learntB {
			if learntA {
				return 1
			}
			return -1
		}
		return (a.End - a.Start) - (b.End - b.Start)
	})
	for _, c := range narrowest {
		g := group[c.Cue]
		whole := c.End-c.Start == len(marks) // says nothing of any word
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
