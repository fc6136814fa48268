package behaviour

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestData checks what the data files say, which reading takes on trust.
func TestData(t *testing.T) {
	c := suite()
	var filled []section
	for _, x := range c.templates {
		filled = append(filled, x.section)
		for _, l := range x.lines {
			if !hasSlot(l.text, "A") || !x.isSwap() && hasSlot(l.text, "B") {
				t.Errorf("%s (%s): %q: it must have the slot {A}, and {B} in a swap only", x.name, x.lang, l.text)
			}
		}
		for _, v := range x.values {
			if (v[0] != v[1]) != x.isSwap() {
				t.Errorf("%s (%s): value %q: a swap has one / other, a fill a single value", x.name, x.lang, v)
			}
		}
		if !x.isSwap() && len(x.values) < 2 {
			t.Errorf("%s (%s): a fill compares two values or more", x.name, x.lang)
		}
	}
	around := slices.Concat(sections("rewrites.txt", ""), sections("additions.txt", ""))
	wraps := sections("wrapping.txt", "")
	for _, list := range []struct {
		sections []section
		langs    string
		marks    string
	}{
		{c.minimum, "id en", "+-"}, {c.harmless, "id en", "-"}, {filled, "id en", "+-"}, {c.pairs, "id en", "<>"}, {around, "id en", "="}, {wraps, "id en both", "="},
	} {
		for _, s := range list.sections {
			if !slices.Contains(strings.Fields(list.langs), s.lang) || labels[s.head] == [2]string{} {
				t.Errorf("%s: language %q or head %q is unknown", s.name, s.lang, s.head)
			}
			if len(s.lines) == 0 || s.name == "" || s.doc == "" {
				t.Errorf("%s (%s): no name, description or line", s.name, s.lang)
			}
			for _, l := range s.lines {
				if strings.IndexByte(list.marks, l.mark) < 0 || l.text == "" || !utf8.ValidString(l.text) {
					t.Errorf("%s (%s): %c %q: no text, or not one of the marks %s", s.name, s.lang, l.mark, l.text, list.marks)
				}
			}
		}
	}
	for _, s := range c.pairs {
		if s.lines[0].mark != '<' || s.lines[len(s.lines)-1].mark != '>' || calmTwice(s.lines) {
			t.Errorf("%s (%s): each calm headline (<) must have a stronger one (>) below", s.name, s.lang)
		}
	}
	for _, s := range append(around, wraps...) {
		for _, l := range s.lines {
			if !strings.Contains(l.text, "{}") {
				t.Errorf("%s: %q has no {} for the headline", s.name, l.text)
			}
		}
	}
	for lang, words := range c.charged {
		for w := range words {
			if !slices.Contains(langs, lang) || w != strings.ToLower(w) {
				t.Errorf("charged word %q of %q: not in lower case, or no such language", w, lang)
			}
		}
	}
}

func hasSlot(text, slot string) bool {
	return strings.Contains(text, "{"+slot+"}") || strings.Contains(text, "{^"+slot+"}")
}

// calmTwice reports whether a calm headline follows another directly.
func calmTwice(lines []marked) bool {
	for i := 1; i < len(lines); i++ {
		if lines[i].mark == '<' && lines[i-1].mark == '<' {
			return true
		}
	}
	return false
}
