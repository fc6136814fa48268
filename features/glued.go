package features

import (
	"bytes"

	"github.com/heboh/heboh/features/lexicon"
)

// joinGlued reads the run [i, j) of words and single marks without spaces between
// them, such as he*boh or v.i.r.a.l, as one word where the letters make a known word
// that the parts are not, or where the parts are all single letters. It returns
// where reading goes on.
func (h *Headline) joinGlued(out []token, i, j int) ([]token, int) {
	var buf, part [maxSpelling]byte
	spelling, disguised := h.spell(buf[:0], i, j)
	if same := h.sameMark(i, j); same < j && h.known(spelling) == 0 { // g_i_l_a-gilaan
		if s, d := h.spell(part[:0], i, same); s != nil {
			spelling, disguised, j = s, d, same
		}
	}
	if spelling == nil {
		return append(out, h.toks[i]), i + 1
	}
	if disguised {
		h.joined++
	}
	return append(out, h.merge(i, j, spelling)), j
}

// gluedRun returns the end of the run word, mark, word, mark, …, word from i.
func (h *Headline) gluedRun(i int) int {
	if h.toks[i].kind > Number {
		return i
	}
	j := i + 1
	for j+1 < len(h.toks) && h.toks[j].glued && h.toks[j+1].glued && h.joint(j) && h.toks[j+1].kind <= Number {
		j += 2
	}
	return j
}

// joint reports whether token i is a mark that may hide inside a word: an emoji
// or sign, a run of stars, or a single punctuation mark other than those that plain
// writing puts between words without a space.
func (h *Headline) joint(i int) bool {
	t := &h.toks[i]
	if t.kind != Punct {
		return t.kind == Symbol
	}
	switch c := h.norm[t.nstart]; c {
	case '&', '"', '(', ')', '[', ']', '{', '}', ':', ';', '?':
		return false
	case '*':
		return true
	}
	return t.nend-t.nstart == 1
}

// sameMark returns the end of the part of the run [i, j) that is joined by the
// same mark throughout.
func (h *Headline) sameMark(i, j int) int {
	first := &h.toks[i+1]
	k := i + 3
	for k+1 < j && h.toks[k].kind == first.kind && h.norm[h.toks[k].nstart] == h.norm[first.nstart] {
		k += 2
	}
	return min(k, j)
}

// spell returns the word that tokens [i, j) spell, nil for none, and whether it
// was disguised, rather than written with a hyphen or as an acronym with points.
func (h *Headline) spell(buf []byte, i, j int) (spelling []byte, disguised bool) {
	n, letters := 0, 0
	singles, allKnown, hyphens, points, figures := true, true, true, true, false
	for k := i; k < j; k++ {
		t := &h.toks[k]
		s := h.norm[t.nstart:t.nend]
		if t.kind > Number {
			hyphens = hyphens && t.kind == Punct && s[0] == '-'
			points = points && t.kind == Punct && s[0] == '.'
			continue
		}
		if n+len(s) > maxSpelling/2 {
			return nil, false
		}
		n += len(s)
		letters += t.letters()
		singles = singles && len(s) == 1
		figures = figures || t.kind == Number
		allKnown = allKnown && h.known(s) != 0
	}
	if n < 3 || letters*2 <= n || figures && !singles { // 4-2-3-1, Covid-19
		return nil, false
	}
	parts := (j - i + 1) / 2
	for way := marksDropped; way <= marksWild; way++ {
		word, ok := h.readMarks(buf, i, j, way)
		if !ok {
			continue
		}
		m := h.known(word)
		if way == marksWild {
			m = h.wild(word)
		}
		if m&lexicon.Charged != 0 || m != 0 && !allKnown || m != 0 && singles {
			return word, m&lexicon.Acronym == 0 && (singles || !hyphens) && (!points || m&lexicon.Charged != 0 || parts > 4)
		}
	}
	if word, ok := h.readMarks(buf, i, j, marksDropped); ok && singles && parts >= 4 {
		return word, !points // N.C.A.A. is an acronym
	}
	return nil, false
}

// The ways to read the marks inside a word.
const (
	marksDropped = iota // he*boh
	marksSigns          // m!r!s: as the letter they look like
	marksWild           // h*boh: each star as a letter left out
)

// wildcard takes the place of a letter left out.
const wildcard = '*'

// readMarks spells tokens [i, j) with the marks read in the given way; ok is
// false when none can be read that way.
func (h *Headline) readMarks(buf []byte, i, j, way int) (word []byte, ok bool) {
	word, ok = buf, way == marksDropped
	for k := i; k < j; k++ {
		t := &h.toks[k]
		s := h.norm[t.nstart:t.nend]
		switch {
		case t.kind <= Number:
			for _, c := range s {
				word = append(word, leetLetter(c))
			}
		case way == marksSigns && leet[s[0]] != 0:
			word, ok = append(word, leet[s[0]]), true
		case way == marksWild && (s[0] == '*' || s[0] == '#'):
			for n := t.end - t.start; n > 0 && len(word) < maxSpelling; n-- {
				word = append(word, wildcard)
			}
			ok = true
		}
	}
	return word, ok
}

// wild puts vowels in place of the wildcards of word, at most two, so that it
// becomes a known word, a charged one if possible. It returns the word's mask, 0
// when there is none.
func (h *Headline) wild(word []byte) (found lexicon.Mask) {
	first, last := bytes.IndexByte(word, wildcard), bytes.LastIndexByte(word, wildcard)
	switch n := bytes.Count(word, []byte{wildcard}); {
	case n > 2:
		return 0
	case n == 1:
		last = -1
	}
	var best [2]byte
	for i := range len(vowels) * len(vowels) {
		word[first] = vowels[i%len(vowels)]
		if last >= 0 {
			word[last] = vowels[i/len(vowels)]
		} else if i == len(vowels) {
			break
		}
		if m := h.known(word); m != 0 && (found == 0 || found&lexicon.Charged == 0 && m&lexicon.Charged != 0) {
			found, best = m, [2]byte{word[first], word[max(last, 0)]}
		}
	}
	if found != 0 {
		word[first] = best[0]
		if last >= 0 {
			word[last] = best[1]
		}
	}
	return found
}
