package features

import (
	"unicode"
	"unicode/utf8"
)

// markQuotes marks the tokens that stand between quotes and fires the quote
// cues. An opening quote has a space or mark before it, a closing one has none.
func (h *plain) markQuotes() {
	open, words, quoted := -1, 0, 0
	var kind byte
	any := false
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind <= Number {
			words++
		}
		if t.kind != Punct {
			continue
		}
		c := h.norm[t.nstart]
		if c != '"' && c != '\'' {
			continue
		}
		any = true
		if open < 0 {
			if !t.glued || h.toks[i-1].kind >= Punct {
				open, kind = i, c
			}
			continue
		}
		if c == kind && (t.glued || i+1 == len(h.toks)) {
			quoted += h.quotePair(open, i)
			open = -1
		}
	}
	if any && words > 0 {
		h.set(QuotedShare, float32(quoted)/float32(words))
	}
}

// quotePair marks the tokens between quotes at open and end and counts words.
func (h *plain) quotePair(open, end int) (words int) {
	for i := open + 1; i < end; i++ {
		h.toks[i].quoted = true
		if h.toks[i].kind <= Number {
			words++
		}
	}
	h.fire(Quoted, 1, open, end+1)
	switch {
	case words <= 2:
		h.fire(QuotedShort, 1, open, end+1)
	case words >= 4:
		h.fire(QuotedLong, 1, open, end+1)
	}
	return words
}

func (h *plain) inQuote(i int) bool { return h.toks[i].quoted }

// marks fires the punctuation cues.
func (h *plain) marks() {
	last := len(h.toks) - 1
	for last >= 0 && (h.is(last, '"') || h.is(last, '\'') || h.is(last, ')')) {
		last--
	}
	words, exclaims := 0, 0
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind <= Number {
			words++
			continue
		}
		if t.kind == Symbol {
			h.sign(i)
			continue
		}
		double := t.nend-t.nstart == 2
		switch h.norm[t.nstart] {
		case '!':
			if t.quoted {
				h.fire(ExclaimQuoted, 1, i, i+1)
				break
			}
			h.fire(Exclaim, 1, i, i+1)
			if exclaims++; double || exclaims == 2 {
				h.fire(ExclaimMany, 1, i, i+1)
			}
			if h.is(i-1, '?') || h.is(i+1, '?') {
				h.fire(Interrobang, 1, i, i+1)
			}
			if i >= last {
				h.fire(ExclaimEnd, 1, i, i+1)
			} else if words <= 6 {
				h.fire(ExclaimOpener, 1, max(0, i-words), i+1)
			}
			h.sentence(i, last)
		case '?':
			if double {
				h.fire(QuestionMany, 1, i, i+1)
			}
			if !t.quoted {
				h.fire(QuestionMark, 1, i, i+1)
				if i >= last {
					h.fire(QuestionEnd, 1, i, i+1)
				}
			}
			h.sentence(i, last)
		case '.':
			switch {
			case double && i >= last:
				h.fire(EllipsisEnd, 1, i, i+1)
			case double:
				h.fire(EllipsisMid, 1, i, i+1)
			default:
				h.sentence(i, last)
			}
		case ':':
			h.fire(Colon, 1, i, i+1)
			if words >= 1 && words <= 4 {
				h.fire(SpeakerColon, 1, 0, i+1)
			}
		case ',', ';':
			h.fire(Commas, 1, i, i+1)
		case '-':
			if !t.glued {
				h.fire(Dash, 1, i, i+1)
			} else if h.repeats(i) {
				h.fire(Reduplication, 1, i-1, i+2)
			}
		case '(':
			h.fire(Parenthesis, 1, i, i+1)
		case '[':
			h.fire(BracketTag, 1, i, i+1)
		case '#', '@':
			if i+1 < len(h.toks) && h.toks[i+1].glued {
				h.fire(HashtagMention, 1, i, i+2)
			}
		case '/', '|':
			h.fire(SlashPipe, 1, i, i+1)
		case '%', '$':
			h.fire(MoneyPercent, 1, i, i+1)
		}
	}
}

// sign fires the cues of a sign beyond ASCII: an emoji or picture, or a
// currency.
func (h *plain) sign(i int) {
	r, _ := utf8.DecodeRune(h.norm[h.toks[i].nstart:])
	switch {
	case r >= 0x2190 && unicode.Is(unicode.So, r):
		h.fire(Emoji, 1, i, i+1)
	case unicode.Is(unicode.Sc, r):
		h.fire(MoneyPercent, 1, i, i+1)
	}
}

