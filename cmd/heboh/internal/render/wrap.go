package render

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
)

// wrap breaks a headline into lines of at most width columns, at spaces where
// possible, and colours each byte by its mark; width 0 means no break.
func wrap(headline string, marks []features.Group, width int) []string {
	l := liner{width: width}
	for at := 0; at < len(headline); {
		// A word with the spaces after it.
		end := at
		for end < len(headline) && headline[end] != ' ' {
			end++
		}
		for end < len(headline) && headline[end] == ' ' {
			end++
		}
		l.word(headline[at:end], marks[at:end])
		at = end
	}
	l.feed()
	return l.lines
}

// liner fills lines word by word.
type liner struct {
	width, used int
	b           strings.Builder
	colour      features.Group // in effect
	blanks      int            // due before the next word
	lines       []string
}

func (l *liner) word(word string, marks []features.Group) {
	bare := strings.TrimRight(word, " ")
	if n := uniseg.StringWidth(bare); l.width > 0 && l.used > 0 && l.used+l.blanks+n > l.width {
		l.feed()
	}
	state := -1
	for at := 0; at < len(bare); {
		cluster, _, n, next := uniseg.FirstGraphemeClusterInString(bare[at:], state)
		state = next
		if l.width > 0 && l.used > 0 && l.used+l.blanks+n > l.width {
			l.feed() // inside a word longer than the line
		}
		l.put(cluster, marks[at], n)
		at += len(cluster)
	}
	l.blanks += len(word) - len(bare)
}

func (l *liner) put(cluster string, colour features.Group, n int) {
	if colour != l.colour {
		l.paint("")
		l.space()
		l.paint(colour)
	}
	l.space()
	l.b.WriteString(ui.Visible(cluster))
	l.used += n
}

// space writes the blanks due.
func (l *liner) space() {
	l.b.WriteString(strings.Repeat(" ", l.blanks))
	l.used += l.blanks
	l.blanks = 0
}

func (l *liner) paint(colour features.Group) {
	if l.colour != "" {
		l.b.WriteString(plain)
	}
	if colour != "" {
		l.b.WriteString(colours[colour])
	}
	l.colour = colour
}

// feed ends the line.
func (l *liner) feed() {
	l.paint("")
	l.lines = append(l.lines, l.b.String())
	l.b.Reset()
	l.used, l.blanks = 0, 0
}
