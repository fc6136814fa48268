package model

import (
	"fmt"
	"math"
)

// sharedTable maps n-gram hashes to one 8-bit weight per device: direct-mapped,
// a slot is one 64-bit word of a 16-bit tag and six weights.
type sharedTable struct {
	table
	scale [NumDevices]float64 // log-odds per unit of weight
}

// SharedNGram is an n-gram's hash and its weight, in log-odds, for each device.
type SharedNGram struct {
	Hash    uint64
	Weights [NumDevices]float64
}

// SharedNGrams are the n-gram weights of the device heads.
type SharedNGrams struct {
	List     []SharedNGram       // the most important first: an occupied slot drops what comes later
	LogSlots int                 // the table has 2^LogSlots slots of 8 bytes
	Scale    [NumDevices]float64 // log-odds per unit of an 8-bit weight; 0: the largest weight over 127
}

const sharedTagMask = 0xFFFF

// pack fills a table.
func (p *SharedNGrams) pack() (t sharedTable, err error) {
	if t.table, err = newTable(p.LogSlots, maxLogSlots); err != nil {
		return t, err
	}
	t.scale = p.Scale
	for d := range t.scale {
		for i := 0; i < len(p.List) && p.Scale[d] == 0; i++ {
			t.scale[d] = math.Max(t.scale[d], math.Abs(p.List[i].Weights[d])/maxUnits)
		}
	}
	for _, f := range p.List {
		s := &t.slots[f.Hash>>t.shift]
		if *s != 0 {
			continue
		}
		v := f.Hash & sharedTagMask
		for d, w := range f.Weights {
			v |= uint64(uint8(quantize(w, t.scale[d]))) << (16 + 8*d)
		}
		*s = v
	}
	return t, nil
}

func (t *sharedTable) check() error {
	for d, v := range t.scale {
		if !sane(v) || v < 0 {
			return fmt.Errorf("n-grams of %s: scale %v is not finite", DeviceNames[d], v)
		}
	}
	return nil
}

// parts is the inverse of pack, with hashes that lead to the same slots.
func (t *sharedTable) parts() SharedNGrams {
	p := SharedNGrams{LogSlots: t.log(), Scale: t.scale}
	for i, s := range t.slots {
		if s == 0 {
			continue
		}
		f := SharedNGram{Hash: uint64(i)<<t.shift | s&sharedTagMask}
		for d := range f.Weights {
			f.Weights[d] = t.scale[d] * float64(int8(s>>(16+8*d)))
		}
		p.List = append(p.List, f)
	}
	return p
}

// sum adds up the weights of all n-grams, per device. Which n-grams are
// listed is hard to predict, so there is no branch. The weights, plus 128, are
// added as bytes in the 16-bit lanes of two words.
func (t *sharedTable) sum(grams []uint64) (out [NumDevices]float64) {
	const (
		low    = 0x00FF_00FF_00FF_00FF
		raised = 0x8080_8080_8080_0000
	)
	var acc [NumDevices]int
	for len(grams) > 0 {
		n := min(len(grams), 256) // more bytes could overflow a lane
		var even, odd, hits uint64
		for _, g := range grams[:n] {
			s := t.slots[g>>(t.shift&63)]
			hit := uint64(int64((s^g)&0xFFFF-1) >> 63) // all ones where the tags agree
			v := (s ^ raised) & hit
			even += v & low
			odd += v >> 8 & low
			hits += hit & 1
		}
		for d := 0; d < NumDevices; d += 2 { // the first lanes hold tags
			lane := 8 * (d + 2)
			acc[d] += int(even>>lane&0xFFFF) - 128*int(hits)
			acc[d+1] += int(odd>>lane&0xFFFF) - 128*int(hits)
		}
		grams = grams[n:]
	}
	for d := range out {
		out[d] = t.scale[d] * float64(acc[d])
	}
	return out
}
