package features

import (
	"unicode"
	"unicode/utf8"
)

// ornaments are marks that writing uses for show; inside a word, repair has read
// them by now.
const ornaments = "~^*_\\`"

// strip drops the tokens that say nothing: emoji and signs, which are counted,
// ornaments, the marks of hashtags and mentions, and marks that belong to a name. The
// words beside them meet.
func (h *Headline) strip() {
	k := 0
	for k < len(h.toks) && (h.toks[k].kind <= Number || !h.idle(h.toks[:k], k)) {
		k++
	}
	if k == len(h.toks) {
		return
	}
	out, glued := h.toks[:k], h.toks[k].glued // no space since the last token kept
	for i := k + 1; i < len(h.toks); i++ {
		t := h.toks[i]
		glued = glued && t.glued
		if t.kind > Number && h.idle(out, i) {
			continue
		}
		t.glued = glued
		out = append(out, t)
		glued = true
	}
	if len(out) > 0 {
		h.toks = out
	}
}

// idle reports whether token i, after those that were kept, says nothing.
func (h *Headline) idle(before []token, i int) bool {
	t := &h.toks[i]
	switch c := h.norm[t.nstart]; {
	case traits[c]&traitStray == 0:
		return false
	case t.kind == Symbol:
		r, _ := utf8.DecodeRune(h.norm[t.nstart:])
		h.emoji += one(isPicture(r))
		return !unicode.Is(unicode.Sc, r)
	case c == '!' || c == '?':
		return h.inName(before, i)
	case c == '#' || c == '@': // of a hashtag or a mention; not of an address or a number
		return i+1 < len(h.toks) && h.toks[i+1].glued && h.toks[i+1].kind == Word && (!t.glued || h.toks[i-1].kind > Number)
	}
	return t.kind == Punct
}
