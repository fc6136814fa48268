package features

import "github.com/heboh/heboh/features/lexicon"

// Capitals shout when they are picked out of an otherwise normal headline, or when
// a headline all in capitals also has charged words. They do not when they are
// acronyms (KPK, NATO), the title of a work in quotes, a tag in brackets or a
// ticker; a plain headline all in capitals is house style.

// shout finds the shouted words and fires the capitals cues.
func (h *Headline) shout() {
	caps, cased, letters := h.casedWords()
	// One or two words in capitals may be acronyms, unless they are long.
	if caps == cased && (cased > 2 || letters > 5*cased) {
		h.shoutAll()
		return
	}
	bracket := false
	for i := 0; i < len(h.toks); i++ {
		t := &h.toks[i]
		switch {
		case h.is(i, '['), h.is(i, '('):
			bracket = true
		case h.is(i, ']'), h.is(i, ')'):
			bracket = false
		case t.kind == Word && t.lower == 0 && t.cased() > 1 && !bracket && !t.quoted:
			j := h.capsRun(i)
			h.shoutRun(i, j, caps == cased)
			i = j - 1
		}
	}
}

// casedWords counts the words of two Latin letters or more: those in capitals, all
// of them, and their letters.
func (h *Headline) casedWords() (caps, cased, letters int) {
	for i := range h.toks {
		t := &h.toks[i]
		if n := t.cased(); t.kind == Word && n >= 2 {
			cased++
			letters += n
			caps += one(t.lower == 0)
		}
	}
	return caps, cased, letters
}

// capsRun returns the end of the run of words in capitals from i; figures and
// hyphens do not break it.
func (h *Headline) capsRun(i int) int {
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

// shoutRun judges tokens [i, j), all in capitals. whole says that the headline is
// nothing but one or two such words, which are then not counted as acronyms.
func (h *Headline) shoutRun(i, j int, whole bool) {
	if i <= 1 && !whole && h.label(i, j) {
		return
	}
	common, long, plain := 0, 0, 0
	charged := false
	for k := i; k < j; k++ {
		t := &h.toks[k]
		if t.kind != Word || t.cased() < 2 {
			continue
		}
		switch m := t.mask; {
		case m&lexicon.Acronym != 0 && m&lexicon.Charged == 0:
			plain++
		case m&lexicon.Charged != 0:
			charged = true
			common++
		case m&^lexicon.More != 0 && t.cased() > 2:
			common++
		case t.cased() >= 7:
			long++ // a name or a word we do not know
		default:
			plain++
		}
	}
	loud := h.is(j, '!')
	// A lone unknown word in capitals is a name or an acronym; beside a common
	// word in capitals, or before an exclamation mark, it shouts too.
	if common == 0 && !(long > 0 && (loud || long+plain > 1)) && !(loud && plain > 1) {
		if !whole {
			h.fire(cueAcronymCount, float32(plain+long), i, j)
		}
		return
	}
	n := float32(common + long + plain)
	h.fire(cueCapsShout, n, i, j)
	h.fireIf(i <= 1 && h.leads(i, j), cueCapsLead, i, j)
	if charged || loud {
		h.fire(cueCapsCharged, n, i, j)
		h.fireIf(i <= 1, cueCapsOpener, i, j)
	}
}

// label reports whether tokens [i, j) only name a topic or kind of text: SOSOK,
// BREAKING NEWS.
func (h *Headline) label(i, j int) bool {
	for ; i < j; i++ {
		if t := &h.toks[i]; t.kind == Word && t.mask&lexicon.Label == 0 {
			return false
		}
	}
	return true
}

// leads reports whether tokens [i, j) hold a charged word or one that withholds.
func (h *Headline) leads(i, j int) bool {
	const lead = lexicon.Charged&^lexicon.Intensifier | lexicon.Curiosity | lexicon.Ternyata | lexicon.Begini | lexicon.Lead
	for ; i < j; i++ {
		if h.toks[i].mask&lead != 0 {
			return true
		}
	}
	return false
}

// shoutAll judges a headline all in capitals. Its cues reach their caps, so that
// writing a headline in capitals never lowers them.
func (h *Headline) shoutAll() {
	n := len(h.toks)
	h.fire(cueCapsShout, catalogue[cueCapsShout].Max, 0, n)
	h.fireIf(h.leads(0, n), cueCapsLead, 0, n)
	for i := range h.toks {
		if h.toks[i].mask&lexicon.Charged != 0 || h.is(i, '!') {
			h.fire(cueCapsCharged, catalogue[cueCapsCharged].Max, 0, n)
			h.fire(cueCapsOpener, 1, 0, n)
			return
		}
	}
}
