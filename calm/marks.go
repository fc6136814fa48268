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
	d.finalEllipsis()
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
		if strings.ContainsAny(run, ".…") && d.function(i-1) {
			return // the sentence is cut off, or withholds its end
		}
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
	name := &d.toks[i-1]
	if !d.glued(i) || name.Kind != features.Word {
		return false
	}
	tight := i+1 < len(d.toks) && d.glued(i+1) && d.isWord(i+1)
	return len(name.raw) == 1 || tight && (len(d.toks[i+1].raw) == 1 || !d.startsCapital(i+1) || name.raw == strings.ToUpper(name.raw) && d.toks[i+1].raw == strings.ToUpper(d.toks[i+1].raw))
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

// finalEllipsis removes an ellipsis at the end, which the model ignores as a cut,
// unless the words before it call for more.
func (d *draft) finalEllipsis() {
	n := len(d.toks)
	if n == 0 || d.toks[n-1].quoted || d.function(n-1) {
		return
	}
	at := d.toks[n-1].End
	rest := strings.TrimRight(d.text[at:], " ")
	if rest != "" && strings.Trim(rest, " .…") == "" && (len(strings.TrimSpace(rest)) > 1) {
		d.erase(at, len(d.text), Mark)
	}
}

// emoji removes emoji and their spaces, unless one stands for a word.
func (d *draft) emoji() {
	for i := 0; i < len(d.text); {
		j, word := i, false
		for j < len(d.text) {
			r, n := utf8.DecodeRuneInString(d.text[j:])
			if !picture(r) && (j == i || !joins(r)) {
				break
			}
			word = word || hearts[r]
			j += n
		}
		if j == i {
			_, n := utf8.DecodeRuneInString(d.text[i:])
			i += n
			continue
		}
		before, after := strings.TrimRight(d.text[:i], " "), strings.TrimLeft(d.text[j:], " ")
		if !word || !endsInLetter(before) || !startsWithLetter(after) {
			from, to := i, j
			switch {
			case after == "" || strings.IndexByte(",.!?;:", after[0]) >= 0:
				from = len(before)
			case before == "" || len(before) < i:
				to = len(d.text) - len(after)
			}
			d.erase(from, to, Emoji)
		}
		i = j
	}
}

// hearts may stand for a verb: I ❤ Jakarta.
var hearts = map[rune]bool{'❤': true, '♥': true, '💔': true, '💕': true, '💖': true}

// picture reports whether r is an emoji.
func picture(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r >= 0x1F1E6 && r <= 0x1F1FF || r >= 0x2600 && r <= 0x27BF || r == 0x2B50 || r == 0x2B55
}

// joins reports whether r continues an emoji: a selector or joiner.
func joins(r rune) bool { return r == 0xFE0F || r == 0x200D || r == 0x20E3 }

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
