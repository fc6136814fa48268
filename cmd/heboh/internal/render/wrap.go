package render

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// wrap breaks a headline into lines of at most width columns, at spaces where
// possible, and colours each byte by its mark; width 0 means no break.
func wrap(headline string, marks []string, width int) (lines []string) {
	from, used := 0, 0 // the line begins at from and is used columns wide
	feed := func(to int) { lines, used = append(lines, coloured(headline[from:to], marks[from:to])), 0 }
	end := 0 // of the last word
	for end < len(headline) {
		at := len(headline) - len(strings.TrimLeft(headline[end:], " "))
		word, _, _ := strings.Cut(headline[at:], " ")
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

// coloured is a line in the colours of its marks.
func coloured(line string, marks []string) string {
	var b strings.Builder
	for _, f := range fragments(line, marks) {
		if f.Mark == "" {
			b.WriteString(ui.Visible(f.Text))
		} else {
			b.WriteString(colours[f.Mark] + ui.Visible(f.Text) + plain)
		}
	}
	return b.String()
}

// fragment is a part of a title with one mark.
type fragment struct {
	Text string
	Mark string // "" for none
}

// fragments cuts a title where its marks change.
func fragments(title string, marks []string) (all []fragment) {
	for from, at := 0, 1; at <= len(title); at++ {
		if at == len(title) || marks[at] != marks[from] {
			all = append(all, fragment{title[from:at], marks[from]})
			from = at
		}
	}
	return all
}
