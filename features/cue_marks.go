package features

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// markQuotes marks the tokens that stand between quotes and fires the quote
// cues. An opening quote has a space or mark before it, a closing one has none.
func (h *Headline) markQuotes() {
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
func (h *Headline) quotePair(open, end int) (words int) {
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

func (h *Headline) inQuote(i int) bool { return h.toks[i].quoted }

// marks fires the punctuation cues.
func (h *Headline) marks() {
	last := len(h.toks) - 1
	for last >= 0 && (h.is(last, '"') || h.is(last, '\'') || h.is(last, ')')) {
		last--
	}
	exclaims := 0
	for k, i := range h.sum.marks {
		i := int(i)
		t := &h.toks[i]
		words := i - k // before it
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

// sign fires the cues of a sign beyond ASCII: an emoji or picture, or a
// currency.
func (h *Headline) sign(i int) {
	r, _ := utf8.DecodeRune(h.norm[h.toks[i].nstart:])
	switch {
	case r >= 0x2190 && unicode.Is(unicode.So, r):
		h.fire(Emoji, 1, i, i+1)
	case unicode.Is(unicode.Sc, r):
		h.fire(MoneyPercent, 1, i, i+1)
	}
}

// sentence fires when a sentence ends before the title does.
func (h *Headline) sentence(i, last int) {
	if i < last && h.toks[i].glued && !h.toks[i+1].glued {
		h.fire(PluralSentences, 1, i, i+1)
	}
}
