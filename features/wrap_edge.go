package features

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks that say nothing at the end and at the start of a headline: always, or
// beside a space or one of the same.
const (
	endMarks    = ".,;|-~/\\=<>^`"
	startMarks  = "|~=><,;:/\\^"
	looseMarks  = "*_+#-\"."
	quoteMarks  = "\"'`*_~=-"
	openBracket = "([{<"
	endBracket  = ")]}>"
)

// trimEnd takes spaces, signs and stray marks off the end.
func (p *peeler) trimEnd() bool {
	i := p.hi
	for i > p.lo {
		c := p.b[i-1]
		switch n := p.signBefore(i); {
		case class[c]&space != 0, strings.IndexByte(endMarks, c) >= 0:
			i--
		case n > 0:
			i -= n
		case strings.IndexByte(looseMarks, c) >= 0 && i-2 >= p.lo && p.loose(i-2, c), p.loneQuote(i - 1):
			i--
		case p.smiley(i):
			i -= 2
		case c == ':':
			i = p.shortcode(i)
		case c == ']' && p.count('[') == 0: // of a CDATA section
			i--
		default:
			return p.takeFrom(i, WrapMark)
		}
	}
	return false
}

// trimStart takes the same off the start, and list bullets.
func (p *peeler) trimStart() bool {
	i := p.lo
	for i < p.hi {
		c := p.b[i]
		switch n := p.signAt(i); {
		case class[c]&space != 0, strings.IndexByte(startMarks, c) >= 0:
			i++
		case n > 0:
			i += n
		case strings.IndexByte(looseMarks, c) >= 0 && i+1 < p.hi && (p.loose(i+1, c) || c == '.' && p.b[i+1] == '@'), p.loneQuote(i), c == '!' && i+1 < p.hi && p.b[i+1] == '[':
			i++
		default:
			return p.takeTo(i, WrapMark)
		}
	}
	return false
}

// loose reports whether the mark c beside byte i stands apart.
func (p *peeler) loose(i int, c byte) bool {
	return class[p.b[i]]&space != 0 || p.b[i] == c && c != '"'
}

// loneQuote reports whether byte i is the only double quote, the other one lost.
func (p *peeler) loneQuote(i int) bool { return p.b[i] == '"' && p.count('"') == 1 }

// shortcode returns where the shortcode of an emoji such as :fire: begins that ends
// before byte i, or else the byte before.
func (p *peeler) shortcode(i int) int {
	k := i - 2
	for k > p.lo && (class[p.b[k]]&(letter|digit) != 0 || p.b[k] == '_') {
		k--
	}
	if k > p.lo && k < i-2 && p.b[k] == ':' && class[p.b[k-1]]&space != 0 {
		return k
	}
	return i - 1
}

// smiley reports whether a face such as :) ends before byte i.
func (p *peeler) smiley(i int) bool {
	return i-3 >= p.lo && class[p.b[i-3]]&space != 0 && strings.Contains(" :) :( ;) :D :P <3 ", string(p.b[i-3:i])+" ")
}

// signAt returns the length of the sign beyond ASCII at byte i that says nothing,
// 0 for none; signBefore that of the one before byte i.
func (p *peeler) signAt(i int) int {
	if class[p.b[i]]&high == 0 {
		return 0
	}
	r, n := utf8.DecodeRune(p.b[i:p.hi])
	return n * one(isSign(r))
}

func (p *peeler) signBefore(i int) int {
	if class[p.b[i-1]]&high == 0 {
		return 0
	}
	r, n := utf8.DecodeLastRune(p.b[p.lo:i])
	return n * one(isSign(r))
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
	if p.hi-p.lo < 3 || !p.holdsAll(p.lo, p.hi) {
		return false
	}
	if !p.takeTo(p.lo+1, WrapQuote) {
		return false
	}
	return p.takeFrom(p.hi-1, WrapQuote)
}

// holdsAll reports whether [lo, hi) begins with a quote or bracket that the last
// byte closes.
func (p *peeler) holdsAll(lo, hi int) bool {
	c, d := p.b[lo], p.b[hi-1]
	if k := strings.IndexByte(openBracket, c); k >= 0 {
		return d == endBracket[k] && p.closing(lo, hi) == hi-1
	}
	if c != d || strings.IndexByte(quoteMarks, c) < 0 {
		return false
	}
	depth := 1
	for i := lo + 1; i < hi-1; i++ {
		if p.b[i] != c || c != '"' && c != '\'' {
			continue
		}
		before, after := class[p.b[i-1]], class[p.b[i+1]]
		const alnum = letter | digit | high
		switch {
		case before&alnum != 0 && after&alnum != 0: // don't
		case before&space != 0 || p.b[i-1] == c && i == lo+depth:
			depth++
		default:
			if depth--; depth == 0 {
				return p.b[i+1] == c && i+2 == hi // ""…""
			}
		}
	}
	return true
}

// closing returns where the bracket at lo is closed before hi, -1 for nowhere.
func (p *peeler) closing(lo, hi int) int {
	k := strings.IndexByte(openBracket, p.b[lo])
	depth := 0
	for i := lo; i < hi; i++ {
		switch p.b[i] {
		case openBracket[k]:
			depth++
		case endBracket[k]:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
