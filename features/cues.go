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

// Cues computes every cue's value, in the order of Catalogue, each in [0, 1].
// The array belongs to the headline and is overwritten by the next call.
func (h *Headline) Cues() *[NumCues]float32 {
	h.values = [NumCues]float32{}
	h.low, h.high = 0, 0
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
	fired := slices.Grow(h.fired[:0], NumCues)[:NumCues]
	n := h.scale(fired, 0, h.low)
	h.fired = fired[:n+h.scale(fired[n:], 64, h.high)]
	return &h.values
}

// scale turns the counts of a set of cues, numbered from first, into values,
// lists those cues in fired and returns how many they are.
func (h *Headline) scale(fired []CueID, first CueID, set uint64) (n int) {
	for ; set != 0; set &= set - 1 {
		id := first + CueID(bits.TrailingZeros64(set))
		most := cueMax[id]
		// Numbers that are not negative compare as their bits do.
		count := min(math.Float32bits(h.values[id]), math.Float32bits(most))
		h.values[id] = math.Float32frombits(count) / most
		fired[n] = id
		n++
	}
	return n
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
	h.note(id)
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

// note adds a cue to the set of those that fire.
func (h *Headline) note(id CueID) {
	if id < 64 {
		h.low |= 1 << (id & 63)
	} else {
		h.high |= 1 << (id & 63)
	}
}

// set gives a cue a value that no single place explains.
func (h *Headline) set(id CueID, v float32) { h.fire(id, v, 0, 0) }

// is reports whether token i is there and a run of the mark c.
func (h *Headline) is(i int, c byte) bool {
	return i >= 0 && i < len(h.toks) && h.toks[i].kind == Punct && h.norm[h.toks[i].nstart] == c
}
