package features

import (
	"math"
	"slices"
)

// The families of n-grams. Each hashes under its own tag, so a bigram never
// stands for a skip-gram of the same words.
const (
	tagUnigram uint64 = iota<<56 | 0x9E3779B97F4A7C15&^(0xFF<<56)
	tagBigram
	tagTrigram
	tagSkip
	tagPrefix
	tagSuffix
	tagShape3
	tagShape4
)

// Boundary marks that stand before the first and after the last token.
var (
	hashStart = hashString("^^")
	hashStop  = hashString("$$")
	hashWord  = hashString("W")
)

// Range is a range of tokens: [From, To), the boundary marks left out.
type Range struct{ From, To int32 }

// NGrams appends the hash of every n-gram of the headline to dst: words,
// figures by shape and punctuation, one to three in a row and two around a
// gap, with marks for the title's start and end; three letters at the start
// and end of each word; and shapes, where a content word is only its word
// class. An n-gram that occurs twice is listed twice.
func (h *Headline) NGrams(dst []uint64) []uint64 {
	n := len(h.toks)
	dst = slices.Grow(dst, maxGrams*(n+1))
	out := dst[:cap(dst)]
	k := len(dst)
	var w1, w2 = hashStart, hashStart // the tokens before
	var s1, s2 = hashStart, hashStart
	p1 := pair(hashStart, hashStart) // the pairs of shapes before
	p2 := p1
	for i := 0; i <= n; i++ {
		w, s := hashStop, hashStop
		if i < n {
			t := &h.toks[i]
			w, s = t.hash, t.shape()
			out[k] = mix(w, tagUnigram)
			k++
			// Written in any case, kept where they count: no branch.
			out[k] = mix(hashThree(h.norm, int(t.nstart)), tagPrefix)
			out[k+1] = mix(hashThree(h.norm, int((t.nend-3)&^((t.nend-3)>>31))), tagSuffix)
			k += 2 * one(t.hasAffixes())
		}
		b, p := pair(w1, w), pair(s1, s)
		g := out[k : k+5 : k+5]
		g[0] = mix(b, tagBigram)
		g[1] = mix(pair(w2, b), tagTrigram)
		g[2] = mix(pair(w2, w), tagSkip)
		g[3] = mix(pair(s2, p), tagShape3)
		g[4] = mix(pair(p2, p), tagShape4)
		k += 5
		w2, w1 = w1, w
		s2, s1 = s1, s
		p2, p1 = p1, p
	}
	return out[:k]
}

// maxGrams is the most n-grams that one token brings.
const maxGrams = 8

// hasAffixes reports whether the start and end of a token count.
func (t *token) hasAffixes() bool { return (t.nend-t.nstart-5)|-int32(t.kind) >= 0 }

// NGramRanges appends the tokens that each n-gram of NGrams covers to dst, in
// the same order.
func (h *Headline) NGramRanges(dst []Range) []Range {
	n := len(h.toks)
	for i := 0; i <= n; i++ {
		if i < n {
			one := Range{int32(i), int32(i + 1)}
			dst = append(dst, one)
			if h.toks[i].hasAffixes() {
				dst = append(dst, one, one)
			}
		}
		for _, back := range [...]int{1, 2, 2, 2, 3} { // as in NGrams
			dst = append(dst, Range{int32(max(0, i-back)), int32(min(n, i+1))})
		}
	}
	return dst
}

// shape is what a token is, not which: marks, figures, function words and
// forward references stand for themselves, other words for their class.
func (t *token) shape() uint64 {
	const itself = maskFuncID | maskFuncEN | maskIni | maskBegini | maskTernyata
	own := -uint64(one(uint64(t.kind)|uint64(t.mask&itself) != 0)) // a mark is no word
	s := mix(uint64(t.mask&maskClasses)^k2, hashWord)
	return s ^ (s^t.hash)&own // a branch would be hard to predict
}

// Scale is the factor on the sum of a headline's n-gram weights: one over the
// root of their number, so that long titles are not surer than short ones, and
// 1 at 64 n-grams.
func Scale(grams int) float64 {
	if grams < 1 {
		return 1
	}
	return 8 / math.Sqrt(float64(grams))
}
