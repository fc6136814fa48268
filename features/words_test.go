package features

import (
	"encoding/binary"
	"flag"
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
		wordMasks = words.masks()
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
	if n := len(all); n > 1<<wordBits {
		t.Errorf("%d words in 2^%d buckets of two slots: raise wordBits", n, wordBits)
	}
}

// wordBuilder makes the bytes of a wordTable.
type wordBuilder struct {
	masks  map[uint64]Mask
	order  []uint64 // the hashes, first come first
	digest uint64
	h      Headline
}

func makeWords() []byte {
	b := wordBuilder{masks: make(map[uint64]Mask)}
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
	return b.table()
}

// table lays the words out.
func (b *wordBuilder) table() []byte {
	buckets := make([]uint64, 1<<wordBits)
	masks := []Mask{0}
	number := map[Mask]uint64{}
	for _, h := range b.order {
		m := b.masks[h]
		if number[m] == 0 {
			number[m] = uint64(len(masks))
			masks = append(masks, m)
		}
		slot := number[m] | h&tagMask<<numberLen
		for i := h >> wordShift; ; i++ {
			if s := &buckets[i&(1<<wordBits-1)]; *s&numbers == 0 {
				*s |= slot
				break
			} else if *s>>32&numbers == 0 {
				*s |= slot << 32
				break
			} else {
				*s |= wentOn
			}
		}
	}
	if len(masks) > numbers+1 {
		panic("more masks than numbers: raise numberLen")
	}
	out := make([]byte, 0, wordsSize)
	for _, s := range buckets {
		out = binary.LittleEndian.AppendUint64(out, s)
	}
	for i := range numbers + 1 {
		var m Mask
		if i < len(masks) {
			m = masks[i]
		}
		out = binary.LittleEndian.AppendUint64(out, uint64(m))
	}
	return binary.LittleEndian.AppendUint64(out, b.digest)
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
	if _, ok := b.masks[h]; !ok {
		b.order = append(b.order, h)
	}
	b.masks[h] |= m
}
