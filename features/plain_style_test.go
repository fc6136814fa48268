package features

import (
	"bytes"
	"math/bits"

	"github.com/heboh/heboh/features/lexicon"
)

// openings fires the cues of curiosity that look at where a word stands:
// the opening, the last clause, the end.
func (h *plain) openings() {
	first, last := -1, -1 // first and last word or figure
	tail := 0             // first token of the last clause
	for i := range h.toks {
		if h.toks[i].kind <= Number {
			if first < 0 {
				first = i
			}
			last = i
		} else if i+1 < len(h.toks) && (h.is(i, ',') || h.is(i, ':') || h.is(i, '.') || h.is(i, '!') || h.is(i, '-') && !h.toks[i].glued) && last >= 0 {
			tail = i + 1
		}
	}
	if first < 0 {
		return
	}
	h.opener(first)
	tailWords, words := 0, 0
	for i := last; i >= first; i-- {
		if h.toks[i].kind > Number {
			continue
		}
		words++
		if i >= tail {
			tailWords++
		}
		m := h.toks[i].mask
		if m&maskIni != 0 {
			h.ini(i, last, words)
		}
		if m&maskBegini != 0 {
			h.fire(Begini, 1, i, i+1)
		}
		if m&maskTernyata != 0 {
			h.fire(Ternyata, 1, i, i+1)
		}
		if s := h.norm[h.toks[i].nstart:h.toks[i].nend]; len(s) > 5 && bytes.HasSuffix(s, []byte("nya")) {
			h.fire(NyaAny, 1, i, i+1)
			if i == last {
				h.fire(NyaEnd, 1, i, i+1)
			}
		}
		if h.toks[i].kind == Number && i > first && i+1 < len(h.toks) && h.toks[i+1].mask&bit(lexicon.Listicle) != 0 {
			h.fire(ListicleTail, 1, i, i+2)
		}
	}
	if tail > first && tailWords > 0 && tailWords <= 6 {
		h.teaser(tail, last+1)
	}
}

// opener fires the cues of the title's first word.
func (h *plain) opener(first int) {
	t := &h.toks[first]
	m := t.mask
	if m&bit(lexicon.Question) != 0 {
		h.fire(QuestionOpener, 1, first, first+1)
	}
	if m&maskIni != 0 {
		h.fire(IniOpener, 1, first, first+1)
		for i := first + 1; i < len(h.toks) && i <= first+2; i++ {
			if h.toks[i].mask&bit(lexicon.Question) != 0 {
				h.fire(ThisIsWhat, 1, first, i+1)
			}
		}
	}
	if m&bit(lexicon.Shock) != 0 {
		h.fire(ShockOpener, 1, first, first+1)
	}
	if m&bit(lexicon.Emotion) != 0 && (h.is(first+1, ',') || h.is(first+1, '!') || h.is(first+1, '.') || h.is(first+1, ':')) {
		h.fire(EmotionOpener, 1, first, first+2)
	}
	if t.kind == Number {
		for i := first + 1; i < len(h.toks) && i <= first+4; i++ {
			if h.toks[i].mask&bit(lexicon.Listicle) != 0 {
				h.fire(ListicleLead, 1, first, i+1)
				break
			}
		}
	}
}

// ini fires for a forward reference at token i, the words-th from the end.
func (h *plain) ini(i, last, words int) {
	if i == last || h.is(i+1, ',') || h.is(i+1, '!') || h.is(i+1, '?') {
		h.fire(IniEnd, 1, i, i+1)
	}
	if words <= 4 {
		h.fire(IniTail, 1, i, i+1)
	}
	if h.is(i-1, ',') || i < last && h.toks[i+1].mask&maskTease != 0 {
		h.fire(IniTease, 1, i, min(i+2, last+1))
	}
}

func (h *plain) teaser(from, to int) {
	for i := from; i < to; i++ {
		if h.toks[i].mask&maskTeaser != 0 {
			h.fire(TeaserTail, 1, from, to)
			return
		}
	}
}

