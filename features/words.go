package features

import (
	"math/bits"
	"strings"
	"sync"

	"github.com/heboh/heboh/features/lexicon"
)

// Mask is the set of word classes a term belongs to: bit i for lexicon class
// i, and the bits below.
type Mask uint64

const (
	maskCommon   Mask = 1 << (63 - iota) // a common word, so capitals mean shouting
	maskAcronym                          // a known acronym, so capitals mean nothing
	maskFuncID                           // an Indonesian function word
	maskFuncEN                           // an English function word
	maskMore                             // some longer phrase begins so
	maskIni                              // forward reference: ini, this
	maskBegini                           // begini, like this
	maskTernyata                         // ternyata, turns out
	maskTease                            // words that make a preceding ini a teaser
	maskMoney                            // units of money and share
	maskPublic                           // the public that reacts
)

// signals are the words that single cues look for.
var signals = []struct {
	mask  Mask
	words string
}{
	{maskIni, "ini inilah this these here"},
	{maskBegini, "begini beginilah gini"},
	{maskTernyata, "ternyata rupanya actually apparently"},
	{maskTease, "yang dia alasan alasannya penyebab penyebabnya sebab sebabnya sosok reaksi respons what why how who"},
	{maskMoney, "rp rupiah juta miliar triliun dolar persen usd us million billion trillion percent"},
	{maskPublic, "netizen warganet netter fans publik internet twitter everyone people penggemar warga"},
}

// maskCharged marks terms that charge a shout.
const maskCharged = 1<<lexicon.Loaded | 1<<lexicon.Hyperbole | 1<<lexicon.Shock | 1<<lexicon.Gossip |
	1<<lexicon.Emotion | 1<<lexicon.Anger | 1<<lexicon.Intensifier | 1<<lexicon.Prurient

func bit(c lexicon.Class) Mask { return 1 << c }

// wordTable maps the hash of a word or phrase to its mask by open addressing
// with linear probing. A slot is one 64-bit word, 0 when free: the mask turned
// so that it fills the low bits, above it a tag of the hash against false hits
// (2^-28 for a word that is not listed).
type wordTable struct {
	slots []uint64
	// digest covers all that was added, in whatever order.
	digest uint64
}

const (
	maskNext  Mask = 1 << 52 // some phrase goes on so; only lookupWord tells
	maskBits       = 36
	maskTurn       = 12 // brings bits 52 to 63 and 0 to 23 into one row
	wordShift      = 64 - wordBits
)

var words = sync.OnceValue(buildWords)

// slot returns the slot that holds h or is free for it.
func (t *wordTable) slot(h uint64) *uint64 {
	slots := t.slots[:1<<wordBits]
	for i := h >> wordShift; ; i++ {
		s := &slots[i&(1<<wordBits-1)]
		if *s == 0 || (*s^h<<maskBits)>>maskBits == 0 {
			return s
		}
	}
}

// lookupWord returns the mask of a word, with maskNext.
func (t *wordTable) lookupWord(h uint64) Mask {
	low := *t.slot(h) & (1<<maskBits - 1)
	return Mask(bits.RotateLeft64(low, -maskTurn))
}

// lookup returns the mask of a word or phrase.
func (t *wordTable) lookup(h uint64) Mask { return t.lookupWord(h) &^ maskNext }

// add adds classes to the mask of a word or phrase.
func (t *wordTable) add(h uint64, m Mask) {
	t.digest += pair(h, uint64(m))
	t.put(h, m)
}

func (t *wordTable) put(h uint64, m Mask) {
	*t.slot(h) |= h<<maskBits | bits.RotateLeft64(uint64(m), maskTurn)
}

const wordBits = 16 // a power of two with room to spare; a test watches the load

func buildWords() *wordTable {
	b := wordBuilder{t: &wordTable{slots: make([]uint64, 1<<wordBits)}}
	surfaces := make(chan []lexicon.Surface, 1)
	go func() { surfaces <- lexicon.Surfaces() }() // while the rest is added; the order does not matter
	for _, s := range signals {
		for w := range strings.FieldsSeq(s.words) {
			b.add(w, s.mask)
		}
	}
	for _, w := range lexicon.Common() {
		b.add(w, maskCommon)
	}
	for _, w := range lexicon.Acronyms() {
		b.add(w, maskAcronym)
	}
	forms := <-surfaces
	entries := lexicon.Entries()
	for _, s := range forms {
		e := &entries[s.Entry]
		m := bit(e.Class)
		if e.Class == lexicon.Function {
			if m = maskFuncID; e.Lang == "en" {
				m = maskFuncEN
			}
		}
		b.add(s.Form, m)
	}
	return b.t
}

// wordBuilder fills a wordTable.
type wordBuilder struct {
	t   *wordTable
	h   Headline
	buf [128]byte
}

// add adds a term of one word or several.
func (b *wordBuilder) add(form string, m Mask) {
	if !b.addPlain(form, m) {
		b.addTokens(form, m)
	}
}

// addPlain adds a term of letters and single spaces; it reports false, and adds
// nothing, when the term has anything else.
func (b *wordBuilder) addPlain(form string, m Mask) bool {
	if len(form)+8 > len(b.buf) || form == "" {
		return false
	}
	for i := range len(form) {
		c := form[i]
		if class[c]&upper != 0 {
			c |= 0x20
		} else if class[c]&letter == 0 && c != ' ' {
			return false
		}
		b.buf[i] = c
	}
	var sum uint64
	for start, i := 0, 0; i <= len(form); i++ {
		if i < len(form) && form[i] != ' ' {
			continue
		}
		h := hashAt(b.buf[:], start, i)
		if start > 0 {
			b.t.add(sum, maskMore)
			b.t.put(h, maskNext)
			h = pair(sum, h)
		}
		sum, start = h, i+1
	}
	b.t.add(sum, m)
	return true
}

// addTokens adds a term as it is cut in a headline.
func (b *wordBuilder) addTokens(form string, m Mask) {
	h := &b.h
	h.fold.reset(form)
	h.tokenize()
	h.norm = append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0)
	var sum uint64
	first := true
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind > Number {
			continue
		}
		hash := hashAt(h.norm, int(t.nstart), int(t.nend))
		if t.kind == Number {
			hash = numberHash(h.norm[t.nstart:t.nend])
		}
		if !first {
			b.t.add(sum, maskMore)
			b.t.put(hash, maskNext)
			hash = pair(sum, hash)
		}
		sum, first = hash, false
	}
	if !first {
		b.t.add(sum, m)
	}
}
