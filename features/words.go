package features

import (
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

// wordTable maps the hash of a word or phrase to its mask: open addressing
// with linear probing, a 32-bit tag against false hits.
type wordTable struct {
	tags  []uint32
	masks []Mask
	shift uint
	// digest covers all that was added, in whatever order.
	digest uint64
}

var words = sync.OnceValue(buildWords)

func (t *wordTable) lookup(h uint64) Mask {
	tag := uint32(h) | 1
	for i := h >> t.shift; ; i++ {
		i &= uint64(len(t.tags) - 1)
		switch t.tags[i] {
		case tag:
			return t.masks[i]
		case 0:
			return 0
		}
	}
}

func (t *wordTable) add(h uint64, m Mask) {
	t.digest += pair(h, uint64(m))
	tag := uint32(h) | 1
	for i := h >> t.shift; ; i++ {
		i &= uint64(len(t.tags) - 1)
		if t.tags[i] == 0 {
			t.tags[i] = tag
		}
		if t.tags[i] == tag {
			t.masks[i] |= m
			return
		}
	}
}

const wordBits = 16 // a power of two with room to spare; a test watches the load

func buildWords() *wordTable {
	t := &wordTable{tags: make([]uint32, 1<<wordBits), masks: make([]Mask, 1<<wordBits), shift: 64 - wordBits}
	var h Headline // the terms are cut into tokens as headlines are
	addAll := func(form string, m Mask) {
		h.fold.reset(form)
		h.tokenize()
		h.hashTokens()
		var sum uint64
		last := -1
		for i := range h.toks {
			if h.toks[i].kind == Word || h.toks[i].kind == Number {
				if last >= 0 {
					t.add(sum, maskMore)
					sum = pair(sum, h.toks[i].hash)
				} else {
					sum = h.toks[i].hash
				}
				last = i
			}
		}
		if last >= 0 {
			t.add(sum, m)
		}
	}
	for _, e := range lexicon.Entries() {
		m := bit(e.Class)
		if e.Class == lexicon.Function {
			if m = maskFuncID; e.Lang == "en" {
				m = maskFuncEN
			}
		}
		for _, f := range e.Forms() {
			addAll(f, m)
		}
	}
	for _, s := range signals {
		for w := range strings.FieldsSeq(s.words) {
			addAll(w, s.mask)
		}
	}
	for _, w := range lexicon.Common() {
		addAll(w, maskCommon)
	}
	for _, w := range lexicon.Acronyms() {
		addAll(w, maskAcronym)
	}
	return t
}
