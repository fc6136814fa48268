package features

import (
	"encoding/binary"
	"flag"
	"math/bits"
	"os"
	"strings"
	"testing"

	"github.com/heboh/heboh/features/lexicon"
)

var update = flag.Bool("update", false, "rewrite words.bin and the recorded fingerprint")

// TestWords holds words.bin to the lists, word for word; with -update it
// writes the file.
func TestWords(t *testing.T) {
	made := makeWords()
	if *update {
		if err := os.WriteFile("words.bin", made, 0o644); err != nil {
			t.Fatal(err)
		}
		words = wordTable(made)
	}
	if string(words) != string(made) {
		t.Fatal("words.bin is not made from the lists as they are: run go generate ./features, then train the shipped model again")
	}
	all := plainWords()
	for h, m := range all {
		if got := words.lookup(h); got != m {
			t.Fatalf("word %x: classes %x, want %x", h, got, m)
		}
	}
	if n := len(all); n > 1<<(wordBits-1) {
		t.Errorf("%d words in 2^%d slots: raise wordBits", n, wordBits)
	}
}

// wordBuilder makes the bytes of a wordTable.
type wordBuilder struct {
	slots  []uint64
	digest uint64
	h      Headline
}

func makeWords() []byte {
	b := wordBuilder{slots: make([]uint64, 1<<wordBits)}
	entries := lexicon.Entries()
	for _, s := range lexicon.Surfaces() {
		e := &entries[s.Entry]
		m := bit(e.Class)
		if e.Class == lexicon.Function {
			if m = maskFuncID; e.Lang == "en" {
				m = maskFuncEN
			}
		}
		b.add(s.Form, m)
	}
	for _, s := range signals {
		for _, w := range strings.Fields(s.words) {
			b.add(w, s.mask)
		}
	}
	for _, w := range lexicon.Common() {
		b.add(w, maskCommon)
	}
	for _, w := range lexicon.Acronyms() {
		b.add(w, maskAcronym)
	}
	out := make([]byte, 0, 8<<wordBits+8)
	for _, s := range append(b.slots, b.digest) {
		out = binary.LittleEndian.AppendUint64(out, s)
	}
	return out
}

// add adds a term of one word or several, as it is cut in a headline.
func (b *wordBuilder) add(form string, m Mask) {
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
			b.put(sum, maskMore)
			b.mark(hash, maskNext)
			hash = pair(sum, hash)
		}
		sum, first = hash, false
	}
	if !first {
		b.put(sum, m)
	}
}

func (b *wordBuilder) put(h uint64, m Mask) {
	b.digest += pair(h, uint64(m))
	b.mark(h, m)
}

// mark adds to a mask without a trace in the digest.
func (b *wordBuilder) mark(h uint64, m Mask) {
	for i := h >> wordShift; ; i++ {
		s := &b.slots[i&(1<<wordBits-1)]
		if *s == 0 || (*s^h<<maskBits)>>maskBits == 0 {
			*s |= h<<maskBits | bits.RotateLeft64(uint64(m), maskTurn)
			return
		}
	}
}
