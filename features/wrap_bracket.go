package features

import (
	"bytes"
	"strings"
)

// tailBracket takes a bracket that says nothing of the story off the end.
func (p *peeler) tailBracket() bool {
	k := strings.IndexByte(endBracket, p.b[p.hi-1])
	if k < 0 {
		return false
	}
	depth := 0
	for i := p.hi - 1; i > p.lo; i-- {
		switch p.b[i] {
		case endBracket[k]:
			depth++
		case openBracket[k]:
			if depth--; depth == 0 {
				kind := p.bracketKind(i, p.hi-1)
				p.dated = kind == WrapData
				return kind != "" && p.takeFrom(i, kind)
			}
		}
	}
	return false
}

// leadBracket is tailBracket at the start.
func (p *peeler) leadBracket() bool {
	if strings.IndexByte(openBracket, p.b[p.lo]) < 0 {
		return false
	}
	end := p.closing(p.lo, p.hi)
	if end < 0 || end+1 >= p.hi {
		return false
	}
	kind := p.bracketKind(p.lo, end)
	r := p.read(p.lo, end)
	p.chat = p.chat || r.stamps > 1
	return kind != "" && p.takeTo(end+1, kind)
}

// bracketKind returns what the bracket from lo to hi holds, "" for wording.
func (p *peeler) bracketKind(lo, hi int) string {
	r := p.read(lo+1, hi)
	kind := r.kind()
	switch {
	case kind != "":
		return kind
	case r.words == 0:
		return WrapMark
	case r.words > 3 || r.loud:
		return ""
	case r.words == 1 && r.any&roleFigure != 0:
		return WrapData
	case !r.first.capital && hi-lo <= 5, !r.first.capital && hi-lo <= 9 && bytes.IndexByte(p.b[lo:hi], '/') > 0: // initials, [b]
		return WrapLabel
	case r.named && (p.b[lo] == '[' || !r.common && r.words > 1):
		return WrapLabel
	}
	return ""
}
