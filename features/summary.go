package features

import (
	"encoding/binary"
	"slices"
)

// summary is what one pass over the tokens counts for the cues, so that most
// of them need not look at the tokens again.
type summary struct {
	marks          []int32 // the tokens that are marks or signs
	terms          []int32 // those of a word class or that begin a phrase
	tails          []int32 // those whose place matters: figures, ini, begini, ternyata, -nya
	numbers        int     // figures
	letters, long  int     // bytes of the words; words of eight or more
	funcID, funcEN int     // function words
	capitals       bool    // a word of two letters or more in capitals
	quotes         bool    // a quotation mark
	amounts        bool    // an amount such as Rp200
}

const (
	maskTerm = maskClasses | maskMore | maskPublic
	maskTail = maskIni | maskBegini | maskTernyata
)

// finish hashes the normalised text of each token, numbers and amounts by
// their shape, so that no figure carries a verdict; looks the words up; and
// counts. The padding that hashes reads stays. Small loops, one after another,
// keep what they need in registers.
func (h *Headline) finish() {
	h.norm = append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	h.sum.marks = room(h.sum.marks, len(h.toks))
	h.sum.terms = room(h.sum.terms, len(h.toks))
	h.sum.tails = room(h.sum.tails, len(h.toks))
	h.hashes()
	h.count()
	h.classes()
	h.list()
}

// hashes sets the hash of each token, and leaves in mask what the table holds
// where the word should stand. Nothing else happens in this loop, so that the
// look-ups wait for memory side by side. It hashes as hashAt does.
func (h *Headline) hashes() {
	norm, table, toks := h.norm, words, h.toks
	for i := range toks {
		t := &toks[i]
		n := uint64(t.nend - t.nstart)
		v := norm[t.nstart:][:16]
		w, w2 := binary.LittleEndian.Uint64(v), binary.LittleEndian.Uint64(v[8:])
		sum := n ^ k2
		long := -uint64(one(n > 8)) // hard to predict: no branch
		next := mix(sum^k0, w^k1)
		sum ^= (sum ^ next) & long
		w ^= (w ^ w2) & long
		n -= 8 & long
		w &= ^uint64(0) >> ((64 - 8*n) & 63)
		sum = mix(sum^k0, w^k1)
		if n > 8 {
			sum = hashAt(norm, int(t.nstart), int(t.nend))
		}
		t.hash = sum
		t.mask = Mask(table.home(sum))
	}
}

// count counts what needs no word list, and mends the hashes of what is no
// word.
func (h *Headline) count() {
	toks, marks := h.toks, h.sum.marks
	var nMarks, numbers, capitals int
	var letters uint64 // of the words; in the upper half, words of eight or more
	quotes, amounts := false, false
	for i := range toks {
		t := &toks[i]
		if t.kind != Word {
			if t.kind == Number {
				h.number(t)
				numbers++
				continue
			}
			c := h.mark(t)
			quotes = quotes || c == '"' || c == '\''
			marks[nMarks] = int32(i)
			nMarks++
			continue
		}
		n := uint64(t.nend - t.nstart)
		letters += n + (7-n)>>63<<32
		capitals |= one(t.lower == 0) & one(t.upper > 1)
		if t.digits > 0 && h.rupiah(t) {
			amounts = true
		}
	}
	s := &h.sum
	s.marks, s.numbers, s.letters, s.long = marks[:nMarks], numbers, int(uint32(letters)), int(letters>>32)
	s.capitals, s.quotes, s.amounts = capitals != 0, quotes, amounts
}

// number gives a figure the hash of its shape.
func (h *Headline) number(t *token) {
	t.hash = numberHash(h.norm[t.nstart:t.nend])
	t.mask = Mask(words.home(t.hash))
}

// rupiah does so where a word is an amount of money.
func (h *Headline) rupiah(t *token) bool {
	if !isRupiah(h.norm[t.nstart:t.nend]) {
		return false
	}
	t.hash = hashRupiah
	t.mask = Mask(words.home(t.hash))
	return true
}

// mark sees to it that a mark or sign is no word, and returns its first byte.
func (h *Headline) mark(t *token) byte {
	t.mask = 0
	if t.kind == Symbol {
		t.hash = hashSymbol
	}
	return h.norm[t.nstart]
}

// classes sets the mask of each token.
func (h *Headline) classes() {
	var functions uint64 // Indonesian function words; in the upper half, English
	toks := h.toks
	for i := range toks {
		t := &toks[i]
		home := uint64(t.mask)
		if one(home != 0)&one((home^t.hash<<maskBits)>>maskBits != 0) != 0 { // one branch, rarely taken
			home = words.slot(t.hash)
		}
		m := unpack(home)
		t.mask, t.next = m&^maskNext, m&maskNext != 0
		functions += uint64(m>>shiftFuncID&1) | uint64(m>>shiftFuncEN&1)<<32
	}
	h.sum.funcID, h.sum.funcEN = int(uint32(functions)), int(functions>>32)
}

// list lists the tokens that the cues look at, without branches, since what a
// title holds is hard to predict.
func (h *Headline) list() {
	toks, terms, n := h.toks, h.sum.terms, 0
	for i := range toks {
		terms[n] = int32(i)
		n += one(toks[i].mask&maskTerm != 0)
	}
	h.sum.terms = terms[:n]
	tails, norm, n := h.sum.tails, h.norm, 0
	for i := range toks {
		t := &toks[i]
		tails[n] = int32(i)
		n += one(t.mask&maskTail != 0) | int(t.kind)&1&^int(t.kind>>1) | t.nya(norm)
	}
	h.sum.tails = tails[:n]
}

// room returns s with n elements, of any value.
func room(s []int32, n int) []int32 { return slices.Grow(s[:0], n)[:n] }

// one is 1 for true, without a branch.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nya is 1 where a word carries -nya, without a branch.
func (t *token) nya(norm []byte) int {
	const nya = 'n' | 'y'<<8 | 'a'<<16
	last := (t.nend - 3) &^ ((t.nend - 3) >> 31)
	return one(t.nend-t.nstart > 5) & one(binary.LittleEndian.Uint32(norm[last:])&0xFF_FFFF == nya)
}
