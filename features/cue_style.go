package features

import (
	"slices"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// openings fires the cues that look at where a word is: in the opening, in the
// last clause, at the end.
func (h *Headline) openings() {
	first, last := 0, len(h.toks)-1 // first and last word or figure
	for first <= last && h.toks[first].kind > Number {
		first++
	}
	if first > last {
		return
	}
	for h.toks[last].kind > Number {
		last--
	}
	tail := 0 // first token of the last clause
	for _, i := range h.sum.marks {
		if i := int(i); i > first && i+1 < len(h.toks) && h.endsClause(i) {
			tail = i + 1
		}
	}
	h.opener(first)
	for _, i := range slices.Backward(h.sum.tails) {
		h.placed(int(i), first, last)
	}
	if tail > first {
		if n := h.wordsIn(tail, last+1); n > 0 && n <= 6 {
			h.teaser(tail, last+1)
		}
	}
}

// placed fires the cues of token i, which is a figure, carries -nya or has one
// of the marks Ini, Begini and Ternyata. first and last are the first and last
// word or figure of the headline.
func (h *Headline) placed(i, first, last int) {
	t := &h.toks[i]
	if t.mask&lexicon.Ini != 0 {
		h.ini(i, last, h.wordsIn(i, last+1))
	}
	h.fireIf(t.mask&lexicon.Begini != 0, cueBegini, i, i+1)
	h.fireIf(t.mask&lexicon.Ternyata != 0, cueTernyata, i, i+1)
	if t.nya(h.norm) != 0 {
		h.fire(cueNyaAny, 1, i, i+1)
		h.fireIf(i == last, cueNyaEnd, i, i+1)
	}
	listed := i+1 < len(h.toks) && h.toks[i+1].mask&lexicon.Listicle != 0
	h.fireIf(listed && t.kind == Number && i > first, cueListicleTail, i, i+2)
}

// wordsIn counts the words and figures among tokens [from, to).
func (h *Headline) wordsIn(from, to int) int {
	n := max(0, to-from)
	for _, i := range h.sum.marks {
		if int(i) >= from && int(i) < to {
			n--
		}
	}
	return n
}

// endsClause reports whether the mark at token i ends a clause.
func (h *Headline) endsClause(i int) bool {
	t := &h.toks[i]
	if t.kind != Punct {
		return false
	}
	switch h.norm[t.nstart] {
	case ',', ':', '.', '!':
		return true
	case '-':
		return !t.glued
	}
	return false
}

// opener fires the cues of the headline's first word.
func (h *Headline) opener(first int) {
	t := &h.toks[first]
	m := t.mask
	h.fireIf(m&lexicon.Question != 0, cueQuestionOpener, first, first+1)
	if m&lexicon.Ini != 0 {
		h.fire(cueIniOpener, 1, first, first+1)
		for i := first + 1; i < len(h.toks) && i <= first+2; i++ {
			h.fireIf(h.toks[i].mask&lexicon.Question != 0, cueThisIsWhat, first, i+1)
		}
	}
	h.fireIf(m&lexicon.Shock != 0, cueShockOpener, first, first+1)
	alone := h.is(first+1, ',') || h.is(first+1, '!') || h.is(first+1, '.') || h.is(first+1, ':')
	h.fireIf(alone && m&lexicon.Emotion != 0, cueEmotionOpener, first, first+2)
	if t.kind == Number {
		for i := first + 1; i < len(h.toks) && i <= first+4; i++ {
			if h.toks[i].mask&lexicon.Listicle != 0 {
				h.fire(cueListicleLead, 1, first, i+1)
				break
			}
		}
	}
}

// ini fires the cues of a forward reference at token i, the words-th from the end.
func (h *Headline) ini(i, last, words int) {
	h.fireIf(i == last || h.is(i+1, ',') || h.is(i+1, '!') || h.is(i+1, '?'), cueIniEnd, i, i+1)
	h.fireIf(words <= 4, cueIniTail, i, i+1)
	h.fireIf(h.is(i-1, ',') || i < last && h.toks[i+1].mask&lexicon.Tease != 0, cueIniTease, i, min(i+2, last+1))
}

const maskTeaser = lexicon.Ini | lexicon.Begini | lexicon.Ternyata | lexicon.Curiosity | lexicon.Question

// teaser fires for a last clause [from, to) that teases.
func (h *Headline) teaser(from, to int) {
	for i := from; i < to; i++ {
		if h.toks[i].mask&maskTeaser != 0 {
			h.fire(cueTeaserTail, 1, from, to)
			return
		}
	}
}

// style fires the cues that describe the headline as a whole.
func (h *Headline) style() {
	s := &h.sum
	words := len(h.toks) - len(s.marks)
	if words == 0 {
		return
	}
	if s.numbers > 0 || s.amounts {
		h.figures()
	}
	n := float32(words)
	h.set(Words, n)
	h.fireIf(words >= 14, cueLongTitle, 0, 0)
	h.fireIf(words <= 5, cueShortTitle, 0, 0)
	if words > s.numbers {
		h.set(WordLength, float32(s.letters)/float32(words-s.numbers))
	}
	h.set(LongWords, float32(s.long)/n)
	h.set(cueNumbers, float32(s.numbers))
	h.set(FunctionShare, float32(max(s.funcID, s.funcEN))/n)
	if s.funcID+s.funcEN > 0 {
		h.set(cueEnglish, float32(s.funcEN)/float32(s.funcID+s.funcEN))
	}
	quote, speaker := h.values[cueQuoted], h.values[cueAttributionTerm]
	h.fireIf(h.values[cueSpeakerColon] > 0 || quote > 0 && speaker > 0, cueAttributedQuote, 0, 0)
	disguised := h.fold.disguised
	if 2*h.fold.styled < s.letters { // else it is the typeface of the headline
		disguised += h.fold.styled
	}
	h.fireIf(h.joined > 0 || disguised > 1, cueDisguise, 0, 0)
	h.fireIf(h.drawn > 0, cueElongation, 0, 0)
}

// figures fires the cues of years and amounts of money.
func (h *Headline) figures() {
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind > Number {
			continue
		}
		h.fireIf(t.kind == Number && t.hash == hash.Year, cueYear, i, i+1)
		beside := i > 0 && h.toks[i-1].kind == Number || i+1 < len(h.toks) && h.toks[i+1].kind == Number
		h.fireIf(t.hash == hashRupiah || beside && t.mask&lexicon.Money != 0, cueMoneyPercent, i, i+1)
	}
}

// deviceCues are the cues that show a device, as a set for each device.
var deviceCues = func() (sets [len(Devices)]cueSet) {
	for _, id := range []CueID{
		cueCapsCharged, Exclaim, cueQuestionMany, cueEllipsisEnd, cueEllipsisMid,
		cueHyperboleTerm, cueEmotionTerm, cueIntensifiedCharge,
		cueCuriosityTerm, cueBegini, cueTernyata, cueIniTease, cueIniEnd, cueTeaserTail,
		cueLoadedTerm, cueAngerTerm,
		cueShockTerm, cueGrimCharged,
		cueGossipTerm, cuePrurientTerm,
	} {
		for d := range Devices {
			if catalogue[id].Group == Devices[d].Group {
				sets[d].add(id)
			}
		}
	}
	return sets
}()

// devices counts how many of the six devices show.
func (h *Headline) devices() {
	n := 0
	for _, cues := range &deviceCues {
		n += one(h.fires[0]&cues[0]|h.fires[1]&cues[1] != 0)
	}
	for k, id := range [...]CueID{cueDevices2, cueDevices3, cueDevices4} {
		h.fireIf(n >= k+2, id, 0, 0)
	}
}
