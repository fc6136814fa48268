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

// unwrap narrows the tokens, which have just been read, to the headline. It returns
// what tokenize has seen, which is signs unless the text was decoded.
func (h *Headline) unwrap(signs uint8) uint8 {
	if (h.seen&traitCode != 0 || h.seen&(traitDash|traitPart) != 0 && bytes.IndexByte(h.fold.b, ' ') < 0) && h.fold.decode(h.text) {
		signs = h.scan() | h.tokenize()
	}
	look := h.glance()
	if look == 0 {
		return signs
	}
	n := len(h.fold.b)
	p := peeler{h: h, b: h.fold.b, norm: h.norm[:n+8], hi: n}
	if !p.due(look) {
		return signs
	}
	by := 0
	for i := range h.toks {
		t := &h.toks[i]
		p.mixed = p.mixed || t.lower > 0
		by |= isVia(firstLetters(p.norm, t.start, t.end))
	}
	p.by = by != 0 || h.seen&(traitColon|traitSlash) != 0
	p.divided = p.parts || h.seen&(traitPart|traitDash|traitColon|traitCell) != 0
	for n, end := 0, 0; n < maxPeels && p.peel(); n++ {
		p.parts, p.runs, end = p.divided, p.runs || p.hi != end, p.hi
	}
	h.narrow(int32(p.lo), int32(p.hi))
	return signs
}

// narrow leaves the tokens of [lo, hi) of the folded text.
func (h *Headline) narrow(lo, hi int32) {
	out := h.toks[:0]
	for _, t := range h.toks {
		t.start, t.end = max(t.start, lo), min(t.end, hi)
		t.nstart, t.nend = t.start, min(t.end, t.start+t.nend-t.nstart)
		if t.start < t.end {
			out = append(out, t)
		}
	}
	h.toks = out
	h.toks[0].glued = false
}

// peeler takes wrapping off both ends of a folded text, of which [lo, hi) is
// left.
type peeler struct {
	h      *Headline
	b      []byte
	norm   []byte // the same in lower case, padded for hashing
	lo, hi int

	mixed   bool // there are small letters, so that capitals mean something
	by      bool // there may be a word that introduces a source
	divided bool // there are marks that may divide
	parts   bool // there may be parts divided by a mark
	runs    bool // there may be a date, a byline and the like without one
	chat    bool // a date and a time were in front, so that a sender's name may follow
}

// peel takes one layer off and reports whether there was one.
func (p *peeler) peel() bool {
	return p.trim(true) || p.trim(false) || p.enclosed() || p.bracket(true) || p.bracket(false) ||
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
