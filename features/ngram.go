package features

import "math"

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
	dst, _ = h.ngrams(dst, nil, false)
	return dst
}

// NGramRanges appends the tokens that each n-gram of NGrams covers to dst, in
// the same order.
func (h *Headline) NGramRanges(dst []Range) []Range {
	_, dst = h.ngrams(nil, dst, true)
	return dst
}

func (h *Headline) ngrams(dst []uint64, at []Range, ranges bool) ([]uint64, []Range) {
	n := len(h.toks)
	var w1, w2 = hashStart, hashStart // the tokens before
	var s1, s2, s3 = hashStart, hashStart, hashStart
	for i := 0; i <= n; i++ {
		w, s := hashStop, hashStop
		if i < n {
			t := &h.toks[i]
			w, s = t.hash, t.shape()
			dst = append(dst, mix(w, tagUnigram))
			if ranges {
				at = append(at, Range{int32(i), int32(i + 1)})
			}
			if t.kind == Word && t.nend-t.nstart > 4 {
				dst = append(dst, mix(hashAt(h.norm, int(t.nstart), int(t.nstart)+3), tagPrefix), mix(hashAt(h.norm, int(t.nend)-3, int(t.nend)), tagSuffix))
				if ranges {
					at = append(at, Range{int32(i), int32(i + 1)}, Range{int32(i), int32(i + 1)})
				}
			}
		}
		b := pair(w1, w)
		dst = append(dst, mix(b, tagBigram), mix(pair(w2, b), tagTrigram), mix(pair(w2, w), tagSkip), mix(pair(s2, pair(s1, s)), tagShape3), mix(pair(pair(s3, s2), pair(s1, s)), tagShape4))
		if ranges {
			for k := range 5 {
				back := [...]int{1, 2, 2, 2, 3}[k]
				at = append(at, Range{int32(max(0, i-back)), int32(min(n, i+1))})
			}
		}
		w2, w1 = w1, w
		s3, s2, s1 = s2, s1, s
	}
	return dst, at
}

// shape is what a token is, not which: marks, figures, function words and
// forward references stand for themselves, other words for their class.
func (t *token) shape() uint64 {
	if t.kind != Word || t.mask&(maskFuncID|maskFuncEN|maskIni|maskBegini|maskTernyata) != 0 {
		return t.hash
	}
	return mix(uint64(t.mask&maskClasses)^k2, hashWord)
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
