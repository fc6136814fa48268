package features

import "unicode/utf8"

// tokenize fills h.toks and h.norm from h.fold and returns the signs seen.
func (h *plain) tokenize() (signs uint8) {
	b := h.fold.b
	h.toks, h.norm = h.toks[:0], h.norm[:0]
	glued, singles := false, 0
	for i := 0; i < len(b); {
		c := class[b[i]]
		if c&space != 0 {
			i++
			glued = false
			continue
		}
		t := token{start: int32(i), nstart: int32(len(h.norm)), glued: glued}
		switch {
		case c&(letter|digit) != 0 || c&high != 0 && isHighLetter(b[i:]):
			i = h.word(&t, i, &signs)
			if t.kind == Word && i-int(t.start) == 1 {
				singles++
			}
		case c&high != 0:
			_, n := utf8.DecodeRune(b[i:])
			h.norm = append(h.norm, b[i:i+n]...)
			t.kind = Symbol
			i += n
		case b[i] == '\'' && glued && i+1 < len(b) && possessive(b[i+1:]):
			h.norm = append(h.norm, '\'', 's')
			t.lower = 1
			i += 2
		default:
			j := i + 1
			for j < len(b) && b[j] == b[i] {
				j++
			}
			h.norm = append(h.norm, b[i])
			if j-i > 1 {
				h.norm = append(h.norm, b[i])
			}
			t.kind = Punct
			i = j
		}
		t.end, t.nend = int32(i), int32(len(h.norm))
		if n := len(h.toks); glued && n > 1 && t.kind == Word && h.toks[n-1].glued && h.toks[n-2].kind == Word {
			signs |= seenGlued
		}
		h.toks = append(h.toks, t)
		glued = true
	}
	if singles > 2 {
		signs |= seenSingles
	}
	return signs
}

// word reads a word or number starting at b[i] and returns its end.
func (h *plain) word(t *token, i int, signs *uint8) int {
	b := h.fold.b
	run := 0
	var prev byte
scan:
	for i < len(b) {
		c := b[i]
		k := class[c]
		switch {
		case k&letter != 0:
			if k&upper != 0 {
				t.upper = inc(t.upper)
				c |= 0x20
			} else {
				t.lower = inc(t.lower)
			}
			if c == prev {
				if run++; run >= 2 {
					*signs |= seenRun
				}
			} else {
				run, prev = 0, c
			}
			h.norm = append(h.norm, c)
			i++
		case k&digit != 0:
			t.digits = inc(t.digits)
			h.norm = append(h.norm, c)
			prev = 0
			i++
		case k&high != 0 && isHighLetter(b[i:]):
			_, n := utf8.DecodeRune(b[i:])
			h.norm = append(h.norm, b[i:i+n]...)
			t.other = inc(t.other)
			prev = 0
			i += n
		case i+1 < len(b) && (c == '\'' && t.letters() > 0 && class[b[i+1]]&letter != 0 && !possessive(b[i+1:]) ||
			(c == '.' || c == ',') && class[b[i-1]]&class[b[i+1]]&digit != 0):
			h.norm = append(h.norm, c)
			prev = 0
			i++
		default:
			break scan
		}
	}
	if t.letters() == 0 {
		t.kind = Number
	} else if t.digits > 0 {
		*signs |= seenMixed
	}
	return i
}

// hashTokens hashes the normalised text of each token; numbers and amounts by
// their shape, so that no figure carries a verdict. The padding that hashAt reads
// stays.
func (h *plain) hashTokens() {
	h.norm = append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0)
	for i := range h.toks {
		t := &h.toks[i]
		switch t.kind {
		case Number:
			t.hash = numberHash(h.norm[t.nstart:t.nend])
		case Symbol:
			t.hash = hashSymbol
		case Word:
			if t.digits > 0 && isRupiah(h.norm[t.nstart:t.nend]) {
				t.hash = hashRupiah
				break
			}
			fallthrough
		default:
			t.hash = hashAt(h.norm, int(t.nstart), int(t.nend))
		}
	}
}

func inc(n uint8) uint8 {
	if n < 255 {
		n++
	}
	return n
}
