package features

import (
	"bytes"
	"unicode/utf8"
)

// A division stands between the headline and another part.
type division struct {
	start, end int  // its bytes
	mark       byte // '|' for one that nothing else can be, '-', '/' or ':'
}

// divisionAt returns the division at byte i, if there is one.
func (p *peeler) divisionAt(i int) (d division, ok bool) {
	b := p.b
	c := b[i]
	if c == '\t' {
		return division{i, i + 1, '|'}, i > p.lo && p.count(c) <= 3
	}
	if class[c]&(letter|digit|space) != 0 || i <= p.lo || i+1 >= p.hi {
		return d, false
	}
	apart := class[b[i-1]]&space != 0
	end := i + 1
	switch {
	case c == '|':
		return division{i, end, '|'}, true
	case c == ':' && b[end] == ':':
		return division{i, end + 1, '|'}, true
	case c == ':':
		return division{i, end, ':'}, class[b[end]]&space != 0 || apart || b[end] == '"' || b[i-1] == '"' || class[b[end]]&letter != 0
	case c == ';' && class[b[end]]&space == 0:
		return division{i, end, '|'}, true
	case c == ',' && class[b[end]]&space == 0 && class[b[end]]&class[b[i-1]]&digit == 0:
		return division{i, end, ','}, true
	case !apart:
		return d, false
	case class[c]&high != 0:
		r, n := utf8.DecodeRune(b[i:p.hi])
		end = i + n
		return division{i, end, '|'}, end < p.hi && class[b[end]]&space != 0 && isSign(r) && (!isPicture(r) || r == '©') && p.count(b[end-1]) <= 3
	}
	for end < p.hi && b[end] == c {
		end++
	}
	if end == p.hi || class[b[end]]&space == 0 {
		return d, false
	}
	switch c {
	case '-', '/', '+':
		return division{i, end, c}, true
	case '~', '>', '"', '<', '\\', '=':
		return division{i, end, '|'}, p.count(c) <= 3
	}
	return d, false
}

// count counts a byte: what comes often is an ornament.
func (p *peeler) count(c byte) int { return bytes.Count(p.b[p.lo:p.hi], []byte{c}) }

// part takes off what follows the last division, or precedes the first.
func (p *peeler) part(atEnd bool) bool {
	i, end, step := p.lo+1, min(p.hi, p.lo+80), 1
	if atEnd {
		i, end, step = p.hi-1, p.lo, -1
	}
	for ; i != end; i += step {
		if class[p.b[i]]&(letter|digit) != 0 || p.b[i] == ' ' {
			continue
		}
		d, ok := p.divisionAt(i)
		switch {
		case !ok:
		case atEnd && d.mark == ':' && class[p.b[i-1]]&space == 0:
		case !atEnd && d.mark == ':' && (p.b[i+1] == '/' || class[p.b[i-1]]&class[p.b[i+1]]&digit != 0): // of a link or a time
		case atEnd:
			kind := p.tailKind(d)
			return kind != "" && p.takeFrom(d.start, kind)
		default:
			kind := p.leadKind(d)
			return kind != "" && p.takeTo(d.end, kind)
		}
	}
	return false
}

// tailKind returns what follows a division, "" for wording.
func (p *peeler) tailKind(d division) string {
	r := p.read(d.end, p.hi)
	kind := r.kind()
	if kind == WrapData || kind == WrapAddress {
		return kind
	}
	if d.mark == '|' && r.words == 1 && r.any&roleFigure != 0 {
		return WrapData
	}
	head := p.wordsIn(p.lo, d.start)
	if r.words == 0 || r.words >= head {
		return ""
	}
	switch {
	case kind != "":
		if r.any&rolePaper != 0 {
			return WrapSource
		}
		return kind
	case r.loud || !r.named:
		return ""
	case d.mark == '|' && r.words <= 5:
		return WrapSource
	case (d.mark == '-' || d.mark == ':') && r.words <= 4 && head >= 4 && !r.common && !p.isQuote(p.lo, d.start):
		return WrapSource
	}
	return ""
}

// isQuote reports whether [lo, hi) is a quotation, so that a name after it is
// the speaker's.
func (p *peeler) isQuote(lo, hi int) bool {
	for hi > lo && class[p.b[hi-1]]&space != 0 {
		hi--
	}
	return hi-lo > 2 && (p.b[lo] == '"' || p.b[lo] == '\'') && p.b[lo] == p.b[hi-1]
}

// leadKind returns what precedes a division, "" for wording.
func (p *peeler) leadKind(d division) string {
	r := p.read(p.lo, d.start)
	kind := r.kind()
	if kind == WrapData || kind == WrapAddress {
		return kind
	}
	if d.mark != '-' && r.words == 1 && r.any&roleFigure != 0 && r.first.end-r.first.start <= 3 {
		return WrapData
	}
	rest := p.wordsIn(d.end, p.hi)
	if r.words == 0 || r.loud || r.words > rest {
		return ""
	}
	switch d.mark {
	case ':':
		if kind == WrapLabel || kind == WrapSource && (r.words == 1 || r.first.role&roleBy != 0) {
			return kind
		}
		if p.chat && r.words <= 3 && r.named { // [12/05/24, 10:30] Budi: …
			p.chat = false
			return WrapSource
		}
	case '|':
		if kind != "" || r.named && r.words <= 5 {
			return WrapLabel
		}
	case '-':
		if kind != "" {
			return kind
		}
		if (r.named || !p.mixed) && !r.common && r.words <= 2 && rest >= 4 {
			return WrapSource
		}
	default:
		if kind == WrapLabel {
			return kind
		}
	}
	return ""
}
