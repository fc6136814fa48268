package train

import "math"

// gramTable is a model's n-gram table: a hash picks a bucket by its top bits,
// and a bucket holds four slots of an 8-bit tag, the hash's lowest bits, below
// a signed 8-bit weight. A slot of weight 0 is free.
type gramTable struct {
	buckets []uint64
	shift   uint
	scale   float64 // log-odds a unit of weight
}

const (
	tableSlots = 4
	slotBits   = 16
	slotMask   = 1<<slotBits - 1
	tagBits    = 8
	tagMask    = 1<<tagBits - 1
	maxUnits   = 127 // of a weight
)

// key names the slot that a hash is looked up under: hashes that agree in
// bucket and tag are one to the table.
func (t *gramTable) key(h uint64) uint64 { return h>>t.shift<<tagBits | h&tagMask }

// get returns the weight of a key in units; 0 when it has none.
func (t *gramTable) get(key uint64) int {
	if place, ok := t.find(key); ok {
		return int(int8(t.buckets[key>>tagBits] >> (place + tagBits)))
	}
	return 0
}

// find is the place of a key's slot in its bucket, in bits.
func (t *gramTable) find(key uint64) (place int, ok bool) {
	bucket := t.buckets[key>>tagBits]
	for place := 0; place < tableSlots*slotBits; place += slotBits {
		slot := bucket >> place & slotMask
		if slot>>tagBits != 0 && slot&tagMask == key&tagMask {
			return place, true
		}
	}
	return 0, false
}

// weakest is the place of the slot of least weight in a key's bucket, and the
// size of that weight in units: 0 for a free slot.
func (t *gramTable) weakest(key uint64) (place, units int) {
	bucket := t.buckets[key>>tagBits]
	units = maxUnits + 2
	for at := 0; at < tableSlots*slotBits; at += slotBits {
		w := int(int8(bucket >> (at + tagBits)))
		if w = max(w, -w); w < units {
			place, units = at, w
		}
	}
	return place, units
}

// add adds log-odds to the weight of a key. A key without a slot takes a free
// one, or that of the weakest in its bucket where it is stronger itself; else
// it is dropped. The scale stays, so that no other weight moves; what would
// not fit in 8 bits is cut.
func (t *gramTable) add(key uint64, logOdds float64) {
	place, listed := t.find(key)
	units := dither(logOdds/t.scale, key)
	if listed {
		units += t.get(key)
	} else {
		var least int
		if place, least = t.weakest(key); max(units, -units) <= least {
			return
		}
	}
	t.put(key, place, units)
}

// put stores a weight in the slot at place; one of 0 frees it.
func (t *gramTable) put(key uint64, place, units int) {
	bucket := &t.buckets[key>>tagBits]
	*bucket &^= slotMask << place
	if units = min(max(units, -maxUnits), maxUnits); units != 0 {
		*bucket |= (key&tagMask | uint64(uint8(int8(units)))<<tagBits) << place
	}
}

// dither rounds to a whole number up or down so that the error is 0 on
// average (Roberts 1962), by a draw that follows from the key. Shifts are often
// less than half a unit; rounded to the nearest, all of them would be lost.
func dither(v float64, key uint64) int {
	key *= 0x9e3779b97f4a7c15
	key ^= key >> 32
	draw := float64(key*0xbf58476d1ce4e5b9>>11) / (1 << 53)
	return int(math.Floor(v + draw))
}
