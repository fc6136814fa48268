package features

import (
	"slices"

	"github.com/heboh/heboh/features/internal/hash"
)

// Headline is one analysed headline. It is reusable: Reset analyses another
// text in the same buffers, without allocating once they have grown. It is
// not safe for concurrent use.
type Headline struct {
	text      string
	fold      folded
	norm      []byte // what the tokens read as; to begin with, the folded text in lower case
	alpha     bitmap // ASCII letters of the folded text
	upper     bitmap // those in capitals
	toks      []token
	sum       summary
	values    [NumCues]float32
	fired     []CueID // those of values that are not 0
	low, high uint64  // the same as sets, of the cues below 64 and the rest, while they fire
	hits      []Hit
	record    bool // collect hits
	joined    int  // words disguised, put right by repair
	drawn     int  // words with letters drawn out
}

// Reset analyses text, of which the first MaxBytes bytes count.
func (h *Headline) Reset(text string) {
	h.text = text
	h.joined, h.drawn = 0, 0
	h.fold.reset(text)
	signs := h.tokenize()
	if signs != 0 {
		h.repair(signs)
	}
	h.finish()
}

// Text is the text analysed.
func (h *Headline) Text() string { return h.text }

// Len is the number of tokens.
func (h *Headline) Len() int { return len(h.toks) }

// Span is where tokens [from, to) stand in the original text; to == from
// means the whole text.
func (h *Headline) Span(from, to int) Span {
	if from >= to || to > len(h.toks) {
		return Span{0, len(h.text)}
	}
	return h.fold.span(int(h.toks[from].start), int(h.toks[to-1].end))
}

var (
	hashSymbol = hash.String("☺")   // any emoji or sign
	hashRupiah = hash.String("rp#") // an amount written as one word, Rp200
)

// isRupiah reports whether a word is an amount of money such as Rp200.
func isRupiah(b []byte) bool {
	return len(b) > 2 && b[0] == 'r' && b[1] == 'p' && class[b[2]]&digit != 0
}

// WordHashes appends the hash of each token to dst, as HashWord hashes its
// Shape.
func (h *Headline) WordHashes(dst []uint64) []uint64 {
	n := len(h.toks)
	dst = slices.Grow(dst, n)
	out := dst[len(dst):][:n]
	for i := range h.toks {
		out[i] = h.toks[i].hash
	}
	return dst[:len(dst)+n]
}

// HashWord hashes a token's Shape.
func HashWord(shape string) uint64 { return hash.String(shape) }
