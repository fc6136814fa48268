package model

import (
	"fmt"
	"math"
)

// table is a table of 2^n 64-bit words, of which the top bits of a hash pick one. A
// look-up costs one load from memory.
type table struct {
	slots []uint64
	shift uint
}

// newTable makes a table of 2^log words.
func newTable(log, most int) (table, error) {
	if log < minLog || log > most {
		return table{}, fmt.Errorf("table of 2^%d slots, must be 2^%d to 2^%d", log, minLog, most)
	}
	return table{make([]uint64, 1<<log), uint(64 - log)}, nil
}

// log is the logarithm of the number of words.
func (t *table) log() int { return int(64 - t.shift) }

// ngramTable maps n-gram hashes to 8-bit weights. A word of the table is a bucket of
// four, each an 8-bit tag (from other bits of the hash) and a signed 8-bit weight; one
// of weight 0 is empty.
type ngramTable struct {
	table
	scale float64 // log-odds per unit of weight
}

const perBucket = 4

const tagMask = 0xFF

// tag is the part of a hash that a slot stores.
func tag(h uint64) uint64 { return h & tagMask }

// sum adds up the weights of all n-grams, in units of scale.
func (t *ngramTable) sum(grams []uint64) int { return sumGrams(t.slots, grams, t.shift) }

// sumGramsGo is sumGrams in portable Go.
func sumGramsGo(buckets, grams []uint64, shift uint) (sum int) {
	const (
		low  = 0x00FF_00FF_00FF_00FF
		ones = 0x0001_0001_0001_0001
	)
	shift &= 63
	for len(grams) > 0 {
		n := min(len(grams), 256) // more bytes could overflow a lane
		var bytes, negative uint64
		for _, h := range grams[:n] {
			bucket := buckets[h>>shift]
			// Compare four tags at once: adding 0xFF to each 16-bit lane carries
			// into bit 8 unless the lane is zero, which marks a match.
			x := (bucket ^ tag(h)*ones) & low
			match := ^(x + low) & (ones << 8)
			found := bucket & (match<<8 - match) // the weights, in the upper bytes
			bytes += found >> 8 & low
			negative += found >> 15 & ones
		}
		sum += lanes(bytes) - 256*lanes(negative)
		grams = grams[n:]
	}
	return sum
}

// lanes adds up the four 16-bit lanes.
func lanes(x uint64) int {
	return int(x&0xFFFF) + int(x>>16&0xFFFF) + int(x>>32&0xFFFF) + int(x>>48)
}

// NGram is an n-gram's hash and its weight in log-odds.
type NGram struct {
	Hash   uint64
	Weight float64
}

// NGrams are the n-gram weights of a verdict head.
type NGrams struct {
	List       []NGram // the most important first: a full bucket drops what comes later
	LogBuckets int     // the table has 2^LogBuckets buckets of four slots, 8 bytes each
	Scale      float64 // log-odds per unit of an 8-bit weight; 0: the largest weight over 127
}

// Key is what the table keeps of a hash: n-grams with the same key share a slot.
// A key can stand for its hash.
func (p *NGrams) Key(hash uint64) uint64 {
	bucket := ^uint64(0) << (64 - p.LogBuckets)
	return hash & (bucket | tagMask)
}

// pack fills a table.
func (p *NGrams) pack() (t ngramTable, err error) {
	if t.table, err = newTable(p.LogBuckets, maxLogBuckets); err != nil {
		return t, err
	}
	t.scale = p.Scale
	for i := 0; i < len(p.List) && p.Scale == 0; i++ {
		t.scale = math.Max(t.scale, math.Abs(p.List[i].Weight)/maxUnits)
	}
	for _, f := range p.List {
		if w := quantize(f.Weight, t.scale); w != 0 {
			t.put(f.Hash, w)
		}
	}
	return t, nil
}

func (t *ngramTable) check() error {
	if !sane(t.scale) || t.scale < 0 {
		return fmt.Errorf("n-grams: scale %v is not finite", t.scale)
	}
	return nil
}

// parts is the inverse of pack, with keys for hashes.
func (t *ngramTable) parts() NGrams {
	p := NGrams{LogBuckets: t.log(), Scale: t.scale}
	for i, b := range t.slots {
		for ; b != 0; b >>= 16 {
			if w := int8(b >> 8); w != 0 {
				p.List = append(p.List, NGram{uint64(i)<<t.shift | b&tagMask, t.scale * float64(w)})
			}
		}
	}
	return p
}

const maxUnits = 127 // of a weight

// quantize rounds a weight to units of scale.
func quantize(w, scale float64) int8 {
	if scale == 0 {
		return 0
	}
	return int8(min(max(math.Round(w/scale), -maxUnits), maxUnits))
}

// put stores a weight and reports whether there was room.
func (t *ngramTable) put(h uint64, w int8) bool {
	b := &t.slots[h>>t.shift]
	for s := 0; s < perBucket; s++ {
		slot := *b >> (16 * s) & 0xFFFF
		if slot>>8 == 0 {
			*b |= (tag(h) | uint64(uint8(w))<<8) << (16 * s)
			return true
		}
		if slot&tagMask == tag(h) {
			return false
		}
	}
	return false
}
