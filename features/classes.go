package features

import (
	"errors"
	"fmt"

	"github.com/heboh/heboh/features/internal/hash"
)

// Classes says which words are alike: it maps a word to a fine class and to the
// coarse class that holds it. N-grams of classes carry over what was learnt of
// "bikin geger" to "buat gempar" (Brown et al. 1992; Koo, Carreras & Collins 2008;
// Turian, Ratinov & Bengio 2010). It is never written to after it was made.
type Classes struct {
	// Slots are buckets of four: 21 bits of a word's hash above its fine class in 11
	// bits; 0 is empty. The lowest bits of the hash pick the bucket.
	Slots []uint32
	// Coarse is the coarse class of each fine one. Class 0 is that of unknown
	// words.
	Coarse []uint16
}

const (
	classBits = 11

	// MaxClasses is the largest number of fine classes.
	MaxClasses = 1<<classBits - 1
	// MaxClassSlots is the largest number of slots of a table.
	MaxClassSlots = 1 << 18
)

// NewClasses makes the table of words, given as HashWord gives them, with the fine
// class of each, from 1, and the coarse class of each fine one. The table has at
// least twice as many slots as there are words; of words that meet in a full
// bucket, the later ones stay unknown.
func NewClasses(words []uint64, fine []int, coarse []uint16) (*Classes, error) {
	slots := 64
	for slots < 2*len(words) {
		slots *= 2
	}
	c := &Classes{make([]uint32, slots), coarse}
	for i, h := range words {
		if fine[i] < 1 || fine[i] >= len(coarse) {
			return nil, fmt.Errorf("class %d of %d", fine[i], len(coarse))
		}
		if c.lookup(h) > 0 {
			continue
		}
		bucket := c.bucket(h)
		for k := range bucket {
			if bucket[k] == 0 {
				bucket[k] = classTag(h) | uint32(fine[i])
				break
			}
		}
	}
	return c, c.Check()
}

// Check reports a table that lookups could not use.
func (c *Classes) Check() error {
	n := len(c.Slots)
	if n < 64 || n > MaxClassSlots || n&(n-1) != 0 || len(c.Coarse) < 1 || len(c.Coarse) > MaxClasses+1 {
		return fmt.Errorf("classes: %d slots, %d classes", n, len(c.Coarse))
	}
	for i, s := range c.Slots {
		if int(s&MaxClasses) >= len(c.Coarse) {
			return errors.New("classes: a word has a class that is not listed")
		}
		for _, before := range c.Slots[i&^3 : i] {
			if s != 0 && before != 0 && (s^before)>>classBits == 0 { // lookup would mix their classes
				return errors.New("classes: a word is listed twice")
			}
		}
	}
	return nil
}

// bucket returns the bucket of a hash.
func (c *Classes) bucket(h uint64) []uint32 {
	at := h & uint64(len(c.Slots)>>2-1) << 2
	return c.Slots[at : at+4 : at+4]
}

// classTag is the part of a hash that a slot holds, of bits that pick no bucket.
func classTag(h uint64) uint32 { return uint32(h>>21) << classBits }

// lookup returns the fine class of a word's hash, without branches: which words
// are listed is hard to predict.
func (c *Classes) lookup(h uint64) uint32 {
	b, tag := c.bucket(h), classTag(h)
	x0, x1, x2, x3 := b[0]^tag, b[1]^tag, b[2]^tag, b[3]^tag
	return hit(x0) | hit(x1) | hit(x2) | hit(x3)
}

// hit returns x if its tag is 0, which means that two tags agreed, and otherwise 0.
func hit(x uint32) uint32 { return x & uint32(int32(x>>classBits-1)>>31) }

// The families of class n-grams, beside those of ngram.go.
const (
	tagCoarse uint64 = (iota+8)<<56 | 0x9E3779B97F4A7C15&^(0xFF<<56)
	tagFine
	tagCoarsePair
	tagFinePair
)

// classesPerToken is the number of class n-grams that a token brings: its two classes, and
// each paired with that of the token before.
const classesPerToken = 4

// classEdge is the class of the boundary marks.
const classEdge = 1 << classBits

// classGrams writes the n-grams of classes to out and returns their number.
func (h *Headline) classGrams(out []uint64, c *Classes) int {
	k := uint(0)
	coarse, fine := uint64(classEdge), uint64(classEdge)
	for i := range h.toks {
		f := c.lookup(h.toks[i].hash)
		nextFine, nextCoarse := uint64(f), uint64(c.Coarse[f])
		g := out[k : k+4 : k+4]
		g[0] = hash.Mix(nextCoarse^hash.K0, tagCoarse)
		g[1] = hash.Mix(nextFine^hash.K0, tagFine)
		g[2] = classPair(coarse, nextCoarse, tagCoarsePair)
		g[3] = classPair(fine, nextFine, tagFinePair)
		coarse, fine = nextCoarse, nextFine
		k += classesPerToken
	}
	out[k] = classPair(coarse, classEdge, tagCoarsePair)
	out[k+1] = classPair(fine, classEdge, tagFinePair)
	return int(k + 2)
}

func classPair(a, b, tag uint64) uint64 { return hash.Mix((a<<16|b)^hash.K1, tag) }

// classRanges appends the tokens that each n-gram of classGrams covers.
func (h *Headline) classRanges(dst []Range) []Range {
	n := int32(len(h.toks))
	for i := range n + 1 {
		pair := Range{From: max(0, i-1), To: min(n, i+1), Shape: true}
		if i < n {
			self := Range{From: i, To: i + 1, Shape: true}
			dst = append(dst, self, self)
		}
		dst = append(dst, pair, pair)
	}
	return dst
}