// sentence fires when a sentence ends before the title does.
func (h *plain) sentence(i, last int) {
	if i < last && h.toks[i].glued && !h.toks[i+1].glued {
		h.fire(PluralSentences, 1, i, i+1)
	}
}

// shout finds the shouted words and fires the capitals cues.
func (h *plain) shout() {
	caps, cased, letters := 0, 0, 0
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind != Word || t.cased() < 2 {
			continue
		}
		cased++
		letters += t.cased()
		if t.lower == 0 {
			caps++
		}
	}
	if caps == 0 {
		return
	}
	// A title is all in capitals when no cased word of it is not; of one or
	// two words only when they are no acronyms.
	if caps == cased && (cased > 2 || letters > 5*cased) {
		h.shoutAll()
		return
	}
	var bracket bool
	for i := 0; i < len(h.toks); i++ {
		t := &h.toks[i]
		if t.kind == Punct {
			switch h.norm[t.nstart] {
			case '[', '(':
				bracket = true
			case ']', ')':
				bracket = false
			}
			continue
		}
		if t.kind != Word || t.lower > 0 || t.cased() < 2 || bracket || h.inQuote(i) {
			continue
		}
		j := h.capsRun(i)
		h.shoutRun(i, j, caps == cased)
		i = j - 1
	}
}

// capsRun returns the end of the run of words in capitals from i; figures and
// hyphens do not break it.
func (h *plain) capsRun(i int) int {
	end := i + 1
	for j := i + 1; j < len(h.toks); j++ {
		t := &h.toks[j]
		switch {
		case t.kind == Word && t.lower == 0 && t.upper > 0:
			end = j + 1
		case t.kind == Number, t.kind == Punct && h.norm[t.nstart] == '-':
		default:
			return end
		}
	}
	return end
}

// shoutRun judges tokens [i, j), all in capitals; whole says that so is all of
// the title, of one or two words, which makes no acronyms of them.
func (h *plain) shoutRun(i, j int, whole bool) {
	common, long, plain := 0, 0, 0
	charged := false
	for k := i; k < j; k++ {
		t := &h.toks[k]
		if t.kind != Word || t.cased() < 2 {
			continue
		}
		switch m := t.mask; {
		case m&maskAcronym != 0 && m&maskCharged == 0:
			plain++
		case m&maskCharged != 0:
			charged = true
			common++
		case m&^maskMore != 0 && t.cased() > 2:
			common++
		case t.cased() >= 7:
			long++ // a name or a word we do not know
		default:
			plain++
		}
	}
	loud := j < len(h.toks) && h.toks[j].kind == Punct && h.norm[h.toks[j].nstart] == '!'
	// A lone unknown word in capitals is a name or an acronym; beside a common
	// word in capitals, or under an exclamation mark, it shouts with it.
	if common == 0 && !(long > 0 && (loud || long+plain > 1)) && !(loud && plain > 1) {
		if !whole {
			h.fire(AcronymCount, float32(plain+long), i, j)
		}
		return
	}
	n := float32(common + long + plain)
	h.fire(CapsShout, n, i, j)
	if charged || loud {
		h.fire(CapsCharged, n, i, j)
		if i <= 1 {
			h.fire(CapsOpener, 1, i, j)
		}
	}
}

// shoutAll judges a title wholly in capitals. Its cues reach the caps, so that
// writing a title in capitals never lowers what its capitals already said.
func (h *plain) shoutAll() {
	n := len(h.toks)
	h.fire(CapsShout, catalogue[CapsShout].Max, 0, n)
	for i := range h.toks {
		t := &h.toks[i]
		if t.mask&maskCharged != 0 || t.kind == Punct && h.norm[t.nstart] == '!' {
			h.fire(CapsCharged, catalogue[CapsCharged].Max, 0, n)
			h.fire(CapsOpener, 1, 0, n)
			return
		}
	}
}

// fire adds to a cue.
func (h *plain) fire(id CueID, amount float32, from, to int) {
	if amount == 0 {
		return
	}
	h.values[id] += amount
	if h.record {
		h.hits = append(h.hits, Hit{id, amount, from, to})
	}
}

// set gives a cue a value that no single place explains.
func (h *plain) set(id CueID, v float32) { h.fire(id, v, 0, 0) }

func (h *plain) is(i int, c byte) bool {
	if i < 0 || i >= len(h.toks) || h.toks[i].kind != Punct {
		return false
	}
	return h.norm[h.toks[i].nstart] == c
}
