package features

import (
	"math"
	"math/bits"
	"slices"

	"github.com/heboh/heboh/features/lexicon"
)

// Hit is one place where a cue fired: Amount of it, on tokens [From, To);
// From == To means the whole headline.
type Hit struct {
	Cue      CueID
	Amount   float32
	From, To int
}

// Cues computes every cue's value, in the order of Catalogue, each in [0, 1].
// The array is the headline's own and changes with the next call.
func (h *Headline) Cues() *[NumCues]float32 {
	h.values = [NumCues]float32{}
	h.set1, h.set2 = 0, 0
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
	n := h.scale(fired, 0, h.set1)
	h.fired = fired[:n+h.scale(fired[n:], 64, h.set2)]
	return &h.values
}

// scale turns the counts of the cues in a set into values, lists those cues in
// fired and returns their number.
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

// Fired lists the cues that are not 0, in the order of Catalogue, after Cues.
// The slice changes with the next call.
func (h *Headline) Fired() []CueID { return h.fired }

// Hits returns where the cues fired, for a Headline whose Cues were computed
// after RecordHits. The slice changes with the next call.
func (h *Headline) Hits() []Hit { return h.hits }

// RecordHits makes Cues collect Hits.
func (h *Headline) RecordHits(on bool) { h.record = on }

// fire adds to a cue.
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

// note puts a cue into the sets of those that fire.
func (h *Headline) note(id CueID) {
	if id < 64 {
		h.set1 |= 1 << (id & 63)
	} else {
		h.set2 |= 1 << (id & 63)
	}
}

// set gives a cue a value that no single place explains.
func (h *Headline) set(id CueID, v float32) { h.fire(id, v, 0, 0) }

func (h *Headline) is(i int, c byte) bool {
	if i < 0 || i >= len(h.toks) || h.toks[i].kind != Punct {
		return false
	}
	return h.norm[h.toks[i].nstart] == c
}

// classCues are the cues that the word classes feed, in the order of the classes.
var classCues = [lexicon.NumClasses]CueID{
	cueLoadedTerm, cueHyperboleTerm, cueShockTerm, cueGossipTerm, cueCuriosityTerm, cueHedgingTerm, cueIntensifierTerm,
	cueAttributionTerm, cueSuperlativeTerm, cueAbsoluteTerm, cueAddressTerm, cueParticleTerm, cueQuestionWord,
	cueNegationTerm, cueSlangTerm, cueImperativeTerm, cueVaguePerson, cueAngerTerm, cueEmotionTerm, cuePrurientTerm,
	cueCelebrityTerm, cueGrimTerm, cueListicleNoun, FunctionShare,
}
