package features

import (
	"bytes"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// repair undoes disguises made with ordinary characters: spaced-out letters
// (h e b o h, v.i.r.a.l), marks or emoji inside a word (he*boh, h*boh), digits
// and signs for letters (V1R4L), drawn-out letters (hebooooh). The result must be
// a known word, or plainly a word in disguise; anything else is left alone. Case
// plays no part, so that a headline in capitals reads the same.
func (h *Headline) repair(signs uint8) {
	if signs&seenGlued != 0 {
		h.joinRuns(h.gluedRun, h.joinGlued)
	}
	if signs&seenSingles != 0 {
		h.joinRuns(h.singlesRun, h.joinSingles)
	}
	if signs&seenStray != 0 {
		h.strip()
	}
	if signs&(seenMixed|seenRun) == 0 {
		return
	}
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind != Word {
			continue
		}
		if t.digits > 0 {
			h.unleet(t)
		}
		if signs&seenRun != 0 {
			h.shorten(t)
		}
	}
}

// joinRuns puts what join makes of it in place of each run of three tokens or
// more. runEnd returns the end of the run from token i; join appends tokens for the
// run [i, j) and returns where to go on.
func (h *Headline) joinRuns(runEnd func(i int) int, join func(out []token, i, j int) ([]token, int)) {
	out := h.toks[:0]
	for i := 0; i < len(h.toks); {
		if j := runEnd(i); j-i >= 3 {
			out, i = join(out, i, j)
			continue
		}
		out = append(out, h.toks[i])
		i++
	}
	h.toks = out
}

// maxSpelling bounds the words that repair puts together, in bytes.
const maxSpelling = 64

// known returns the mask of a spelling, 0 for one that is not listed.
func (h *Headline) known(spelling []byte) lexicon.Mask {
	n := len(h.norm)
	h.norm = append(h.norm, spelling...)
	h.norm = append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0)
	m := lookup(hash.At(h.norm, n, n+len(spelling)))
	h.norm = h.norm[:n]
	return m &^ lexicon.More
}

// rewrite gives a token another spelling.
func (h *Headline) rewrite(t *token, spelling []byte) {
	t.nstart = int32(len(h.norm))
	h.norm = append(h.norm, spelling...)
	t.nend = int32(len(h.norm))
}

// merge makes one token, of the given spelling, of tokens [i, j).
func (h *Headline) merge(i, j int, spelling []byte) token {
	t := h.toks[i]
	t.end, t.kind = h.toks[j-1].end, Word
	for k := i + 1; k < j; k++ {
		t.upper += h.toks[k].upper
		t.lower += h.toks[k].lower
	}
	t.digits = 0
	h.rewrite(&t, spelling)
	return t
}

// shorten reads hebooooh as heboh: a letter three times or more becomes one,
// or two where only that makes a known word. Roman numerals, www, acronyms (PPPA)
// and slips of the key (hatttrick) are left alone.
func (h *Headline) shorten(t *token) {
	var single, double [maxSpelling]byte
	src := h.norm[t.nstart:t.nend]
	if len(src) > maxSpelling || len(bytes.Trim(src, "ivxw")) == 0 {
		return
	}
	out, drawn := undraw(single[:0], src, 1)
	if len(out) < 2 || len(out) == len(src) {
		return
	}
	voiced := bytes.ContainsAny(out, vowels)
	if !voiced && !drawn {
		return
	}
	if twice, _ := undraw(double[:0], src, 2); h.known(twice) != 0 {
		out = twice
	} else if (!voiced || !drawn) && h.known(out) == 0 {
		return
	}
	h.drawn++
	h.rewrite(t, out)
}

// undraw appends src to out, with every letter that comes three times or more in
// a row kept keep times only. drawn reports whether one was clearly drawn out: it
// comes four times, is a vowel, or ends the word.
func undraw(out, src []byte, keep int) (spelling []byte, drawn bool) {
	for i := 0; i < len(src); {
		j := i + 1
		for j < len(src) && src[j] == src[i] {
			j++
		}
		n := j - i
		if n >= 3 && class[src[i]]&letter != 0 {
			drawn = drawn || n > 3 || vowel(src[i]) || j == len(src)
			n = keep
		}
		out = append(out, src[i:i+n]...)
		i = j
	}
	return out, drawn
}

const vowels = "aeiou"

func vowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}
