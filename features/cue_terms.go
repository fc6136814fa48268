package features

import (
	"math/bits"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// terms fires the cues of the word lists, single words and phrases, and those
// that look at a term's neighbours. What a title holds is hard to predict, so
// there are few branches: those that cost more than what they spare.
func (h *Headline) terms() {
	var once, twice lexicon.Mask // classes seen, classes seen again
	var covered lexicon.Mask     // classes a phrase has already counted
	coveredTo := 0
	lastIntens, lastCharged := -9, -9
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
			if one(mask&lexicon.Intensifier != 0)&one(m&lexicon.Charged != 0) != 0 { // makin terpojok
				h.fire(cueIntensifiedCharge, 1, i, e)
				if m&lexicon.Loaded != 0 {
					h.fire(cueLoadedIntensified, 1, i, e)
				}
			}
			mask |= m
			if m != 0 {
				covered = m
			}
			coveredTo, end = max(coveredTo, e), e
		}
		charged := mask&lexicon.Charged&^lexicon.Intensifier != 0
		if charged {
			lastCharged = end - 1
		}
		if one(charged)&one(lastIntens >= i-1)&one(lastIntens < i) != 0 {
			h.fire(cueIntensifiedCharge, 1, lastIntens, end)
			if mask&lexicon.Loaded != 0 {
				h.fire(cueLoadedIntensified, 1, lastIntens, end)
			}
		}
		intensifies := mask&lexicon.Intensifier != 0
		if intensifies {
			lastIntens = end - 1
		}
		if one(intensifies)&one(lastCharged == i-1) != 0 {
			h.fire(cueIntensifiedCharge, 1, lastCharged, end)
		}
		if one(i < 3+len(h.sum.marks))&one(mask&(lexicon.Loaded|lexicon.Hyperbole) != 0) != 0 && i < h.opening(3) {
			if mask&lexicon.Loaded != 0 {
				h.fire(cueLoadedOpener, 1, i, end)
			}
			if mask&lexicon.Hyperbole != 0 {
				h.fire(cueHyperboleOpener, 1, i, end)
			}
		}
		if tok.mask&lexicon.Public != 0 {
			public = i
		}
		if mask&lexicon.Celebrity != 0 {
			celebrity = i
		}
	}
	h.countClasses(once, twice)
	charged := lastCharged >= 0
	if charged && public >= 0 && h.values[cueHyperboleTerm]+h.values[cueEmotionTerm] > 0 {
		h.fire(cueEmotionReact, 1, public, public+1)
	}
	if charged && celebrity >= 0 {
		h.fire(cueCelebrityCharged, 1, celebrity, celebrity+1)
	}
	for _, m := range [...][2]CueID{{cueHyperboleTerm, cueHyperboleMany}, {cueCuriosityTerm, cueCuriosityMany}, {cueLoadedTerm, cueLoadedMany}, {cueShockTerm, cueShockMany}, {cueGossipTerm, cueGossipMany}} {
		if h.values[m[0]] >= 2 {
			h.set(m[1], 1)
		}
	}
	if h.values[cueGrimTerm] > 0 && h.values[cueShockTerm]+h.values[cueHyperboleTerm]+h.values[cueEmotionTerm] > 0 {
		h.set(cueGrimCharged, 1)
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

// hitClasses collects the hits of a term's classes.
func (h *Headline) hitClasses(m lexicon.Mask, from, to int) {
	for ; h.record && m != 0; m &= m - 1 {
		h.hits = append(h.hits, Hit{classCues[bits.TrailingZeros64(uint64(m))], 1, from, to})
	}
}

// countClasses gives the cues of the classes their values, 1 or 2: no cap in
// the catalogue is beyond that for a class.
func (h *Headline) countClasses(once, twice lexicon.Mask) {
	for ; once != 0; once &= once - 1 {
		c := bits.TrailingZeros64(uint64(once))
		id := classCues[c]
		h.values[id] = float32(1 + twice>>c&1)
		h.note(id)
	}
}

// phrase finds the longest listed phrase that starts at token i: words and
// figures in a row, hyphens between them ignored. Where there is none, found is
// 0 and end i+1.
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
