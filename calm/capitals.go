package calm

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/features/lexicon"
)

// capitals writes shouted words in the case of the rest of the headline, and the
// first word that stays with a capital.
func (d *draft) capitals() {
	first, gap := true, false // of a sentence; something before it is gone
	for i := range d.toks {
		t := &d.toks[i]
		switch {
		case t.gone:
			gap = true
		case t.Kind == features.Word:
			cased := t.raw
			if t.shouted && (!t.quoted || d.whole) {
				cased = d.recase(i, first)
			} else if first && gap {
				cased = upperFirst(t.raw)
			}
			d.replace(t.Start, t.End, cased, Capitals)
			first, gap = false, false
		case t.Kind == features.Number:
			first, gap = false, false
		case strings.Trim(t.Text, "!?.:|") == "", d.word(i) == "-" && !d.glued(i):
			first, gap = true, false
		}
	}
}

// recase returns a shouted word in the case that it would have in plain print. In a
// headline all in capitals, names cannot be told from other words, so title case is
// the safe choice.
func (d *draft) recase(i int, first bool) string {
	t := &d.toks[i]
	switch {
	case d.acronym(i), t.alone && len(t.raw) <= 3 && !d.function(i), !d.whole && (initials[t.Text] || d.word(i+1) == "act"): // FACE Act
		return t.raw
	case d.word(i-1) == "-" && d.glued(i) && i > 1 && (d.word(i-2) == t.Text || d.id && t.Mask != 0 && d.known(i-2)):
		return strings.ToLower(t.raw) // gara-gara
	case brands[t.Text] != "":
		return brands[t.Text]
	case !first && smallWords[t.Text]:
		return strings.ToLower(t.raw)
	case !first && !d.title && d.known(i):
		return strings.ToLower(t.raw)
	}
	return capitalised(t.raw)
}

// known reports whether the word lists have the word, so that it is not a name.
func (d *draft) known(i int) bool {
	return d.isWord(i) && d.toks[i].Mask&^(lexicon.More|lexicon.Acronym) != 0
}

// acronym reports whether a word belongs in capitals.
func (d *draft) acronym(i int) bool {
	t := &d.toks[i]
	text := t.Text
	switch {
	case strings.ContainsAny(text, "0123456789") && len(text) < 6, roman[text], utf8.RuneCountInString(text) == 1 && !smallWords[text]:
		return true
	case t.Mask&lexicon.Acronym != 0:
		article := d.word(i+1) == "-" && len(text) == 2 && text[0] == 'a' // Al-Quran
		return !d.function(i) && !article && !falseAcronyms[text] || text == "us"
	case chatWords[text] || len(text) > 6:
		return false
	}
	vowels, run := 0, 0 // vowels, and letters after the last of them
	for _, r := range strings.TrimSuffix(text, "s") {
		if run++; strings.ContainsRune("aeiouy'", r) || r >= utf8.RuneSelf {
			vowels, run = vowels+1, 0
		}
	}
	return vowels == 0 || run > 2 && !d.known(i)
}

// capitalised returns a word with a capital in front, and after Mc and O'.
func capitalised(raw string) string {
	w := strings.ToLower(raw)
	for _, prefix := range []string{"mc", "o'", "d'", "o’", "d’"} {
		if rest, found := strings.CutPrefix(w, prefix); found && len(rest) > 3 {
			return upperFirst(prefix) + upperFirst(rest)
		}
	}
	return upperFirst(w)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
