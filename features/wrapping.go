package features

import (
	"bytes"
	"unicode/utf8"
)

// What a feed, a content system, a scraper or a chat puts around a headline is
// not its wording: quotes around all of it, a publisher or section beside it, a
// date, a link, a page mark. unwrap finds it by its form and leaves it out of the
// folded text before there are tokens, so that no cue, n-gram or count sees it.

// Wrap is a part of the text beside the headline. Kind is one of the Wrap
// constants.
type Wrap struct {
	Span
	Kind string `json:"kind"`
}

// The kinds of wrapping.
const (
	WrapMark    = "mark"    // stray marks, bullets, emoji, an ellipsis, markup
	WrapQuote   = "quote"   // quotes or brackets around the whole headline
	WrapLabel   = "label"   // a section, a media tag, Re:, Baca juga:
	WrapSource  = "source"  // a publisher, a byline, a dateline
	WrapData    = "data"    // a date, a time, a page, a count, a list number
	WrapAddress = "address" // a link, a domain, a mention, a hashtag
)

// Wrapping lists what stands around the headline, in the order of the text. The
// next Reset overwrites it.
func (h *Headline) Wrapping() []Wrap { return h.wraps }

// maxPeels bounds how many layers of wrapping are taken off.
const maxPeels = 24

// Traits of the bytes that are no ASCII letters, by which plain headlines skip
// all this.
const (
	traitCode  uint8 = 1 << iota // may begin an entity, a tag or an escape
	traitPart                    // may divide the headline from a part beside it
	traitColon                   // divides from a label
	traitDash                    // the same after a space
	traitDigit
	traitStray // a mark or sign that strip may drop
)

var traits = func() (t [256]uint8) {
	for i := range t {
		switch c := class[i]; {
		case c&high != 0:
			t[i] = traitPart | traitStray
		case c&digit != 0:
			t[i] = traitDigit
		}
	}
	for _, c := range []byte("&<\\") {
		t[c] = traitCode
	}
	for _, c := range []byte("|~/>{@#*=`_+") {
		t[c] = traitPart
	}
	for _, c := range []byte("_+%") { // in place of spaces
		t[c] |= traitCode
	}
	t[':'], t[';'], t['-'] = traitColon, traitColon, traitDash
	for _, c := range []byte(ornaments + "!?#@") {
		t[c] |= traitStray
	}
	return t
}()

// unwrap narrows the folded text, whose tokens have been read, to the headline and
// reports whether it did anything, so that they have to be read again.
func (h *Headline) unwrap() bool {
	changed := false
	if h.seen&traitCode != 0 || h.seen&(traitDash|traitPart) != 0 && bytes.IndexByte(h.fold.b, ' ') < 0 {
		if h.fold.decode(h.text) {
			h.scan()
			h.tokenize()
			changed = true
		}
	}
	n := len(h.fold.b)
	p := peeler{h: h, b: h.fold.b, norm: h.norm[:n+8], hi: n}
	if len(h.toks) == 0 || !p.due() {
		return changed
	}
	for i := range h.toks {
		p.mixed = p.mixed || h.toks[i].lower > 0
	}
	for n := 0; n < maxPeels && p.peel(); n++ {
		p.parts, p.runs = true, true
	}
	if p.lo == 0 && p.hi == len(p.b) {
		return changed
	}
	h.fold.from += p.lo
	h.fold.b = h.fold.b[p.lo:p.hi]
	return true
}

// peeler takes wrapping off both ends of a folded text, of which [lo, hi) is
// left.
type peeler struct {
	h      *Headline
	b      []byte
	norm   []byte // the same in lower case, padded for hashing
	lo, hi int

	mixed bool // there are small letters, so that capitals mean something
	parts bool // there may be parts divided by a mark
	runs  bool // there may be a date, a byline and the like without one
	chat  bool // a date and a time were in front, so that a sender's name may follow
	dated bool // a date in brackets was at the end, so that a weekday may precede it
}

// due reports whether there is anything to look at, going by the traits of the
// text and its first and last words. Most headlines are letters, spaces and
// commas.
func (p *peeler) due() bool {
	b, seen := p.b, p.h.seen
	first, last := b[0], b[p.hi-1]
	p.parts = seen&traitPart != 0 || bytes.IndexByte(b, '\t') > 0 || seen&traitColon != 0 && p.colonDivides()
	if !p.parts && class[first]&letter == 0 || len(p.h.fold.pos) > 0 { // cells of a table; » and the like
		p.parts = p.parts || bytes.Contains(b, []byte(`,"`)) || bytes.Contains(b, []byte(`",`)) || bytes.Contains(b, []byte(`";`)) || bytes.Contains(b, []byte(` " `))
	}
	p.runs = p.runs || seen&traitPart != 0 || p.endsInData() || p.endsInSource()
	return p.parts || p.runs || p.beginsApart() || class[last]&(letter|digit) == 0 && last != '!' && last != '?'
}

