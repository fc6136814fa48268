package render

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// text writes a table for people: both verdicts, the role of a link, the headline.
type text struct {
	frameless
	dropping
	Options
	used   [len(markNames)]atomic.Bool // the colours that the legend explains
	margin int                         // the column at which headlines begin
}

func newText(o Options) *text {
	t := &text{Options: o, margin: margin}
	if o.Links {
		t.margin += roleWidth + 2
	}
	return t
}

// Tail is the legend of the colours used.
func (t *text) Tail() []byte {
	var b strings.Builder
	for i, name := range markNames {
		if t.used[i].Load() {
			b.WriteString(" " + colours[name] + name + plain)
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte(dim + "marked:" + plain + b.String() + "\n")
}

// markNames are what marks stand for: the devices, and the verdicts.
var markNames = [...]string{"emphasis", "hyperbole", "curiosity", "loaded", "shock", "gossip", "sensational", "biased"}

// Escape sequences: a colour for each device, chosen to differ in lightness too.
const (
	plain = "\x1b[0m"
	dim   = "\x1b[2m"
	bold  = "\x1b[1m"
)

var colours = map[string]string{
	"emphasis":    "\x1b[1;31m",
	"hyperbole":   "\x1b[35m",
	"curiosity":   "\x1b[36m",
	"loaded":      "\x1b[1;33m",
	"shock":       "\x1b[31m",
	"gossip":      "\x1b[34m",
	"sensational": bold,
	"biased":      "\x1b[4m",
}

// The columns before the headline: " 93 %  ██████  sensational   71 %  biased    ".
const (
	shareWidth = len("100 %  ")
	barWidth   = 6
	margin     = shareWidth + barWidth + 2 + len("sensational  ") + shareWidth + len("unbiased  ")
	roleWidth  = len(links.RoleAdvertisement) // the longest
	least      = 30                           // columns for the headline; with fewer it gets lines of its own
)

// page has the name of a page above its links and a blank line below, where there are
// several pages.
func (t *text) page(p *Page, _ *Tally) (before, after []byte) {
	if !p.Several {
		return nil, nil
	}
	return []byte(t.paint(bold, ui.Visible(p.Name)) + "\n"), []byte("\n")
}

func (t *text) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	dst = t.row(dst, r)
	l := r.link
	if l == nil {
		return dst, nil
	}
	if t.Roles && l.Reason != "" {
		dst = fmt.Appendf(dst, "      %s: %s\n", l.Role, ui.Visible(l.Reason))
	}
	if notable(l.Mismatch) {
		dst = fmt.Appendf(dst, "      %s\n", ui.Visible(describeMismatch(l.Mismatch)))
	}
	if t.Explain && l.URL != "" {
		dst = fmt.Appendf(dst, "      %s\n", t.paint(dim, ui.Visible(l.URL)))
	}
	return dst, nil
}

func (t *text) row(dst []byte, r *Result) []byte {
	headline, e := r.Text, &r.Explanation
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
	if r.link != nil {
		dst = append(append(dst, t.paint(dim, fmt.Sprintf("%-*s", roleWidth, r.link.Role))...), "  "...)
	}
	dst = t.headline(dst, headline, e.Marks)
	if !t.Colour {
		dst = t.named(dst, headline, e)
	}
	if t.Explain && !e.Abstained {
		for _, v := range []*model.ExplainedVerdict{&e.ExplainedVerdict, &e.Bias} {
			dst = t.reasons(dst, v, headline)
		}
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

func (t *text) paint(colour, s string) string {
	if !t.Colour {
		return s
	}
	return colour + s + plain
}

// named names the shown devices and the marked words, for want of colours.
func (t *text) named(dst []byte, headline string, e *model.Explanation) []byte {
	var parts []string
	for _, name := range markNames {
		var words []string
		for _, m := range e.Marks {
			if word := headline[m.Start:m.End]; m.Name() == name && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
		if len(words) > 0 {
			parts = append(parts, name+" "+quotes(words))
		} else if slices.Contains(e.ShownDevices(), name) {
			parts = append(parts, name)
		}
	}
	if parts == nil {
		return dst
	}
	return hanging(append(dst, "      "...), strings.Join(parts, "; "), 6, t.Width)
}

// hanging appends a note in lines that fit into a width, 0 for any. They begin at a
// column, at which the first is already.
func hanging(dst []byte, note string, column, width int) []byte {
	room := 0
	if width > 0 {
		room = max(10, width-column)
	}
	for i, line := range wrap(note, room) {
		if i > 0 {
			dst = append(dst, strings.Repeat(" ", column)...)
		}
		dst = append(append(dst, ui.Visible(note[line.Start:line.End])...), '\n')
	}
	return dst
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

// headline appends the headline in lines that fit, with its telling words marked.
func (t *text) headline(dst []byte, headline string, marks []model.Mark) []byte {
	indent, width := t.margin, 0
	if t.Width > 0 {
		if t.Width < indent+least {
			indent = 2
			dst = append(dst, "\n  "...)
		}
		width = max(10, t.Width-indent)
	}
	if !t.Colour {
		marks = nil
	}
	for i := range marks {
		t.used[slices.Index(markNames[:], marks[i].Name())].Store(true)
	}
	for i, line := range wrap(headline, width) {
		if i > 0 {
			dst = append(append(dst, '\n'), strings.Repeat(" ", indent)...)
		}
		for _, f := range fragments(headline, line, marks) {
			if f.Mark == "" {
				dst = append(dst, ui.Visible(f.Text)...)
			} else {
				dst = append(dst, colours[f.Mark]+ui.Visible(f.Text)+plain...)
			}
		}
	}
	return append(dst, '\n')
}

// wrap breaks a text into lines of at most width columns, at spaces where possible;
// width 0 means no break.
func wrap(text string, width int) (lines []features.Span) {
	from, used := 0, 0 // the line begins at from and is used columns wide
	feed := func(to int) { lines, used = append(lines, features.Span{Start: from, End: to}), 0 }
	end := 0 // of the last word
	for end < len(text) {
		at := len(text) - len(strings.TrimLeft(text[end:], " "))
		word, _, _ := strings.Cut(text[at:], " ")
		if word == "" {
			break
		}
		if width > 0 && used > 0 && used+at-end+uniseg.StringWidth(word) > width {
			feed(end)
			from = at
		} else {
			used += at - end
		}
		end = at + len(word)
		for g := uniseg.NewGraphemes(word); g.Next(); used += g.Width() {
			if width > 0 && used > 0 && used+g.Width() > width { // a word longer than the line
				start, _ := g.Positions()
				feed(at + start)
				from = at + start
			}
		}
	}
	feed(end)
	return lines
}

// fragment is a part of a title with one mark.
type fragment struct {
	Text string
	Mark string // "" for none
}

// fragments cuts a part of a title where its marks change.
func fragments(title string, part features.Span, marks []model.Mark) (all []fragment) {
	at := part.Start
	add := func(end int, mark string) {
		if end = min(end, part.End); end > at {
			all = append(all, fragment{title[at:end], mark})
			at = end
		}
	}
	for i := range marks {
		add(marks[i].Start, "")
		add(marks[i].End, marks[i].Name())
	}
	add(part.End, "")
	return all
}
