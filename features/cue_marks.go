package features

import "bytes"

// markQuotes marks the tokens between quotes and fires the quote cues. An opening
// quote has a space or mark before it, a closing one does not.
func (h *Headline) markQuotes() {
	open, quoted := -1, 0
	var quote byte // the open one
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind != Punct {
			continue
		}
		c := h.norm[t.nstart]
		switch {
		case c != '"' && c != '\'':
		case open < 0:
			if !t.glued || h.toks[i-1].kind >= Punct {
				open, quote = i, c
			}
		case c == quote && (t.glued || i+1 == len(h.toks)):
			quoted += h.quotePair(open, i)
			open = -1
		}
	}
	if words := len(h.toks) - len(h.sum.marks); words > 0 {
		h.set(cueQuotedShare, float32(quoted)/float32(words))
	}
}

// quotePair marks the tokens between the quotes at open and end, fires their cues
// and counts the words.
func (h *Headline) quotePair(open, end int) (words int) {
	for i := open + 1; i < end; i++ {
		h.toks[i].quoted = true
		if h.toks[i].kind <= Number {
			words++
		}
	}
	h.fire(cueQuoted, 1, open, end+1)
	switch {
	case words <= 2:
		h.fire(cueQuotedShort, 1, open, end+1)
	case words >= 4:
		h.fire(cueQuotedLong, 1, open, end+1)
	}
	return words
}

// markCues are the cues of marks that fire wherever they are.
var markCues = [256]CueID{
	':': cueColon, ',': cueCommas, ';': cueCommas, '(': cueParenthesis, '[': cueBracketTag,
	'/': cueSlashPipe, '|': cueSlashPipe, '%': cueMoneyPercent, '$': cueMoneyPercent,
}

// marks fires the cues of punctuation and signs.
func (h *Headline) marks() {
	last := len(h.toks) - 1
	for last >= 0 && (h.is(last, '"') || h.is(last, '\'') || h.is(last, ')')) {
		last--
	}
	h.set(cueEmoji, float32(h.emoji))
	exclaims := 0
	h.speech = 0
	for k, i := range h.sum.marks {
		i := int(i)
		t := &h.toks[i]
		words := i - k        // words and figures before it
		if t.kind == Symbol { // strip leaves the signs of currencies
			h.fire(cueMoneyPercent, 1, i, i+1)
			continue
		}
		double := t.nend-t.nstart == 2
		c := h.norm[t.nstart]
		if id := markCues[c]; id != 0 {
			h.fire(id, 1, i, i+1)
		}
		switch c {
		case '!':
			if t.quoted {
				h.fire(cueExclaimQuoted, 1, i, i+1)
				break
			}
			exclaims++
			h.exclaim(i, last, words, double || exclaims == 2)
		case '?':
			h.question(i, last, double)
		case '.':
			switch {
			case double && i >= last:
				h.fire(cueEllipsisEnd, 1, i, i+1)
			case double:
				h.fire(cueEllipsisMid, 1, i, i+1)
			default:
				h.sentence(i, last)
			}
		case ':':
			if words >= 1 && words <= 4 {
				h.fire(cueSpeakerColon, 1, 0, i+1)
				h.speech = i
			}
		case '-':
			if !t.glued {
				h.fire(cueDash, 1, i, i+1)
			} else if h.repeats(i) {
				h.fire(cueReduplication, 1, i-1, i+2)
			}
		}
	}
}

// question fires for a question mark, or for a run of them.
func (h *Headline) question(i, last int, run bool) {
	h.fireIf(run, cueQuestionMany, i, i+1)
	if !h.toks[i].quoted {
		h.fire(cueQuestionMark, 1, i, i+1)
		h.fireIf(i >= last, cueQuestionEnd, i, i+1)
	}
	h.sentence(i, last)
}

// exclaim fires for an exclamation mark outside quotes. words is the number of
// words before it, last the last token of the headline; many says that this mark
// makes it two.
func (h *Headline) exclaim(i, last, words int, many bool) {
	h.fire(Exclaim, 1, i, i+1)
	h.fireIf(many, cueExclaimMany, i, i+1)
	h.fireIf(h.is(i-1, '?') || h.is(i+1, '?'), cueInterrobang, i, i+1)
	if i >= last {
		h.fire(cueExclaimEnd, 1, i, i+1)
	} else if words <= 6 {
		h.fire(cueExclaimOpener, 1, i, i+1)
	}
	h.sentence(i, last)
}

// repeats reports whether the hyphen at token i joins a word to itself, bare
// or with an affix: kata-kata, blak-blakan, berhari-hari.
func (h *Headline) repeats(i int) bool {
	if i == 0 || i+1 >= len(h.toks) || !h.toks[i+1].glued || h.toks[i-1].kind != Word || h.toks[i+1].kind != Word {
		return false
	}
	a, b := &h.toks[i-1], &h.toks[i+1]
	first, second := h.norm[a.nstart:a.nend], h.norm[b.nstart:b.nend]
	return min(len(first), len(second)) > 2 && (bytes.HasPrefix(second, first) || bytes.HasSuffix(first, second))
}

// sentence fires if the mark at token i ends a sentence but not the headline.
func (h *Headline) sentence(i, last int) {
	h.fireIf(i < last && h.toks[i].glued && !h.toks[i+1].glued, cuePluralSentences, i, i+1)
}
