package features

import (
	"math"
	"slices"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// The families of n-grams. Each hashes under its own tag, so that a bigram and a
// skip-gram of the same words differ.
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

// Boundary marks before the first and after the last token, and what content
// words share in shapes.
var (
	hashStart = hash.String("^^")
	hashStop  = hash.String("$$")
	hashWord  = hash.String("W")
)

// Range is the tokens [From, To) of an n-gram, boundary marks left out.
type Range struct {
	From, To int32
	// Shape says that content words are in the n-gram as their class alone, so
	// that another word of the class gives the same n-gram.
	Shape bool
}

// NGrams appends the hash of every n-gram of the headline to dst: one to three
// consecutive tokens and two around a gap, figures by their shape, with marks for
// the start and end of the headline; three letters at the start and end of each
// word; shapes, where a content word is only its word class of the word lists; and,
// unless c is nil, one and two classes of c. An n-gram that occurs twice is listed
// twice.
func (h *Headline) NGrams(dst []uint64, c *Classes) []uint64 {
	dst = slices.Grow(dst, (maxGrams+classesPerToken)*(len(h.toks)+1))
	out := dst[len(dst):cap(dst)]
	h.wordGrams(out)
	n := h.shapeGrams(out)
	if c != nil {
		n += h.classGrams(out[n:], c)
	}
	return dst[:len(dst)+n]
}

// wordGrams writes the n-grams of words to their places in out.
func (h *Headline) wordGrams(out []uint64) {
	toks, norm, k := h.toks, h.norm, uint(0)
	// The tokens before, as pair's first arguments.
	w1, w2 := hashStart^hash.K0, hashStart^hash.K0
	for i := range toks {
		t := &toks[i]
		g := out[k : k+3 : k+3]
		g[0] = hash.Mix(t.hash, tagUnigram)
		// Written in any case, kept where they count: no branch.
		g[1] = hash.Mix(hash.Three(norm, t.nstart), tagPrefix)
		g[2] = hash.Mix(hash.Three(norm, t.last(3)), tagSuffix)
		k += t.ownGrams()
		w := t.hash ^ hash.K1
		b := hash.Mix(w1, w)
		g = out[k : k+3 : k+3]
		g[0] = hash.Mix(b, tagBigram)
		g[1] = hash.Mix(hash.Mix(w2, b^hash.K1), tagTrigram)
		g[2] = hash.Mix(hash.Mix(w2, w), tagSkip)
		k += 5
		w2, w1 = w1, w^(hash.K0^hash.K1)
	}
	b := hash.Mix(w1, hashStop^hash.K1)
	g := out[k : k+3 : k+3]
	g[0] = hash.Mix(b, tagBigram)
	g[1] = hash.Mix(hash.Mix(w2, b^hash.K1), tagTrigram)
	g[2] = hash.Mix(hash.Mix(w2, hashStop^hash.K1), tagSkip)
}

// shapeGrams writes the n-grams of shapes to their places in out, after the
// others of each token, and returns the number of all n-grams.
func (h *Headline) shapeGrams(out []uint64) int {
	toks, k := h.toks, uint(0)
	// The shapes and pairs of shapes before, as pair's first arguments.
	s1, s2 := hashStart^hash.K0, hashStart^hash.K0
	p1 := hash.Pair(hashStart, hashStart) ^ hash.K0
	p2 := p1
	for i := range toks {
		t := &toks[i]
		s := t.shape()
		p := hash.Mix(s1, s^hash.K1)
		k += t.ownGrams()
		g := out[k : k+5 : k+5]
		g[3] = hash.Mix(hash.Mix(s2, p^hash.K1), tagShape3)
		g[4] = hash.Mix(hash.Mix(p2, p^hash.K1), tagShape4)
		k += 5
		s2, s1 = s1, s^hash.K0
		p2, p1 = p1, p^hash.K0
	}
	p := hash.Mix(s1, hashStop^hash.K1)
	g := out[k : k+5 : k+5]
	g[3] = hash.Mix(hash.Mix(s2, p^hash.K1), tagShape3)
	g[4] = hash.Mix(hash.Mix(p2, p^hash.K1), tagShape4)
	return int(k + 5)
}

// maxGrams is the most n-grams that one token brings.
const maxGrams = 8

// ownGrams is the number of n-grams of the token alone.
func (t *token) ownGrams() uint { return 1 + 2*uint(one(t.hasAffixes())) }

// last returns where the last n bytes of a token begin, but at least 0.
func (t *token) last(n int32) int32 { return (t.nend - n) &^ ((t.nend - n) >> 31) }

// hasAffixes reports whether the start and end of a token are n-grams of their own.
func (t *token) hasAffixes() bool { return (t.nend-t.nstart-5)|-int32(t.kind) >= 0 }

// NGramRanges appends the tokens that each n-gram of NGrams covers to dst, in
// the same order.
func (h *Headline) NGramRanges(dst []Range, c *Classes) []Range {
	n := len(h.toks)
	for i := 0; i <= n; i++ {
		if i < n {
			self := Range{From: int32(i), To: int32(i + 1)}
			dst = append(dst, self)
			if h.toks[i].hasAffixes() {
				dst = append(dst, self, self)
			}
		}
		for k, back := range [...]int{1, 2, 2, 2, 3} { // bigram, trigram, skip-gram, shapes of three and four
			dst = append(dst, Range{int32(max(0, i-back)), int32(min(n, i+1)), k > 2})
		}
	}
	if c != nil {
		dst = h.classRanges(dst)
	}
	return dst
}

// shape hashes a token's kind rather than its text: marks, figures, function words
// and forward references hash as themselves, other words as their classes.
func (t *token) shape() uint64 {
	const itself = lexicon.FunctionID | lexicon.FunctionEN | lexicon.Ini | lexicon.Begini | lexicon.Ternyata
	own := -uint64(one(uint64(t.kind)|uint64(t.mask&itself) != 0)) // a mark is no word
	s := hash.Mix(uint64(t.mask&lexicon.Classes)^hash.K2, hashWord)
	return s ^ (s^t.hash)&own // a branch would be hard to predict
}

// Scale is the factor on the sum of a headline's n-gram weights: 1 at eight tokens,
// and falling with the root of their number, so that long headlines are not judged
// with more certainty than short ones.
func Scale(tokens int) float64 { return 3 / math.Sqrt(float64(tokens+1)) }
