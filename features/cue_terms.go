package features

import (
	"math/bits"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// classCues are the cues that the word classes feed, in the order of the classes.
var classCues = [lexicon.NumClasses]CueID{
	cueLoadedTerm, cueHyperboleTerm, cueShockTerm, cueGossipTerm, cueCuriosityTerm, cueHedgingTerm, cueIntensifierTerm,
	cueAttributionTerm, cueSuperlativeTerm, cueAbsoluteTerm, cueAddressTerm, cueParticleTerm, cueQuestionWord,
	cueNegationTerm, cueSlangTerm, cueImperativeTerm, cueVaguePerson, cueAngerTerm, cueEmotionTerm, cuePrurientTerm,
	cueCelebrityTerm, cueGrimTerm, cueListicleNoun, cueInsult, cueRidicule, cuePartisan, cueRout, cueDoubt, cuePraise,
	cueIdiom, FunctionShare,
}

// manyCues fire when the cue of a class counts two terms or more.
var manyCues = [...]struct{ term, many CueID }{
	{cueHyperboleTerm, cueHyperboleMany}, {cueCuriosityTerm, cueCuriosityMany}, {cueLoadedTerm, cueLoadedMany},
	{cueShockTerm, cueShockMany}, {cueGossipTerm, cueGossipMany},
}

// terms fires the cues of the word lists, for single words and phrases, and
// those that look at a term's neighbours.
func (h *Headline) terms() {
	var once, twice lexicon.Mask // classes seen, classes seen again
	var covered lexicon.Mask     // classes a phrase has already counted
	coveredTo := 0
	lastIntensifier, lastCharged := -9, -9
	public, celebrity := -1, -1
	for _, i := range h.sum.terms {
		i := int(i)
		tok := &h.toks[i]
		if i >= coveredTo {
			covered = 0
		}
		mask, end := tok.mask&lexicon.Classes&^covered, i+1
		twice |= once & mask
		once |= mask
		h.hitClasses(mask, i, end)
		if tok.mask&lexicon.More != 0 {
			m, e := h.phrase(i)
			fresh := m & lexicon.Classes &^ mask
			twice |= once & fresh
			once |= fresh
			h.hitClasses(fresh, i, e)
			if mask&lexicon.Intensifier != 0 && m&lexicon.Charged != 0 { // makin terpojok
				h.intensified(m, i, e)
			}
			mask |= m
			if m != 0 {
				covered = m
			}
			coveredTo, end = max(coveredTo, e), e
		}
		charged := mask&(lexicon.Charged&^lexicon.Intensifier) != 0
		if charged {
			lastCharged = end - 1
			if lastIntensifier == i-1 {
				h.intensified(mask, lastIntensifier, end)
			}
		}
		if mask&lexicon.Intensifier != 0 {
			lastIntensifier = end - 1
			h.fireIf(lastCharged == i-1, cueIntensifiedCharge, lastCharged, end)
		}
		if mask&(lexicon.Loaded|lexicon.Hyperbole) != 0 && i < h.opening(3) {
			h.termOpens(mask, i, end)
		}
		if mask&lexicon.Slanted != 0 {
			h.slanted(i, end)
		}
		if tok.mask&lexicon.Public != 0 {
			public = i
		}
		if mask&lexicon.Celebrity != 0 {
			celebrity = i
		}
	}
	h.countClasses(once, twice)
	h.together(lastCharged >= 0, public, celebrity)
}

// intensified fires for a charged term of the given classes beside a degree
// word, both in tokens [from, to).
func (h *Headline) intensified(classes lexicon.Mask, from, to int) {
	h.fire(cueIntensifiedCharge, 1, from, to)
	h.fireIf(classes&lexicon.Loaded != 0, cueLoadedIntensified, from, to)
}

// termOpens fires for a term of the given classes among the first words.
func (h *Headline) termOpens(classes lexicon.Mask, from, to int) {
	h.fireIf(classes&lexicon.Loaded != 0, cueLoadedOpener, from, to)
	h.fireIf(classes&lexicon.Hyperbole != 0, cueHyperboleOpener, from, to)
}

// slanted fires for a term that takes a side, in tokens [from, to): in the desk's
// own voice, or in quotes or after "Name:", where a speaker answers for it.
func (h *Headline) slanted(from, to int) {
	id := cueSlantDesk
	if h.toks[from].quoted || h.speech > 0 && from > h.speech {
		id = cueSlantSpeech
	}
	h.fire(id, 1, from, to)
}

// together fires the cues of several terms. charged says that there is a charged
// one; public and celebrity are the tokens that name the public and the famous, -1
// for none.
func (h *Headline) together(charged bool, public, celebrity int) {
	exaggerated := h.values[cueHyperboleTerm] + h.values[cueEmotionTerm]
	h.fireIf(charged && public >= 0 && exaggerated > 0, cueEmotionReact, public, public+1)
	h.fireIf(charged && celebrity >= 0, cueCelebrityCharged, celebrity, celebrity+1)
	for _, c := range manyCues {
		h.fireIf(h.values[c.term] >= 2, c.many, 0, 0)
	}
	h.fireIf(h.values[cueGrimTerm] > 0 && h.values[cueShockTerm]+exaggerated > 0, cueGrimCharged, 0, 0)
}

// opening returns the end of the first n words and figures.
func (h *Headline) opening(n int) int {
	end := n
	for _, i := range h.sum.marks {
		if int(i) >= end {
			break
		}
		end++
	}
	return end
}

// hitClasses records the hits of a term's classes.
func (h *Headline) hitClasses(m lexicon.Mask, from, to int) {
	for ; h.record && m != 0; m &= m - 1 {
		h.hits = append(h.hits, Hit{classCues[bits.TrailingZeros64(uint64(m))], 1, from, to})
	}
}

// countClasses gives the cues of the classes their counts, 1 or 2, which no
// class's cap exceeds.
func (h *Headline) countClasses(once, twice lexicon.Mask) {
	for ; once != 0; once &= once - 1 {
		class := bits.TrailingZeros64(uint64(once))
		id := classCues[class]
		h.values[id] = float32(1 + twice>>class&1)
		h.fires.add(id)
	}
}

// phrase finds the longest listed phrase that starts at token i: consecutive
// words and figures, ignoring hyphens between them. Without one, found is 0 and
// end i+1.
func (h *Headline) phrase(i int) (found lexicon.Mask, end int) {
	sum := h.toks[i].hash
	end = i + 1
	for j := i + 1; j < len(h.toks); j++ {
		if h.toks[j].kind > Number {
			if h.is(j, '-') && h.toks[j].glued {
				continue
			}
			break
		}
		if !h.toks[j].next {
			break
		}
		sum = hash.Pair(sum, h.toks[j].hash)
		m := lookup(sum)
		if m&^lexicon.More != 0 {
			found, end = m&^lexicon.More, j+1
		}
		if m&lexicon.More == 0 {
			break
		}
	}
	return found, end
}
