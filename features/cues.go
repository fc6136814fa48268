package features

import (
	"math"
	"math/bits"
	"slices"
)

// Hit is one place where a cue fired: Amount of it, on tokens [From, To);
// From == To means the whole headline.
type Hit struct {
	Cue      CueID
	Amount   float32
	From, To int
}

// cueSet has a bit for each of 128 cues.
type cueSet [2]uint64

func (s *cueSet) add(id CueID) { s[id>>6&1] |= 1 << (id & 63) }

// Cues computes every cue's value, in the order of Catalogue, each in [0, 1].
// The array belongs to the headline and is overwritten by the next call.
func (h *Headline) Cues() *[NumCues]float32 {
	h.values = [NumCues]float32{}
	h.fires = cueSet{}
	h.hits = h.hits[:0]
	if h.sum.quotes {
		h.markQuotes()
	}
	if h.sum.capitals {
		h.shout()
	}
	h.marks()
	h.terms()
	h.openings()
	h.style()
	h.devices()
	h.scale()
	return &h.values
}

// scale turns the counts of the cues that fire into values and lists those cues.
func (h *Headline) scale() {
	fired, n := slices.Grow(h.fired[:0], NumCues)[:NumCues], 0
	for block := range h.fires {
		for set := h.fires[block]; set != 0; set &= set - 1 {
			id := CueID(block<<6 + bits.TrailingZeros64(set))
			most := cueMax[id]
			// Numbers that are not negative compare as their bits do.
			count := min(math.Float32bits(h.values[id]), math.Float32bits(most))
			h.values[id] = math.Float32frombits(count) / most
			fired[n] = id
			n++
		}
	}
	h.fired = fired[:n]
}

// cueMax are the caps of the catalogue, side by side.
var cueMax = func() (most [NumCues]float32) {
	for id := range most {
		most[id] = catalogue[id].Max
	}
	return most
}()

// Fired lists the cues that are not 0, in the order of Catalogue, as computed by
// the last call of Cues, which the next one overwrites.
func (h *Headline) Fired() []CueID { return h.fired }

// Hits returns where the cues fired at the last call of Cues, if RecordHits was
// on. The slice is overwritten by the next call.
func (h *Headline) Hits() []Hit { return h.hits }

// RecordHits makes Cues collect Hits, or stops it.
func (h *Headline) RecordHits(on bool) { h.record = on }

// fire adds amount to a cue, on tokens [from, to).
func (h *Headline) fire(id CueID, amount float32, from, to int) {
	if amount == 0 {
		return
	}
	h.values[id] += amount
	h.fires.add(id)
	if h.record {
		h.hits = append(h.hits, Hit{id, amount, from, to})
	}
}

// fireIf adds 1 to a cue, on tokens [from, to), where a condition holds.
func (h *Headline) fireIf(holds bool, id CueID, from, to int) {
	if holds {
		h.fire(id, 1, from, to)
	}
}

// set gives a cue a value that no single place explains.
func (h *Headline) set(id CueID, v float32) { h.fire(id, v, 0, 0) }

// is reports whether token i is there and a run of the mark c.
func (h *Headline) is(i int, c byte) bool {
	return i >= 0 && i < len(h.toks) && h.toks[i].kind == Punct && h.norm[h.toks[i].nstart] == c
}
