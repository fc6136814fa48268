package features

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// Span is a half-open range of byte offsets into the original text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Kind says what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // letters, with digits or inner apostrophes
	Number             // digits, with inner points and commas
	Punct              // a run of one punctuation mark
	Symbol             // an emoji or another sign
)

func (k Kind) String() string { return [...]string{"word", "number", "punct", "symbol"}[k] }

// Token is a word, a number or a mark of a headline.
type Token struct {
	Span        // where it is in the original text
	Text string // as the model reads it: folded, lower case, disguises undone
	Kind Kind
	Mask lexicon.Mask // what the word lists say of it
}

// Shape is what n-grams see of the token: its text, but "#", "##" or "####" for a
// small figure, a big one or a year, "rp#" for an amount such as Rp200 and "☺" for
// any sign.
func (t Token) Shape() string {
	switch {
	case t.Kind == Number:
		return hash.Shape([]byte(t.Text))
	case t.Kind == Symbol:
		return symbolShape
	case t.Kind == Word && isRupiah([]byte(t.Text)):
		return rupiahShape
	}
	return t.Text
}

// HashWord hashes a token's Shape, as tables of words do.
func HashWord(shape string) uint64 { return hash.String(shape) }

// HashUnigram hashes the n-gram of one token, given its shape.
func HashUnigram(shape string) uint64 { return hash.Mix(HashWord(shape), tagUnigram) }

const symbolShape, rupiahShape = "☺", "rp#"

var hashSymbol, hashRupiah = hash.String(symbolShape), hash.String(rupiahShape)

// isRupiah reports whether a word is an amount of money such as Rp200.
func isRupiah(b []byte) bool {
	return len(b) > 2 && b[0] == 'r' && b[1] == 'p' && class[b[2]]&digit != 0
}

// Tokenize splits a headline into tokens, in the order of the text.
func Tokenize(text string) []Token {
	h := new(Headline)
	h.Reset(text)
	out := make([]Token, len(h.toks))
	for i := range h.toks {
		t := &h.toks[i]
		out[i] = Token{h.fold.span(int(t.start), int(t.end)), string(h.norm[t.nstart:t.nend]), t.kind, t.mask}
	}
	return out
}

// token is the working form of a Token. Offsets are into the folded text and
// into Headline.norm, the normalised texts of all tokens end to end.
type token struct {
	start, end   int32
	nstart, nend int32
	hash         uint64
	mask         lexicon.Mask
	kind         Kind
	glued        bool  // no space before it
	quoted       bool  // between quotes
	next         bool  // some phrase goes on with it
	upper, lower uint8 // Latin letters by case, up to 255
	other        uint8 // other letters, whose case is ignored
	digits       uint8
}

// cased counts the Latin letters, letters all of them.
func (t *token) cased() int   { return int(t.upper) + int(t.lower) }
func (t *token) letters() int { return t.cased() + int(t.other) }

// Character classes of a folded byte.
const (
	letter uint8 = 1 << iota
	digit
	space
	high // part of a multi-byte rune
	stop // ends a word: a space or mark other than an apostrophe
)

var class = func() (c [256]uint8) {
	for i := range c {
		switch b := byte(i); {
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			c[i] = letter
		case b >= '0' && b <= '9':
			c[i] = digit
		case b <= ' ', b == 0x7F: // control characters separate
			c[i] = space | stop
		case b >= utf8.RuneSelf:
			c[i] = high
		case b != '\'':
			c[i] = stop
		}
	}
	return c
}()

// What tokenize sees that calls for a repair, so that plain headlines skip it.
const (
	seenMixed   uint8 = 1 << iota // digits and letters in one word
	seenGlued                     // a mark between two letters
	seenSingles                   // single letters
	seenRun                       // a letter three times
	seenStray                     // a mark or sign that may say nothing
)

