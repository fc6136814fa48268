package model

import (
	"math"

	"github.com/heboh/heboh/features"
)

// deviceTable maps n-gram hashes to one 8-bit weight a device: direct-mapped,
// a slot is one 64-bit word of a 16-bit tag and six weights.
type deviceTable struct {
	slots []uint64
	shift uint
	scale [NumDevices]float64
}

// deviceHead is the logistic model of one device.
type deviceHead struct {
	bias, slope, offset float64 // slope and offset calibrate the log-odds
	cues                [features.NumCues]float64
}

// DeviceFeature is an n-gram's hash and its weight for each device.
type DeviceFeature struct {
	Hash    uint64
	Weights [NumDevices]float64
}

func deviceTag(h uint64) uint64 { return h & 0xFFFF }

// packDevices fills a table of 2^logSlots slots, the first comers staying.
func packDevices(fs []DeviceFeature, logSlots int) deviceTable {
	t := deviceTable{slots: make([]uint64, 1<<logSlots), shift: uint(64 - logSlots)}
	for _, f := range fs {
		for d, w := range f.Weights {
			t.scale[d] = math.Max(t.scale[d], math.Abs(w)/127)
		}
	}
	for _, f := range fs {
		s := &t.slots[f.Hash>>t.shift]
		if *s != 0 {
			continue
		}
		v := deviceTag(f.Hash)
		for d, w := range f.Weights {
			if t.scale[d] > 0 {
				v |= uint64(uint8(int8(math.Round(w/t.scale[d])))) << (16 + 8*d)
			}
		}
		*s = v
	}
	return t
}

// sum adds up the weights of all n-grams, a device each. Which n-grams are
// listed is hard to predict: no branch. The weights, raised by 128, are added
// up as the bytes of two words of four 16-bit lanes.
func (t *deviceTable) sum(grams []uint64) (out [NumDevices]float64) {
	const (
		low    = 0x00FF_00FF_00FF_00FF
		raised = 0x8080_8080_8080_0000
	)
	var acc [NumDevices]int
	for len(grams) > 0 {
		n := min(len(grams), 256) // as many bytes fit a lane
		var even, odd, hits uint64
		for _, g := range grams[:n] {
			s := t.slots[g>>(t.shift&63)]
			hit := uint64(int64((s^g)&0xFFFF-1) >> 63) // all ones where the tags agree
			v := (s ^ raised) & hit
			even += v & low
			odd += v >> 8 & low
			hits += hit & 1
		}
		for d := 0; d < NumDevices; d += 2 { // lane 0 is of tags
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

// devices computes the probability of each device from the analysed headline.
func (m *Model) devices(s *scratch) (d Devices) {
	sums := m.deviceGrams.sum(s.grams)
	scale := features.Scale(len(s.grams))
	for i, p := range d.fields() {
		head := &m.heads[i]
		z := head.bias + scale*sums[i]
		for _, id := range s.h.Fired() {
			z += head.cues[id] * float64(s.cues[id])
		}
		*p = sigmoid(head.slope*z + head.offset)
	}
	return d
}
