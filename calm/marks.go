package calm

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/features/lexicon"
)

// marks removes exclamation marks and stacked marks, except in quotations.
func (d *draft) marks() {
	for i := 0; i < len(d.toks); {
		j := i
		for j < len(d.toks) && strings.Trim(d.toks[j].Text, "!?.,…") == "" && (j == i || d.glued(j)) {
			j++
		}
		if j == i {
			i++
			continue
		}
		if !d.toks[i].gone && !d.toks[i].quoted {
			d.markRun(i, j)
		}
		i = j
	}
}

// markRun edits the marks [i, j), which stand together.
func (d *draft) markRun(i, j int) {
	from, to := d.toks[i].Start, d.toks[j-1].End
	run := d.text[from:to]
	with := "."
	switch {
	case i == 0 || run == "." || run == "," || run == "?" || run == "!" && d.partOfWord(i):
		return
	case strings.Contains(run, "?"):
		with = "?"
	case !d.wordAfter(j) || d.word(j) != `"` && d.word(j) != "'" && d.toks[j].Kind > features.Number:
		with = ""
	case !strings.Contains(run, "!") && !d.id && prepositions[d.word(i-1)]:
		with = ""
	case d.id || !strings.Contains(run, "!") && (d.function(j) || !d.startsCapital(j) || d.mask(j)&lexicon.Attribution != 0): // a pause
		with = ","
	}
	for from > 0 && d.text[from-1] == ' ' && i > 0 && d.toks[i-1].End < from {
		from--
	}
	if j < len(d.toks) && d.glued(j) && d.toks[j].Kind <= features.Number {
		with += " "
	}
	if with == "" {
		d.erase(from, to, Mark)
		return
	}
	d.replace(from, to, with, Mark)
}

// partOfWord reports whether the mark at token i may belong to a name or a
// disguise: E! News, C!NA. WOW!Harga lacks its space.
func (d *draft) partOfWord(i int) bool {
	disguised := d.glued(i+1) && d.isWord(i+1) && (len(d.toks[i+1].raw) == 1 || d.whole || !d.startsCapital(i+1))
	return d.glued(i) && d.isWord(i-1) && (len(d.toks[i-1].raw) == 1 || disguised)
}

// wordAfter reports whether a word or figure that stays follows from token j on.
func (d *draft) wordAfter(j int) bool {
	for ; j < len(d.toks); j++ {
		if d.toks[j].Kind <= features.Number && !d.toks[j].gone {
			return true
		}
	}
	return false
}

func (d *draft) startsCapital(i int) bool {
	r, _ := utf8.DecodeRuneInString(d.toks[i].raw)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// emoji removes emoji and their spaces, unless one stands for a word.
func (d *draft) emoji() {
	for i := 0; i < len(d.text); {
		r, n := utf8.DecodeRuneInString(d.text[i:])
		follows := i > 0 && d.why[i-1] == Emoji
		if picture(r) && !d.standsForVerb(r, i, i+n) || follows && joins(r) {
			d.erase(i, i+n, Emoji)
		}
		i += n
	}
}

// standsForVerb reports whether the emoji at text[from:to] is a heart between words.
func (d *draft) standsForVerb(r rune, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(d.text[:from], " "))
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(d.text[to:], " \ufe0f"))
	return hearts[r] && unicode.IsLetter(before) && unicode.IsLetter(after)
}

// hearts may stand for a verb: I ❤ Jakarta.
var hearts = map[rune]bool{'❤': true, '♥': true, '💔': true, '💕': true, '💖': true}

// picture reports whether r is an emoji.
func picture(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r >= 0x1F1E6 && r <= 0x1F1FF || r >= 0x2600 && r <= 0x27BF || r == 0x2B50 || r == 0x2B55
}

// joins reports whether r continues an emoji: a selector or joiner.
func joins(r rune) bool { return r == 0xFE0F || r == 0x200D || r == 0x20E3 }
