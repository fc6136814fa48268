package features

import (
	_ "embed"

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

// wordTable maps the hash of a word or phrase to its mask. The top bits of a
// hash pick a bucket, one 64-bit word, little-endian, of two slots of 32 bits.
// A slot holds the number of a mask, 0 when free, and above it a tag of the hash
// against false hits (2^-20 for a word that is not listed and meets a slot in
// use). What finds its bucket full goes on to the next one, and leaves a sign in
// the top bit: no branch that titles often take tells where a word is. After the
// buckets stand the masks, number 0 that of no word, and the digest.
type wordTable string

const (
	wordBits  = 15 // a power of two with room to spare; a test watches the load
	wordShift = 64 - wordBits
	numberLen = 10 // bits of a mask's number
	numbers   = 1<<numberLen - 1
	tagMask   = 1<<(31-numberLen) - 1 // of a hash
	wentOn    = 1 << 63

	maskNext Mask = 1 << 52 // some phrase goes on so; only wordMasks tell
)

// words is the table of words; it is empty, so that the tests can make it,
// when the file is not one.
var words = func() wordTable {
	if len(wordsFile) != wordsSize {
		return wordTable(make([]byte, wordsSize))
	}
	return wordTable(wordsFile)
}()

const wordsSize = 8 * (1<<wordBits + numbers + 1 + 1)

// wordMasks are the masks by their numbers.
var wordMasks = words.masks()

func (t wordTable) masks() *[numbers + 1]Mask {
	m := new([numbers + 1]Mask)
	for i := range m {
		m[i] = Mask(t.at(1<<wordBits + uint64(i)))
	}
	return m
}

// home returns the bucket where h stands unless that is full.
func (t wordTable) home(h uint64) uint64 { return t.at(h >> wordShift) }

// number returns the number of h's mask in a bucket, 0 where it is not there,
// without branches.
func number(bucket, h uint64) uint64 {
	const tags = tagMask << numberLen
	other := h << numberLen
	low := int64((bucket^other)&tags-1) >> 63 // -1 where the tags agree
	high := int64((bucket>>32^other)&tags-1) >> 63
	return (bucket&uint64(low) | bucket>>32&uint64(high)) & numbers
}

// elsewhere reports whether what a bucket gave no number for may stand in a
// later one.
func elsewhere(n, bucket uint64) bool { return (n-1)&bucket&wentOn != 0 } // no number: n-1 has all bits

// beyond returns the number of the mask of h, which is not in its bucket.
func (t wordTable) beyond(h uint64) uint64 {
	for i := h>>wordShift + 1; ; i++ {
		bucket := t.at(i & (1<<wordBits - 1))
		if n := number(bucket, h); !elsewhere(n, bucket) {
			return n
		}
	}
}

func (t wordTable) at(i uint64) uint64 {
	b := t[8*i : 8*i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56 // one load
}

// digest covers all words and classes that were added, in whatever order.
func (t wordTable) digest() uint64 { return t.at(1<<wordBits + numbers + 1) }

// lookup returns the mask of a word or phrase.
func (t wordTable) lookup(h uint64) Mask {
	bucket := t.home(h)
	n := number(bucket, h)
	if elsewhere(n, bucket) {
		n = t.beyond(h)
	}
	return wordMasks[n&numbers] &^ maskNext
}
