package features

import "github.com/heboh/heboh/features/lexicon"

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
	h.hits = h.hits[:0]
	h.markQuotes()
	h.shout()
	h.marks()
	h.terms()
	h.openings()
	h.style()
	h.devices()
	for i := range h.values {
		h.values[i] = min(h.values[i], catalogue[i].Max) / catalogue[i].Max
	}
	return &h.values
}

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
	if h.record {
		h.hits = append(h.hits, Hit{id, amount, from, to})
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

// classCue says which cues a word class feeds.
var classCue = [lexicon.NumClasses]CueID{
	lexicon.Loaded: LoadedTerm, lexicon.Hyperbole: HyperboleTerm, lexicon.Shock: ShockTerm,
	lexicon.Gossip: GossipTerm, lexicon.Curiosity: CuriosityTerm, lexicon.Hedging: HedgingTerm,
	lexicon.Intensifier: IntensifierTerm, lexicon.Attribution: AttributionTerm,
	lexicon.Superlative: SuperlativeTerm, lexicon.Absolute: AbsoluteTerm, lexicon.Address: AddressTerm,
	lexicon.Particle: ParticleTerm, lexicon.Question: QuestionWord, lexicon.Negation: NegationTerm,
	lexicon.Slang: SlangTerm, lexicon.Imperative: ImperativeTerm, lexicon.Vague: VaguePerson,
	lexicon.Anger: AngerTerm, lexicon.Emotion: EmotionTerm, lexicon.Prurient: PrurientTerm,
	lexicon.Celebrity: CelebrityTerm, lexicon.Grim: GrimTerm, lexicon.Listicle: ListicleNoun,
	lexicon.Function: FunctionShare,
}
