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
	caps, cased    int     // words of two letters or more: in capitals, all
	casedLetters   int     // letters of the latter
	quotes         bool    // a quotation mark
	amounts        bool    // an amount such as Rp200
}

const (
	maskTerm = maskClasses | maskMore | maskPublic
	maskTail = maskIni | maskBegini | maskTernyata
)

// finish hashes the normalised text of each token, numbers and amounts by
// their shape, so that no figure carries a verdict; looks the words up; and
// counts. The padding that hashToken reads stays. Its sums are without
// branches, since what a title holds is hard to predict.
func (h *Headline) finish() {
	norm := append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	table := words
	h.norm = norm
	toks := h.toks
	marks, terms, tails := room(h.sum.marks, len(toks)), room(h.sum.terms, len(toks)), room(h.sum.tails, len(toks))
	var nMarks, nTerms, nTails, numbers, letters, long, funcID, funcEN, caps, cased, casedLetters int
	quotes, amounts := false, false
	for i := range toks {
		t := &toks[i]
		switch t.kind {
		case Word:
			n := int(t.nend - t.nstart)
			letters += n
			long += one(n >= 8)
			c := int(t.upper) + int(t.lower)
			two := one(c >= 2)
			cased += two
			casedLetters += c & -two
			caps += two & one(t.lower == 0)
			t.hash = hashToken(norm, int(t.nstart), n)
			if t.digits > 0 && isRupiah(norm[t.nstart:t.nend]) {
				t.hash = hashRupiah
				amounts = true
			}
		case Number:
			t.hash = numberHash(norm[t.nstart:t.nend])
			numbers++
		default:
			t.hash = h.markHash(t)
			quotes = quotes || norm[t.nstart] == '"' || norm[t.nstart] == '\''
			marks[nMarks] = int32(i)
			nMarks++
			continue
		}
		m := table.lookupWord(t.hash)
		t.mask, t.next = m&^maskNext, m&maskNext != 0
		funcID += one(m&maskFuncID != 0)
		funcEN += one(m&maskFuncEN != 0)
		terms[nTerms] = int32(i)
		nTerms += one(m&maskTerm != 0)
		tails[nTails] = int32(i)
		nTails += one(m&maskTail != 0) | int(t.kind) | one(h.nya(t))
	}
	h.sum = summary{marks[:nMarks], terms[:nTerms], tails[:nTails], numbers, letters, long, funcID, funcEN, caps, cased, casedLetters, quotes, amounts}
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

// markHash hashes a mark or sign.
func (h *Headline) markHash(t *token) uint64 {
	if t.kind == Symbol {
		return hashSymbol
	}
	return hashAt(h.norm, int(t.nstart), int(t.nend))
}

// nya reports whether a word carries -nya.
func (h *Headline) nya(t *token) bool {
	const nya = 'n' | 'y'<<8 | 'a'<<16
	last := max(t.nend-3, t.nstart)
	return t.nend-t.nstart > 5 && binary.LittleEndian.Uint32(h.norm[last:])&0xFF_FFFF == nya
}
