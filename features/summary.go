package features

import (
	"encoding/binary"
	"slices"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// summary is what one pass over the tokens counts for the cues, so that most
// of them need not look at the tokens again.
type summary struct {
	marks          []int32  // the tokens that are marks or signs
	terms          []int32  // those with a word class or that begin a phrase
	tails          []int32  // those whose place matters: figures, ini, begini, ternyata, -nya
	buckets        []uint64 // of each token, the bucket of the table of words that has its hash
	numbers        int      // figures
	letters, long  int      // bytes of the words; words of eight or more
	funcID, funcEN int      // function words
	known          int      // words and phrases' beginnings that are in the lists
	capitals       bool     // a word of two letters or more in capitals
	quotes         bool     // a quotation mark
	amounts        bool     // an amount such as Rp200
}

const (
	maskTerm = lexicon.Classes | lexicon.More | lexicon.Public
	maskTail = lexicon.Ini | lexicon.Begini | lexicon.Ternyata
)

// finish hashes the normalised text of each token, looks the words up, and
// counts. The padding that hashing reads stays. Small loops, one after another,
// keep what they need in registers.
func (h *Headline) finish() {
	h.norm = append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	s, n := &h.sum, len(h.toks)
	s.marks, s.terms, s.tails = resize(s.marks, n), resize(s.terms, n), resize(s.tails, n)
	s.buckets = resize(s.buckets, n)
	h.hashes()
	h.count()
	h.classes()
	terms, tails := listed(h.toks, h.norm, s.terms, s.tails)
	s.terms, s.tails = s.terms[:terms], s.tails[:tails]
}

// resize returns s with n elements, of any value.
func resize[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// hashes sets the hash of each token, as hash.At does, and fetches its bucket.
// Nothing else happens in this loop, so that the look-ups wait for memory side
// by side.
func (h *Headline) hashes() {
	norm, table, toks := h.norm, words, h.toks
	buckets := h.sum.buckets[:len(toks)]
	for i := range toks {
		t := &toks[i]
		n := uint64(t.nend - t.nstart)
		start := uint(uint32(t.nstart))
		v := norm[start : start+16 : start+16]
		w, w2 := binary.LittleEndian.Uint64(v), binary.LittleEndian.Uint64(v[8:])
		sum := n ^ hash.K2
		long := -uint64(one(n > 8)) // hard to predict: no branch
		next := hash.Mix(sum^hash.K0, w^hash.K1)
		sum ^= (sum ^ next) & long
		w ^= (w ^ w2) & long
		n -= 8 & long
		w &= ^uint64(0) >> ((64 - 8*n) & 63)
		sum = hash.Mix(sum^hash.K0, w^hash.K1)
		if n > 8 {
			sum = hash.At(norm, int(t.nstart), int(t.nend))
		}
		t.hash = sum
		buckets[i] = table.Home(sum)
	}
}

// count counts what needs no word list, and corrects the hashes of tokens that
// are not words.
func (h *Headline) count() {
	s, capitals := &h.sum, 0
	var letters uint64 // of the words; in the upper half, words of eight or more
	s.marks, s.numbers, s.quotes, s.amounts = s.marks[:0], 0, false, false
	for i := range h.toks {
		t := &h.toks[i]
		if uint8(t.kind)|t.digits != 0 && !h.special(i) {
			continue
		}
		n := uint64(t.nend - t.nstart)
		letters += n + (7-n)>>63<<32
		capitals |= one(t.lower == 0) & one(t.upper > 1)
	}
	s.letters, s.long, s.capitals = int(uint32(letters)), int(letters>>32), capitals != 0
}

// special counts token i, which is not a word or holds digits, and reports
// whether it is a word. Figures and amounts hash by their shape, so that no
// number carries a verdict; marks and signs are not looked up.
func (h *Headline) special(i int) (isWord bool) {
	s, t := &h.sum, &h.toks[i]
	text := h.norm[t.nstart:t.nend]
	switch {
	case t.kind == Word && !isRupiah(text):
		return true
	case t.kind == Word:
		t.hash, s.amounts = hashRupiah, true
	case t.kind == Number:
		t.hash = hash.Number(text)
		s.numbers++
	default:
		if t.kind == Symbol {
			t.hash = hashSymbol
		}
		s.quotes = s.quotes || text[0] == '"' || text[0] == '\''
		s.marks = append(s.marks, int32(i))
		s.buckets[i] = 0
		return false
	}
	s.buckets[i] = words.Home(t.hash)
	return t.kind == Word
}

// classes sets the mask of each token. It starts from the last, so that a token
// that may begin a phrase knows whether the next one can go on with it.
func (h *Headline) classes() {
	var counts uint64 // function words: Indonesian, and from bit 16 English; from bit 32 known words
	toks, masks := h.toks, wordMasks
	buckets := h.sum.buckets[:len(toks)]
	more := lexicon.Mask(0) // lexicon.More where a phrase may go on with the token after
	for i := len(toks) - 1; i >= 0; i-- {
		t := &toks[i]
		n := lexicon.Number(buckets[i], t.hash)
		if lexicon.Elsewhere(n, buckets[i]) { // one branch, rarely taken
			n = words.Beyond(t.hash)
		}
		m := masks[n&lexicon.Numbers]
		t.mask, t.next = m&^lexicon.Next&(^lexicon.More|more), m&lexicon.Next != 0
		more = lexicon.Mask(one(t.next)|one(t.kind == Punct)) * lexicon.More
		counts += uint64(one(m&lexicon.FunctionID != 0)) | uint64(one(m&lexicon.FunctionEN != 0))<<16 | uint64(one(m != 0)&one(t.kind == Word))<<32
	}
	h.sum.funcID, h.sum.funcEN, h.sum.known = int(uint16(counts)), int(uint16(counts>>16)), int(counts>>32)
}

// listed fills terms and tails, which are as long as toks, from the start and
// returns how far: without branches, since what a headline holds is hard to
// predict, and with little to keep in registers.
func listed(toks []token, norm []byte, terms, tails []int32) (n, k uint) {
	terms, tails = terms[:len(toks)], tails[:len(toks)]
	for i := range toks {
		t := &toks[i]
		terms[n], tails[k] = int32(i), int32(i)
		n += uint(one(t.mask&maskTerm != 0))
		k += uint(one(t.mask&maskTail != 0) | one(t.kind == Number) | t.nya(norm))
	}
	return n, k
}

// one is 1 for true, without a branch.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nya is 1 where a word carries -nya, without a branch.
func (t *token) nya(norm []byte) int {
	const nya = 'n'<<8 | 'y'<<16 | 'a'<<24
	last := uint(uint32(t.last(3)))
	other := binary.LittleEndian.Uint32(norm[last:last+4:last+4])<<8 ^ nya
	short := uint32((t.nend - t.nstart - 6) >> 31)
	return one(other|short == 0)
}
