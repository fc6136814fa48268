package features

import (
	_ "embed"
	"math/bits"

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

// Where the marks of function words stand.
const shiftFuncID, shiftFuncEN = 61, 60

// maskCharged marks terms that charge a shout.
const maskCharged = 1<<lexicon.Loaded | 1<<lexicon.Hyperbole | 1<<lexicon.Shock | 1<<lexicon.Gossip |
	1<<lexicon.Emotion | 1<<lexicon.Anger | 1<<lexicon.Intensifier | 1<<lexicon.Prurient

func bit(c lexicon.Class) Mask { return 1 << c }

// The table of words, made from the lists by the package's tests, which also
// hold it to them: reading 20,000 forms anew would take each process 5 ms.
//
//go:generate go test . -run ^TestWords$ -update
//go:generate go test . -run ^TestFingerprint$ -update
//go:embed words.bin
var wordsFile string

// wordTable maps the hash of a word or phrase to its mask by open addressing
// with linear probing. A slot is one 64-bit word, little-endian, 0 when free:
// the mask turned so that it fills the low bits, above it a tag of the hash
// against false hits (2^-28 for a word that is not listed). After the slots
// stands the digest.
type wordTable string

const (
	wordBits       = 16 // a power of two with room to spare; a test watches the load
	wordShift      = 64 - wordBits
	maskNext  Mask = 1 << 52 // some phrase goes on so; only unpack tells
	maskBits       = 36
	maskTurn       = 12 // brings bits 52 to 63 and 0 to 23 into one row
)

// words is the table of words; it is empty, so that the tests can make it,
// when the file is not one.
var words = func() wordTable {
	if len(wordsFile) != 8<<wordBits+8 {
		return wordTable(make([]byte, 8<<wordBits+8))
	}
	return wordTable(wordsFile)
}()

// slot returns the contents of the slot that holds h, 0 for none.
func (t wordTable) slot(h uint64) uint64 {
	i := h >> wordShift
	s := t.at(i)
	for one(s != 0)&one((s^h<<maskBits)>>maskBits != 0) != 0 { // one branch, rarely taken
		i++
		s = t.at(i & (1<<wordBits - 1))
	}
	return s
}

func (t wordTable) at(i uint64) uint64 {
	b := t[8*i : 8*i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56 // one load
}

// digest covers all words and classes that were added, in whatever order.
func (t wordTable) digest() uint64 { return t.at(1 << wordBits) }

// home returns the contents of the first slot where h may stand.
func (t wordTable) home(h uint64) uint64 { return t.at(h >> wordShift) }

// unpack turns the contents of a slot into a mask, with maskNext.
func unpack(slot uint64) Mask {
	return Mask(bits.RotateLeft64(slot&(1<<maskBits-1), -maskTurn))
}

// lookup returns the mask of a word or phrase.
func (t wordTable) lookup(h uint64) Mask { return unpack(t.slot(h)) &^ maskNext }