// style fires the cues that describe the headline as a whole.
func (h *plain) style() {
	var words, letters, long, numbers, funcID, funcEN int
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind > Number {
			continue
		}
		words++
		if t.kind == Number {
			numbers++
			if t.hash == hashYear {
				h.fire(Year, 1, i, i+1)
			}
		} else {
			n := int(t.nend - t.nstart)
			letters += n
			if n >= 8 {
				long++
			}
		}
		if t.mask&maskFuncID != 0 {
			funcID++
		}
		if t.mask&maskFuncEN != 0 {
			funcEN++
		}
		if t.hash == hashRupiah || t.mask&maskMoney != 0 && (i > 0 && h.toks[i-1].kind == Number || i+1 < len(h.toks) && h.toks[i+1].kind == Number) {
			h.fire(MoneyPercent, 1, i, i+1)
		}
	}
	if words == 0 {
		return
	}
	n := float32(words)
	h.set(Words, n)
	if words >= 14 {
		h.set(LongTitle, 1)
	}
	if words <= 5 {
		h.set(ShortTitle, 1)
	}
	if words > numbers {
		h.set(WordLength, float32(letters)/float32(words-numbers))
	}
	h.set(LongWords, float32(long)/n)
	h.set(Numbers, float32(numbers))
	h.set(FunctionShare, float32(max(funcID, funcEN))/n)
	if funcID+funcEN > 0 {
		h.set(English, float32(funcEN)/float32(funcID+funcEN))
	}
	if h.values[Quoted]+h.values[SpeakerColon] > 0 && h.values[AttributionTerm]+h.values[SpeakerColon] > 0 {
		h.set(AttributedQuote, 1)
	}
	if h.joined > 0 || h.fold.disguised > 1 {
		h.set(Disguise, 1)
	}
	if h.drawn > 0 {
		h.set(Elongation, 1)
	}
}

// devices counts how many of the six devices show.
func (h *plain) devices() {
	v := &h.values
	n := 0
	for _, on := range [...]bool{
		v[CapsCharged]+v[Exclaim]+v[QuestionMany]+v[EllipsisEnd]+v[EllipsisMid] > 0,
		v[HyperboleTerm]+v[EmotionTerm]+v[IntensifiedCharge] > 0,
		v[CuriosityTerm]+v[Begini]+v[Ternyata]+v[IniTease]+v[IniEnd]+v[TeaserTail] > 0,
		v[LoadedTerm]+v[AngerTerm] > 0,
		v[ShockTerm]+v[GrimCharged] > 0,
		v[GossipTerm]+v[PrurientTerm] > 0,
	} {
		if on {
			n++
		}
	}
	if n >= 2 {
		h.set(Devices2, 1)
	}
	if n >= 3 {
		h.set(Devices3, 1)
	}
	if n >= 4 {
		h.set(Devices4, 1)
	}
}

// terms fires the cues of the word lists, single words and phrases, and those
// that look at a term's neighbours.
func (h *plain) terms() {
	var covered Mask // classes a phrase has already counted
	coveredTo := 0
	lastIntens, lastCharged := -9, -9
	seen := 0 // words so far
	charged, public, celebrity := false, -1, -1
	for i := range h.toks {
		tok := &h.toks[i]
		if tok.kind > Number {
			continue
		}
		seen++
		if tok.mask == 0 {
			continue
		}
		if i >= coveredTo {
			covered = 0
		}
		mask, end := tok.mask&maskClasses&^covered, i+1
		h.fireClasses(mask, i, end)
		if tok.mask&maskMore != 0 {
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
		if seen <= 3 {
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

func (h *plain) fireClasses(m Mask, from, to int) {
	for m != 0 {
		c := bits.TrailingZeros64(uint64(m))
		m &= m - 1
		h.fire(classCue[c], 1, from, to)
	}
}

// phrase finds the longest listed phrase that starts at token i: words and
// figures in a row, hyphens between them ignored.
func (h *plain) phrase(i int) (found Mask, end int) {
	sum := h.toks[i].hash
	for j := i + 1; j < len(h.toks); j++ {
		if h.toks[j].kind > Number {
			if h.is(j, '-') && h.toks[j].glued {
				continue
			}
			break
		}
		sum = pair(sum, h.toks[j].hash)
		m := plainWords()[sum]
		if m&^maskMore != 0 {
			found, end = m&^maskMore, j+1
		}
		if m&maskMore == 0 {
			break
		}
	}
	return found, end
}
