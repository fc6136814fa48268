package model

import "math"

// ngramTable maps n-gram hashes to 8-bit weights. A hash picks a bucket by its
// top bits; a bucket is one 64-bit word of four slots, each an 8-bit tag (from
// other bits of the hash) and a signed 8-bit weight. A slot of weight 0 is
// empty. One look-up is one load from memory.
type ngramTable struct {
	buckets []uint64
	shift   uint
	scale   float64 // log-odds a unit of weight
}

const slots = 4

func newTable(logBuckets int) ngramTable {
	return ngramTable{buckets: make([]uint64, 1<<logBuckets), shift: uint(64 - logBuckets)}
}

// tag is the part of a hash that a slot stores.
func tag(h uint64) uint64 { return h & 0xFF }

// get returns the weight of h in units of scale, 0 when it is not listed.
func (t *ngramTable) get(h uint64) int { return sumGramsGo(t.buckets, []uint64{h}, t.shift) }

// sum adds up the weights of all n-grams, in units of scale.
func (t *ngramTable) sum(grams []uint64) int { return sumGrams(t.buckets, grams, t.shift) }

// sumGramsGo is sumGrams in Go.
func sumGramsGo(buckets, grams []uint64, shift uint) (sum int) {
	const (
		low  = 0x00FF_00FF_00FF_00FF
		ones = 0x0001_0001_0001_0001
	)
	shift &= 63
	for len(grams) > 0 {
		n := min(len(grams), 256) // as many bytes fit a lane
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

// Feature is an n-gram's hash and its weight in log-odds.
type Feature struct {
	Hash   uint64
	Weight float64
}

// pack fills a table of 2^logBuckets buckets with the features, the weightiest
// first: a bucket that is full, or already holds the same tag, drops the rest.
// features must be sorted by falling importance.
func pack(features []Feature, logBuckets int) (t ngramTable, kept int) {
	t = newTable(logBuckets)
	var top float64
	for _, f := range features {
		top = math.Max(top, math.Abs(f.Weight))
	}
	if top == 0 {
		t.scale = 1
		return t, 0
	}
	t.scale = top / 127
	for _, f := range features {
		q := int(math.Round(f.Weight / t.scale))
		if q == 0 {
			continue
		}
		if t.put(f.Hash, int8(q)) {
			kept++
		}
	}
	return t, kept
}

func (t *ngramTable) put(h uint64, w int8) bool {
	b := &t.buckets[h>>t.shift]
	for s := 0; s < slots; s++ {
		slot := *b >> (16 * s) & 0xFFFF
		if slot>>8 == 0 {
			*b |= (tag(h) | uint64(uint8(w))<<8) << (16 * s)
			return true
		}
		if slot&0xFF == tag(h) {
			return false
		}
	}
	return false
}
