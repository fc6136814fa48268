package features

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks that say nothing at the end and at the start of a headline: always, or
// beside a space or one of the same.
const (
	endMarks   = ".,;|-~/\\=<>^`"
	startMarks = "|~=><,;:/\\^`!"
	looseMarks = "*_+#-.@&"
	quoteMarks = "\"'`*_~=-"
	brackets   = "([{<)]}>"
)

// trim takes spaces, signs, stray marks and bullets off one end.
func (p *peeler) trim(atEnd bool) bool {
	lo, hi := p.lo, p.hi
	for lo < hi {
		n := p.stray(lo, hi, atEnd)
		switch {
		case n == 0:
			return p.takeTo(lo, WrapMark) || p.takeFrom(hi, WrapMark)
		case atEnd:
			hi -= n
		default:
			lo += n
		}
	}
	return false
}

// stray returns the length of the mark or sign at one end of [lo, hi) that says
// nothing there, 0 for none.
func (p *peeler) stray(lo, hi int, atEnd bool) int {
	at, step, marks, decode := lo, 1, startMarks, utf8.DecodeRune
	if atEnd {
		at, step, marks, decode = hi-1, -1, endMarks, utf8.DecodeLastRune
	}
	c, next := p.b[at], byte(0)
	if class[c]&(letter|digit) != 0 {
		return 0
	}
	if hi-lo > 1 {
		next = p.b[at+step]
	}
	again := next == c || at-step >= p.lo && at-step < p.hi && p.b[at-step] == c
	switch {
	case c == '\\' && !atEnd: // \item
		for lo++; lo < hi && class[p.b[lo]]&letter != 0; lo++ {
		}
		return lo - at
	case class[c]&high != 0:
		r, n := decode(p.b[lo:hi])
		return n * one(isSign(r))
	case class[c]&space != 0, strings.IndexByte(marks, c) >= 0 && (atEnd || c != ':'),
		strings.IndexByte(looseMarks, c) >= 0 && (class[next]&space != 0 || again),
		(c == '"' || c == '\'' && !atEnd) && (class[next]&space != 0 || p.count(c) == 1), // the other one is lost
		c == '\'' && (class[next]&space != 0 || again && atEnd && bytes.Count(p.b[lo:hi], []byte("''")) <= 1):
		return 1
	case c == ':':
		return p.shortcode(at, step)
	}
	return one(strings.IndexByte(brackets, c) >= 0 && p.match(at, step) < 0) // the other one is lost
}

// shortcode returns the length of the shortcode of an emoji such as :fire: that has
// its outer colon at byte at, and else that of the colon.
func (p *peeler) shortcode(at, step int) int {
	k := at + step
	for p.lo <= k && k < p.hi && (class[p.b[k]]&(letter|digit) != 0 || p.b[k] == '_') {
		k += step
	}
	if k != at+step && p.lo < k && k+1 < p.hi && p.b[k] == ':' && class[p.b[k+step]]&space != 0 {
		return (k-at)*step + 1
	}
	return 1
}

// isSign reports a rune that is no letter, figure or currency.
func isSign(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Sc, r)
}

// isPicture reports an emoji or another picture, other than a flag's letters.
func isPicture(r rune) bool {
	return r >= 0x2190 && r != utf8.RuneError && (r < 0x1F1E6 || r > 0x1F1FF) && unicode.Is(unicode.So, r)
}

// enclosed takes off a pair of quotes, brackets or the like that holds the whole
// headline.
func (p *peeler) enclosed() bool {
	return p.hi-p.lo >= 3 && (p.match(p.lo, 1) == p.hi-1 || p.quoted()) && p.takeTo(p.lo+1, WrapQuote) && p.takeFrom(p.hi-1, WrapQuote)
}

// quoted reports whether the headline begins with a quote that its last byte
// closes.
func (p *peeler) quoted() bool {
	c := p.b[p.lo]
	if c != p.b[p.hi-1] || strings.IndexByte(quoteMarks, c) < 0 {
		return false
	}
	depth := 1
	for i := p.lo + 1; i < p.hi-1; i++ {
		if p.b[i] != c || c != '"' && c != '\'' {
			continue
		}
		before, after := class[p.b[i-1]], class[p.b[i+1]]
		const alnum = letter | digit | high
		switch {
		case before&alnum != 0 && after&alnum != 0: // don't
		case before&space != 0 || p.b[i-1] == c && i == p.lo+depth:
			depth++
		default:
			if depth--; depth == 0 {
				return p.b[i+1] == c && i+2 == p.hi // ""…""
			}
		}
	}
	return true
}

// match returns where the bracket at byte i is opened or closed, going by step, -1
// for nowhere.
func (p *peeler) match(i, step int) int {
	k := strings.IndexByte(brackets, p.b[i])
	if k < 0 || (k < 4) != (step > 0) {
		return -1
	}
	depth := 0
	for ; p.lo <= i && i < p.hi; i += step {
		switch p.b[i] {
		case brackets[k]:
			depth++
		case brackets[k^4]:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// bracket takes a bracket that says nothing of the story off one end.
func (p *peeler) bracket(atEnd bool) bool {
	lo, hi := p.lo, p.hi-1
	if atEnd {
		lo = p.match(hi, -1)
	} else {
		hi = p.match(lo, 1)
	}
	if lo < 0 || hi < 0 || lo == p.lo && hi == p.hi-1 {
		return false
	}
	kind := p.bracketKind(lo, hi)
	return kind != "" && (atEnd && p.takeFrom(lo, kind) || !atEnd && p.takeTo(hi+1, kind))
}

// bracketKind returns what the bracket from lo to hi holds, "" for wording.
func (p *peeler) bracketKind(lo, hi int) string {
	r := p.read(lo+1, hi)
	p.chat = p.chat || lo == p.lo && r.stamps > 1
	switch kind := r.kind(); {
	case kind != "":
		return kind
	case r.words == 0:
		return WrapMark
	case r.words > 3 || r.loud:
		return ""
	case r.data:
		return WrapData
	case !r.first.capital && hi-lo <= 5, !r.first.capital && hi-lo <= 9 && bytes.IndexByte(p.b[lo:hi], '/') > 0: // initials, [b]
		return WrapLabel
	case r.named && (p.b[lo] == '[' || !r.common && r.words > 1):
		return WrapLabel
	}
	return ""
}
