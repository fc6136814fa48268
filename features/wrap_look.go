package features

import (
	"bytes"
	"encoding/binary"
)

// Most headlines have nothing around them. What might be, is told first by the traits of
// the marks that tokenize meets and by the first and last words (glance), then by a
// closer look at those (due), which costs less than trying to take something off.

// Traits of the bytes that are no ASCII letters, by which plain headlines skip
// all this.
const (
	traitCode  uint8 = 1 << iota // may begin an entity, a tag or an escape
	traitPart                    // may divide the headline from a part beside it
	traitColon                   // divides from a label
	traitDash                    // traitPart after a space
	traitSlash                   // of a link or a date
	traitDigit
	traitStray // a mark or sign that strip may drop
	traitCell  // may end a cell of a table
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
	for _, c := range []byte("|@#=_\t") {
		t[c] = traitPart
	}
	for _, c := range []byte("-~>/+") {
		t[c] = traitDash
	}
	for _, c := range []byte("_+%") { // in place of spaces
		t[c] |= traitCode
	}
	t[':'], t[';'], t['"'] = traitColon, traitCell, traitCell
	t['/'] |= traitSlash
	for _, c := range []byte(ornaments + "!?#@") {
		t[c] |= traitStray
	}
	return t
}()

// What calls for a closer look.
const (
	lookMark  uint16 = 1 << (iota + 8) // at the end
	lookBegin                          // a mark or figure at the start
	lookEnd                            // a figure at the end, or words that go with it or introduce a source
)

// glance returns what calls for a closer look: traits, and what is at the edges. For
// most headlines, which are letters, spaces and commas, it is nothing. This runs for
// every headline, so the code is short and has no branches, which would be hard to
// predict.
func (h *Headline) glance() (look uint16) {
	toks, norm := h.toks, h.norm[:len(h.fold.b)+8]
	n := len(toks) - 1
	if n < 0 {
		return 0
	}
	via := 0
	for i := max(0, n-3); i < n; i++ {
		via |= isVia(firstLetters(norm, toks[i].start, toks[i].end))
	}
	last := &toks[n]
	c := norm[last.end-1]
	look = uint16(h.seen &^ (traitCode | traitDash | traitDigit | traitStray))
	look |= uint16(one(last.digits != 0)|mayEnd(firstLetters(norm, last.start, last.end))|via) * lookEnd
	look |= uint16(^class[norm[0]]&letter|uint8(one(class[norm[1]]&(stop|space) == stop))|class[norm[1]]&digit/digit) * lookBegin // 12, a), h2.
	look |= uint16(one(class[c]&(letter|digit) == 0)&one(c != '!')&one(c != '?')) * lookMark
	return look
}

// ends are the words that go with figures or ask to read on, as a set of hashes of their
// first letters. It is small because it competes for the processor's cache.
var ends = func() (set [32]uint64) {
	for word, r := range roles {
		if r&(roleData|roleMore|roleEnd) != 0 {
			w := firstLetters(append([]byte(word), 0, 0, 0, 0), 0, int32(len(word)))
			set[w*spread>>27] |= 1 << (w * spread >> 21 & 63)
		}
	}
	return set
}()

const spread = 0x9E37_79B1

// mayEnd is 1 if a word with these first letters may be one of ends, else 0.
func mayEnd(w uint32) int { return int(ends[w*spread>>27] >> (w * spread >> 21 & 63) & 1) }

// firstLetters returns the first four bytes of a word, or fewer, as a number.
func firstLetters(norm []byte, start, end int32) uint32 {
	return binary.LittleEndian.Uint32(norm[start:]) & uint32(1<<(8*min(end-start, 4))-1)
}

// isVia is 1 for the words that introduce a source, by their first letters, else 0.
func isVia(w uint32) int {
	const by, via, oleh = 'b' | 'y'<<8, 'v' | 'i'<<8 | 'a'<<16, 'o' | 'l'<<8 | 'e'<<16 | 'h'<<24
	return one(w == by) | one(w == via) | one(w == oleh)
}

