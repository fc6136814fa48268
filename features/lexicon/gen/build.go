package main

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// builder collects words and lays them out as a lexicon.Table.
type builder struct {
	masks  map[uint64]lexicon.Mask
	order  []uint64 // the keys of masks in the order they were added
	digest uint64
}

// marks are the marks that marks.txt gives words for.
var marks = map[string]lexicon.Mask{
	"ini": lexicon.Ini, "begini": lexicon.Begini, "ternyata": lexicon.Ternyata,
	"tease": lexicon.Tease, "money": lexicon.Money, "public": lexicon.Public,
	"lead": lexicon.Lead, "label": lexicon.Label,
}

// addMarks adds a line of marks.txt: a mark and its words.
func (b *builder) addMarks(_ int, line string) error {
	name, words, _ := strings.Cut(line, "\t")
	mask, ok := marks[name]
	if !ok {
		return fmt.Errorf("unknown mark %q", name)
	}
	for _, w := range strings.Fields(words) {
		b.add(w, mask)
	}
	return nil
}

// add adds a term of one word or several. The start of a phrase is marked More,
// the words it may go on with Next.
func (b *builder) add(term string, m lexicon.Mask) {
	var sum uint64
	for i, w := range tokens(term) {
		h := hash.String(w)
		if strings.Trim(w, "0123456789") == "" {
			h = hash.Number([]byte(w))
		}
		if i > 0 {
			b.count(sum, lexicon.More)
			b.set(h, lexicon.Next)
			h = hash.Pair(sum, h)
		}
		sum = h
	}
	if sum != 0 {
		b.count(sum, m)
	}
}

// count adds to a mask and to the digest.
func (b *builder) count(h uint64, m lexicon.Mask) {
	b.digest += hash.Pair(h, uint64(m))
	b.set(h, m)
}

func (b *builder) set(h uint64, m lexicon.Mask) {
	if _, ok := b.masks[h]; !ok {
		b.order = append(b.order, h)
	}
	b.masks[h] |= m
}

var word = regexp.MustCompile(`[a-z0-9]+('[a-z0-9]+)*`)

// tokens cuts a term into words and figures as package features cuts a
// headline, which a test compares.
func tokens(term string) (out []string) {
	for _, w := range word.FindAllString(term, -1) {
		host, possessive := strings.CutSuffix(w, "'s")
		out = append(out, host)
		if possessive {
			out = append(out, "'s")
		}
	}
	return out
}

func (b *builder) table() ([]byte, error) {
	// Checked first: place would look for a free slot for ever.
	if len(b.order) > 3*lexicon.Buckets/2 {
		return nil, fmt.Errorf("%d words fill more than three quarters of %d buckets of two slots: raise lexicon.BucketBits", len(b.order), lexicon.Buckets)
	}
	buckets := make([]uint64, lexicon.Buckets)
	masks := []lexicon.Mask{0}
	number := map[lexicon.Mask]uint64{}
	for _, h := range b.order {
		m := b.masks[h]
		if number[m] == 0 {
			number[m] = uint64(len(masks))
			masks = append(masks, m)
		}
		place(buckets, h, number[m])
	}
	if len(masks) > lexicon.Numbers+1 {
		return nil, fmt.Errorf("%d different masks, at most %d fit: raise lexicon.NumberBits", len(masks), lexicon.Numbers+1)
	}
	var out []byte
	for _, s := range buckets {
		out = binary.LittleEndian.AppendUint64(out, s)
	}
	masks = append(masks, make([]lexicon.Mask, lexicon.Numbers+1-len(masks))...)
	for _, m := range masks {
		out = binary.LittleEndian.AppendUint64(out, uint64(m))
	}
	out = binary.LittleEndian.AppendUint64(out, b.digest)
	return binary.LittleEndian.AppendUint64(out, lexicon.Table(out).Checksum()), nil
}

// place puts the number of h's mask into the first free slot from its bucket on.
func place(buckets []uint64, h, number uint64) {
	slot := number | h&lexicon.TagMask<<lexicon.NumberBits
	for i := h >> lexicon.BucketShift; ; i++ {
		switch s := &buckets[i&(lexicon.Buckets-1)]; {
		case *s&lexicon.Numbers == 0:
			*s |= slot
			return
		case *s>>32&lexicon.Numbers == 0:
			*s |= slot << 32
			return
		default:
			*s |= lexicon.WentOn
		}
	}
}
