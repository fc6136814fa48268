package features

import (
	"math/bits"

	"github.com/heboh/heboh/features/lexicon"
)

const maskClasses = 1<<lexicon.NumClasses - 1

// terms fires the cues of the word lists, single words and phrases, and those
// that look at a term's neighbours.
func (h *Headline) terms() {
	var covered Mask // classes a phrase has already counted
	coveredTo := 0
	lastIntens, lastCharged := -9, -9
	charged, public, celebrity := false, -1, -1
	opening := h.opening(3)
	for _, i := range h.sum.terms {
		i := int(i)
		tok := &h.toks[i]
		if i >= coveredTo {
			covered = 0
		}
		mask, end := tok.mask&maskClasses&^covered, i+1
		h.fireClasses(mask, i, end)
		if one(tok.mask&maskMore != 0)&h.goesOn(i+1) != 0 { // one branch
			if m, e := h.phrase(i); m != 0 {
				h.fireClasses(m&maskClasses&^mask, i, e)
				if mask&bit(lexicon.Intensifier) != 0 && m&maskCharged != 0 { // makin terpojok
					h.fire(IntensifiedCharge, 1, i, e)
				}
				if mask&bit(lexicon.Intensifier) != 0 && m&bit(lexicon.Loaded) != 0 {
					h.fire(LoadedIntensified, 1, i, e)
				}
				mask |= m
				covered, coveredTo, end = m, max(coveredTo, e), e
			}
		}
		if mask&maskCharged&^bit(lexicon.Intensifier) != 0 {
			charged = true
			lastCharged = end - 1
			if lastIntens >= i-1 && lastIntens < i {
				h.fire(IntensifiedCharge, 1, lastIntens, end)
				if mask&bit(lexicon.Loaded) != 0 {
					h.fire(LoadedIntensified, 1, lastIntens, end)
				}
			}
		}
		if mask&bit(lexicon.Intensifier) != 0 {
			lastIntens = end - 1
			if lastCharged == i-1 {
				h.fire(IntensifiedCharge, 1, lastCharged, end)
			}
		}
		if i < opening {
			if mask&bit(lexicon.Loaded) != 0 {
				h.fire(LoadedOpener, 1, i, end)
			}
			if mask&bit(lexicon.Hyperbole) != 0 {
				h.fire(HyperboleOpener, 1, i, end)
			}
		}
		if tok.mask&maskPublic != 0 {
			public = i
		}
		if mask&bit(lexicon.Celebrity) != 0 {
			celebrity = i
		}
	}
	if charged && public >= 0 && h.values[HyperboleTerm]+h.values[EmotionTerm] > 0 {
		h.fire(EmotionReact, 1, public, public+1)
	}
	if charged && celebrity >= 0 {
		h.fire(CelebrityCharged, 1, celebrity, celebrity+1)
	}
	for _, m := range [...][2]CueID{{HyperboleTerm, HyperboleMany}, {CuriosityTerm, CuriosityMany}, {LoadedTerm, LoadedMany}, {ShockTerm, ShockMany}, {GossipTerm, GossipMany}} {
		if h.values[m[0]] >= 2 {
			h.set(m[1], 1)
		}
	}
	if h.values[GrimTerm] > 0 && h.values[ShockTerm]+h.values[HyperboleTerm]+h.values[EmotionTerm] > 0 {
		h.set(GrimCharged, 1)
	}
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

func (h *Headline) fireClasses(m Mask, from, to int) {
	for m != 0 {
		c := bits.TrailingZeros64(uint64(m))
		m &= m - 1
		h.fire(classCue[c], 1, from, to)
	}
}

// goesOn is 1 where a phrase may go on with token i.
func (h *Headline) goesOn(i int) int {
	if i >= len(h.toks) {
		return 0
	}
	t := &h.toks[i]
	return one(t.next) | one(t.kind == Punct)
}

// phrase finds the longest listed phrase that starts at token i: words and
// figures in a row, hyphens between them ignored.
func (h *Headline) phrase(i int) (found Mask, end int) {
	sum := h.toks[i].hash
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
		sum = pair(sum, h.toks[j].hash)
		m := words.lookup(sum)
		if m&^maskMore != 0 {
			found, end = m&^maskMore, j+1
		}
		if m&maskMore == 0 {
			break
		}
	}
	return found, end
}