// tokenize fills h.toks from h.fold, which has been scanned, and returns what it
// has seen.
func (h *Headline) tokenize() (signs uint8) {
	size := len(h.fold.b)
	b := h.fold.b[:size+1] // a zero follows
	alpha, capitals := h.alpha, h.upper
	toks := slices.Grow(h.toks[:0], size)[:size] // a token has at least one byte
	glued, singles, n := false, 0, 0
	seen := uint8(0)
	for i := 0; i < size; {
		c := class[b[i]]
		if c&space != 0 {
			seen |= traits[b[i]]
			i++
			glued = false
			continue
		}
		t := &toks[n]
		*t = token{start: int32(i), nstart: int32(i), glued: glued}
		n++
		block, off := i>>6, i&63
		rest := ^alpha[block] >> off
		letters := bits.TrailingZeros64(rest)
		end, spaced := i+letters, 0
		if uint(letters-1) < 63 && class[b[end]]&stop != 0 { // not 64: the block has an end
			up := bits.OnesCount64(capitals[block] >> off & (1<<(letters&63) - 1))
			t.upper, t.lower = uint8(up), uint8(letters-up)
			t.end, t.nend = int32(end), int32(end)
			spaced = one(b[end] == ' ')
		} else {
			end = h.token(t, i)
			trait := traits[b[i]]
			if trait&traitDash != 0 && !glued {
				trait |= traitPart
			}
			seen |= trait
			if t.digits > 0 && t.kind == Word {
				signs |= seenMixed
			}
		}
		if t.kind == Word {
			singles += one(t.end-t.start == 1)
			if glued && n > 2 && toks[n-2].glued && toks[n-3].kind == Word {
				signs |= seenGlued
			}
		}
		i, glued = end+spaced, spaced == 0
	}
	h.toks = toks[:n]
	h.seen = seen
	signs |= seen & traitStray / traitStray * seenStray
	if singles > 2 {
		signs |= seenSingles
	}
	return signs
}

// token reads a token of any kind from byte i of the folded text and returns its
// end.
func (h *Headline) token(t *token, i int) int {
	b := h.fold.b
	start, c := i, b[i]
	switch k := class[c]; {
	case k&(letter|digit) != 0 || k&high != 0 && isHighLetter(b[i:]):
		i = h.mixedWord(t, i)
	case k&high != 0:
		_, size := utf8.DecodeRune(b[i:])
		t.kind = Symbol
		i += size
	case c == '\'' && t.glued && i+1 < len(b) && possessive(b[i+1:]):
		t.lower = 1
		i += 2
	default:
		for i < len(b) && b[i] == c {
			i++
		}
		t.kind = Punct
	}
	t.end, t.nend = int32(i), int32(i)
	if t.kind == Punct {
		t.nend = int32(min(i, start+2)) // a run reads as two
	}
	return i
}

// mixedWord reads a word that may hold digits, apostrophes and letters of
// other scripts.
func (h *Headline) mixedWord(t *token, i int) int {
	b := h.fold.b
	letters, capitals, other, digits := 0, 0, 0, 0
scan:
	for i < len(b) {
		c := b[i]
		switch k := class[c]; {
		case k&letter != 0:
			end := h.runEnd(i)
			letters += end - i
			capitals += h.capitals(i, end)
			i = end
		case k&digit != 0:
			digits++
			i++
		case k&high != 0 && isHighLetter(b[i:]):
			_, n := utf8.DecodeRune(b[i:])
			other++
			i += n
		case i+1 < len(b) && (c == '\'' && letters+other > 0 && class[b[i+1]]&letter != 0 && !possessive(b[i+1:]) ||
			(c == '.' || c == ',') && class[b[i-1]]&class[b[i+1]]&digit != 0):
			i++
		default:
			break scan
		}
	}
	t.upper, t.lower = uint8(min(capitals, 255)), uint8(min(letters-capitals, 255))
	t.other, t.digits = uint8(min(other, 255)), uint8(min(digits, 255))
	if letters+other == 0 {
		t.kind = Number
	}
	return i
}

// possessive reports whether what follows an apostrophe is a lone s.
func possessive(b []byte) bool {
	return b[0]|0x20 == 's' && (len(b) == 1 || class[b[1]]&(letter|digit) == 0 && (class[b[1]]&high == 0 || !isHighLetter(b[1:])))
}

func isHighLetter(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}
