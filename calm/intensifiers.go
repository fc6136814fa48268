package calm

import (
	"strings"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/features/lexicon"
)

// intensifiers removes degree words, and adjectives of hype before a noun, where the
// sentence works without them.
func (d *draft) intensifiers() {
	for i := range d.toks {
		t := &d.toks[i]
		if t.Text == ":" && d.id && i > 0 {
			break // speech follows
		}
		if t.gone || t.quoted || t.Kind != features.Word || lexicon.Negation&d.mask(i-1) != 0 {
			continue
		}
		switch {
		case after[t.Text] && d.content(i-1) && (i+1 == len(d.toks) || d.isWord(i+1) || d.toks[i+1].Kind == features.Punct):
			d.cut(i, i+1, Intensifier)
		case before[t.Text] && d.degree(i), t.Text == "super" && degreeOf[d.word(i+1)]:
			d.cutBefore(i, Intensifier)
		case t.Text == "so" && copulas[d.word(i-1)] && d.content(i+1) && d.endsAt(i+2):
			d.cutBefore(i, Intensifier)
		case !d.id && hype[t.Text] && d.attribute(i):
			d.cutBefore(i, Hype)
		}
	}
	d.reduplicated()
}

func (d *draft) mask(i int) lexicon.Mask {
	if !d.isWord(i) {
		return 0
	}
	return d.toks[i].Mask
}

// content reports whether token i is a word that stays and is no function word.
func (d *draft) content(i int) bool {
	return d.isWord(i) && !d.toks[i].gone && !d.function(i)
}

// endsAt reports whether a clause ends before token i.
func (d *draft) endsAt(i int) bool {
	return i >= len(d.toks) || d.toks[i].Kind == features.Punct && d.word(i) != "-" && d.word(i) != ","
}

// degree reports whether the degree word at token i strengthens the word after it.
func (d *draft) degree(i int) bool {
	return d.content(i+1) && d.word(i-1) != "," && d.word(i+2) != "!" && (d.word(i) != "very" || !fixedVery[d.word(i+1)] && d.word(i-1) != "the")
}

// attribute reports whether the adjective at token i precedes its noun and can go:
// it is neither joined to another nor compared.
func (d *draft) attribute(i int) bool {
	next := d.word(i + 1)
	if !d.content(i+1) || i > 0 && !d.isWord(i-1) && d.word(i-1) != ":" || compares[d.word(i-1)] || fixedNouns[next] || d.word(i+2) == "!" {
		return false
	}
	if prepositions[d.word(i-1)] && (strings.HasSuffix(d.word(i), "ing") || d.endsAt(i+2)) {
		return false // after stunning Arsenal; in racy snap
	}
	return d.mask(i+1)&lexicon.Attribution == 0 && !strings.HasSuffix(d.word(i+1), "ly")
}

// cutBefore removes token i before the word it modifies and adjusts the article. As
// nothing is ever added, it stays where "a" would have to become "an".
func (d *draft) cutBefore(i int, why string) {
	vowel := strings.IndexByte("aeiou", d.word(i + 1)[0]) >= 0
	switch article := d.word(i - 1); {
	case article == "a" && vowel && !d.id:
		return
	case article == "an" && !vowel && !d.id:
		a := &d.toks[i-1]
		d.erase(a.Start+1, a.End, why)
	}
	d.cut(i, i+1, why)
}

// reduplicated removes adverbs such as habis-habisan after a verb.
func (d *draft) reduplicated() {
	for i := 1; i+2 < len(d.toks); i++ {
		adverb := d.phrase(i, i+3)
		goes := allOut[adverb] && d.content(i-1) && i > 1 || really[adverb] && d.content(i+3)
		if goes && !d.quoted(i, i+3) && d.mask(i-1)&lexicon.Negation == 0 {
			d.cut(i, i+3, Intensifier)
		}
	}
}
