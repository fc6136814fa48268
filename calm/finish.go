package calm

import (
	"slices"
	"strings"

	"github.com/heboh/heboh/features"
)

// finish returns the edits of the draft in the order of the text.
func (d *draft) finish() []Edit {
	d.tidy()
	var edits []Edit
	for i := 0; i < len(d.why); {
		j := i + 1
		for j < len(d.why) && d.why[j] == d.why[i] {
			j++
		}
		if d.why[i] != "" {
			edits = append(edits, Edit{features.Span{Start: i, End: j}, "", d.why[i]})
		}
		i = j
	}
	for _, e := range d.with {
		if !slices.ContainsFunc(d.why[e.Start:e.End], func(w string) bool { return w != "" }) {
			edits = append(edits, e)
		}
	}
	slices.SortFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	return edits
}

// tidy removes the spaces that deletions leave behind: at the ends, beside another
// space and before a mark.
func (d *draft) tidy() {
	cut := "" // why something was removed since the last byte that stays
	space := -1
	start := true
	for i := range len(d.text) {
		c := d.text[i]
		switch {
		case d.why[i] != "":
			cut = d.why[i]
		case c == ' ' && cut != "" && (start || space >= 0):
			d.why[i] = cut
		case c == ' ':
			space = i
		default:
			if space >= 0 && cut != "" && strings.IndexByte(",.!?;:", c) >= 0 {
				d.why[space] = cut
			}
			cut, space, start = "", -1, false
		}
	}
	if space >= 0 && cut != "" {
		d.why[space] = cut
	}
}
