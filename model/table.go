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

const eachLane = 0x0001_0001_0001_0001

// match returns the weights of h's bucket, each in a 16-bit lane, with 0 for
// slots of another tag.
func match(bucket, h uint64) uint64 {
	// Compare four tags at once: adding 0xFF to each 16-bit lane carries into
	// bit 8 unless the lane is zero, which marks a match.
	const low = 0xFF * eachLane
	x := (bucket ^ tag(h)*eachLane) & low
	is := ^(x + low) >> 8 & eachLane
	return bucket >> 8 & (is<<8 - is)
}

// get returns the weight of h in units of scale, 0 when it is not listed.
func (t *ngramTable) get(h uint64) int { return t.sum([]uint64{h}) }

// sum adds up the weights of all n-grams, in units of scale. It adds in
// 16-bit lanes, which hold the sum of 256 bytes, and the signs apart.
func (t *ngramTable) sum(grams []uint64) (sum int) {
	buckets, shift := t.buckets, t.shift&63
	for len(grams) > 0 {
		some := grams[:min(len(grams), 256)]
		grams = grams[len(some):]
		var weights, signs uint64
		for _, h := range some {
			w := match(buckets[h>>shift], h)
			weights += w
			signs += w & (0x80 * eachLane)
		}
		for lane := 0; lane < 64; lane += 16 {
			sum += int(weights>>lane&0xFFFF) - 2*int(signs>>lane&0xFFFF)
		}
	}
	return sum
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
