package features

import (
	"strings"
	"sync"

	"github.com/heboh/heboh/features/lexicon"
)

// plain is the plain form of Headline: the same features, byte by byte, pass
// by pass, with a map for the words. The differential test holds Headline to
// it. It shares the tables (character classes, look-alikes, catalogue), the
// hash and repair.
type plain struct {
	Headline
}

func (h *plain) reset(text string) {
	h.text, h.record = text, true
	h.joined, h.drawn = 0, 0
	if len(text) > MaxBytes {
		text = text[:MaxBytes]
	}
	h.fold.b, h.fold.pos, h.fold.end = nil, nil, nil
	h.fold.disguised = 0
	h.fold.unicode(text, 0)
	if signs := h.tokenize(); signs != 0 {
		h.repair(signs)
	}
	h.hashTokens()
	for i := range h.toks {
		h.toks[i].mask = plainWords()[h.toks[i].hash]
	}
}

// cues returns the values and leaves the hits in h.hits.
func (h *plain) cues() [NumCues]float32 {
	h.values, h.hits = [NumCues]float32{}, nil
	h.markQuotes()
	h.shout()
	h.marks()
	h.terms()
	h.openings()
	h.style()
	h.devices()
	v := h.values
	for i := range v {
		v[i] = min(v[i], catalogue[i].Max) / catalogue[i].Max
	}
	return v
}

// ngrams lists the n-grams and the tokens they cover.
func (h *plain) ngrams() (grams []uint64, at []Range) {
	n := len(h.toks)
	word := func(i int) uint64 {
		switch {
		case i < 0:
			return hashStart
		case i >= n:
			return hashStop
		}
		return h.toks[i].hash
	}
	shape := func(i int) uint64 {
		if i < 0 || i >= n {
			return word(i)
		}
		return h.toks[i].shape()
	}
	add := func(g uint64, from, to int) {
		grams = append(grams, g)
		at = append(at, Range{int32(max(0, from)), int32(min(n, to))})
	}
	for i := range n + 1 {
		if i < n {
			add(mix(word(i), tagUnigram), i, i+1)
			if s := h.norm[h.toks[i].nstart:h.toks[i].nend]; h.toks[i].kind == Word && len(s) > 4 {
				add(mix(hashString(string(s[:3])), tagPrefix), i, i+1)
				add(mix(hashString(string(s[len(s)-3:])), tagSuffix), i, i+1)
			}
		}
		add(mix(pair(word(i-1), word(i)), tagBigram), i-1, i+1)
		add(mix(pair(word(i-2), pair(word(i-1), word(i))), tagTrigram), i-2, i+1)
		add(mix(pair(word(i-2), word(i)), tagSkip), i-2, i+1)
		add(mix(pair(shape(i-2), pair(shape(i-1), shape(i))), tagShape3), i-2, i+1)
		add(mix(pair(pair(shape(i-3), shape(i-2)), pair(shape(i-1), shape(i))), tagShape4), i-3, i+1)
	}
	return grams, at
}

// plainWords is the table of words as a map.
var plainWords = sync.OnceValue(func() map[uint64]Mask {
	m := make(map[uint64]Mask)
	var h plain
	add := func(form string, mask Mask) {
		h.fold.b, h.fold.pos, h.fold.end = nil, nil, nil
		h.fold.unicode(form, 0)
		h.tokenize()
		h.hashTokens()
		var sum uint64
		n := 0
		for _, t := range h.toks {
			if t.kind > Number {
				continue
			}
			if n++; n == 1 {
				sum = t.hash
				continue
			}
			m[sum] |= maskMore
			sum = pair(sum, t.hash)
		}
		if n > 0 {
			m[sum] |= mask
		}
	}
	for _, e := range lexicon.Entries() {
		mask := bit(e.Class)
		if e.Class == lexicon.Function {
			if mask = maskFuncID; e.Lang == "en" {
				mask = maskFuncEN
			}
		}
		for _, f := range e.Forms() {
			add(f, mask)
		}
	}
	for _, s := range signals {
		for _, w := range strings.Fields(s.words) {
			add(w, s.mask)
		}
	}
	for _, w := range lexicon.Common() {
		add(w, maskCommon)
	}
	for _, w := range lexicon.Acronyms() {
		add(w, maskAcronym)
	}
	return m
})