// beginsApart reports whether the headline begins with a mark, a list number, a
// date or a time.
func (p *peeler) beginsApart() bool {
	toks := p.h.toks
	if c := class[p.b[0]]; c&(letter|digit) == 0 || len(toks) < 2 {
		return c&letter == 0
	}
	if toks[0].kind != Number {
		return toks[0].end == 1 && toks[1].glued
	}
	return toks[1].glued || toks[1].kind == Number || len(p.h.fold.pos) > 0 || p.tokenRole(1, roleData) != 0
}

// colonDivides reports whether a colon among the first or last words may divide a
// label or a source from the headline.
func (p *peeler) colonDivides() (divides bool) {
	toks := p.h.toks
	for i := 1; i < min(len(toks), 6) && !divides; i++ {
		divides = p.h.is(i, ':') && (toks[0].kind == Number || toks[0].end == 1 || p.tokenRole(0, anyRole) != 0 || toks[i-1].glued)
	}
	for i := max(1, len(toks)-6); i < len(toks); i++ {
		if p.h.is(i, ':') && (!toks[i].glued || p.tokenRole(i-1, roleBy) != 0) || p.h.is(i, ';') && i+1 < len(toks) && toks[i+1].glued {
			divides, p.runs = true, true
		}
	}
	return divides
}

// endsInSource reports whether one of the last words introduces a source.
func (p *peeler) endsInSource() bool {
	toks := p.h.toks
	for i := max(1, len(toks)-4); i+1 < len(toks); i++ {
		if toks[i].end-toks[i].start <= 4 && (toks[i+1].upper > 0 || toks[i+1].kind == Punct) && p.tokenRole(i, byAlone) == byAlone {
			return true
		}
	}
	return false
}

// tokenRole returns those of the roles that a token has.
func (p *peeler) tokenRole(i int, of role) role {
	t := &p.h.toks[i]
	if hints[hint(p.norm, int(t.start), int(t.end))]&of == 0 {
		return 0
	}
	return roles[string(p.norm[t.start:t.end])] & of
}

// endsInData reports whether the last word is a figure, and no plain one after
// another word, or goes with figures, asks to read on and the like.
func (p *peeler) endsInData() bool {
	closes := roleFirm | roleMore | roleEnd
	if p.h.seen&traitDigit != 0 {
		closes |= roleData
	}
	toks := p.h.toks
	n := len(toks) - 1
	last := &toks[n]
	p.parts = p.parts || last.glued && last.kind == Number && p.b[last.start-1] == ','
	if last.kind != Number || last.glued || n == 0 || last.end-last.start >= 8 {
		return last.digits > 0 || p.tokenRole(n, closes) != 0
	}
	if n--; n > 0 && toks[n].kind > Number {
		n--
	}
	return toks[n].digits > 0 || p.tokenRole(n, closes) != 0
}

// peel takes one layer off and reports whether there was one.
func (p *peeler) peel() bool {
	return p.trim(true) || p.trim(false) || p.enclosed() || p.tailBracket() || p.leadBracket() ||
		p.parts && (p.part(true) || p.part(false)) || p.runs && p.tailRun() || p.leadWord()
}

// takeTo takes everything up to byte i off the start, unless too little is left.
func (p *peeler) takeTo(i int, kind string) bool {
	if i <= p.lo || p.wordsIn(i, p.hi, 1) < 1 {
		return false
	}
	p.h.wrapped(p.lo, i, kind)
	p.lo = i
	return true
}

// takeFrom takes everything from byte i on off the end.
func (p *peeler) takeFrom(i int, kind string) bool {
	if i >= p.hi || p.wordsIn(p.lo, i, 1) < 1 {
		return false
	}
	p.h.wrapped(i, p.hi, kind)
	p.hi = i
	return true
}

// wrapped notes the folded bytes [i, j) as wrapping, in the order of the text and
// together with a neighbour of the same kind; white space alone is not worth a
// note.
func (h *Headline) wrapped(i, j int, kind string) {
	part := h.fold.b[i:j]
	if len(bytes.TrimLeft(part, " \t\r\n\v\f")) == 0 {
		return
	}
	for k := 0; k < len(part); {
		r, n := utf8.DecodeRune(part[k:])
		h.emoji += one(isPicture(r))
		k += n
	}
	at := h.fold.span(i, j)
	k := len(h.wraps)
	for k > 0 && h.wraps[k-1].Start > at.Start {
		k--
	}
	// One character of the text may fold to several, on both sides of a border.
	if k > 0 {
		at.Start = max(at.Start, h.wraps[k-1].End)
	}
	if k < len(h.wraps) {
		at.End = min(at.End, h.wraps[k].Start)
	}
	if at.Start >= at.End {
		return
	}
	h.wraps = append(h.wraps, Wrap{})
	copy(h.wraps[k+1:], h.wraps[k:])
	h.wraps[k] = Wrap{at, kind}
}