// due reports whether there may be any wrapping, going by a closer look.
func (p *peeler) due(look uint16) bool {
	seen := p.h.seen
	p.parts = seen&(traitPart|traitSlash) != 0
	p.runs = p.parts || look&lookEnd != 0 && p.endsApart()
	p.parts = p.parts || seen&traitColon != 0 && p.colonDivides() || seen&traitCell != 0 && p.cells()
	return p.parts || p.runs || look&(lookBegin|lookMark) != 0
}

// nearEdge is how far from an edge a label or a source may end or begin, in bytes.
const nearEdge = 40

// cells reports whether a mark divides cells of a table.
func (p *peeler) cells() (ok bool) {
	for i := 1; i+1 < p.hi && !ok; i++ {
		if c := p.b[i]; c == ';' || c == '"' || c == ',' {
			_, ok = p.divisionAt(i)
		}
	}
	return ok
}

// firm reports whether the words from token i on, going by step, may be a date, a time
// or a count.
func (p *peeler) firm(i, step int) bool {
	toks, n, year, all := p.h.toks, 0, false, role(0)
	for ; i >= 0 && i < len(toks) && n < 3; i += step {
		t, r := &toks[i], roleFigure
		if t.kind > Number {
			continue
		}
		if t.digits == 0 {
			r = p.tokenRole(i) & roleData
		}
		if r == 0 {
			break
		}
		all |= r
		year = year || t.kind == Number && t.end-t.start == 4
		n++
	}
	return n > 2 || n > 1 && (year || all&roleFirm != 0)
}

// colonDivides reports whether the first colon may divide a label or a source from
// the headline, or any the headline from a source.
func (p *peeler) colonDivides() bool {
	b, toks := p.b, p.h.toks
	for k := max(1, p.hi-nearEdge+1); k < p.hi; k++ {
		start := k
		for start > 0 && b[k] == ':' && class[b[start-1]]&letter != 0 {
			start--
		}
		if b[k] == ':' && (b[k-1] == ' ' || p.listed(start, k)&roleBy != 0) {
			p.runs = true
			return true
		}
	}
	first := bytes.IndexByte(b, ':')
	switch t := &toks[0]; {
	case first > nearEdge || first < 1:
		return false
	case bytes.IndexByte(b[:first], '.') >= 0 || b[p.hi-1] == '"' && first+2 < p.hi && b[first+2] == '"':
		return true
	case t.kind == Number, t.end == 1, p.tokenRole(0) != 0:
		return len(toks) < 2 || toks[1].kind > Word || p.tokenRole(1) != 0
	}
	return false
}

// tokenRole returns the roles of a token.
func (p *peeler) tokenRole(i int) role { return p.listed(int(p.h.toks[i].start), int(p.h.toks[i].end)) }

// endsApart reports whether the last words may be a date, a time or a count, ask to
// read on and the like, or introduce a source.
func (p *peeler) endsApart() bool {
	n := len(p.h.toks) - 1
	for i := max(1, n-3); i < n; i++ {
		if isVia(firstLetters(p.norm, p.h.toks[i].start, p.h.toks[i].end)) != 0 && p.tokenRole(i)&roleVia != 0 {
			return true
		}
	}
	last := &p.h.toks[n]
	if last.digits == 0 {
		r := p.tokenRole(n)
		return r&roleMore != 0 || r&roleEnd != 0 && (last.glued || p.closing() > 0) || r&roleData != 0 && (last.glued || p.firm(n, -1))
	}
	if last.glued {
		p.parts = p.parts || p.b[last.start-1] == ','
		return n < 4 || p.b[last.start-1] != '-' || p.h.is(n-3, '-') // 12-5-2026, not 3-1
	}
	return last.end-last.start >= 8 || p.firm(n, -1)
}
