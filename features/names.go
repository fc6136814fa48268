package features

import (
	"bytes"
	"strings"

	"github.com/heboh/heboh/features/lexicon"
)

// Some names have a mark of their own: Yahoo!, Jeopardy!, P!nk. It is no emphasis.
// A few names are listed, with the word that tells them from a cry; others are
// known by form: the sentence goes on in lower case, or within the word.

// markedNames are lower case and folded, by the word before the mark; "_" stands
// for a space.
var markedNames = func() map[string][]string {
	m := map[string][]string{}
	for _, name := range strings.Fields(`yahoo! jeopardy! wham! shazam! joomla! kahoot! moulin_rouge! mamma_mia! chips_ahoy!
		oklahoma! hamilton! oliver! airplane! hairspray! eskimo! yum!_brands panic!_at tony!_toni toni!_tone toni_tone!
		hello!_magazine ok!_magazine okay!_magazine viva!_magazine bravo!_magazine godspeed_you! guess?_inc guess?_jeans
		therapy?_frontman who?_weekly wow!_air wow!_cafe wow!_bao yes!_network smash!_burger rock!_of help!_album`) {
		mark := strings.IndexAny(name, "!?")
		word := name[strings.LastIndexByte(name[:mark], '_')+1 : mark]
		m[word] = append(m[word], strings.ReplaceAll(name, "_", " "))
	}
	return m
}()

// inName reports whether the mark at token i belongs to a name. before are the
// tokens that strip has kept so far.
func (h *Headline) inName(before []token, i int) bool {
	t := &h.toks[i]
	k := len(before) - 1
	if t.end-t.start != 1 || !t.glued || k < 0 || before[k].kind != Word || i+1 == len(h.toks) && before[k].upper == 0 {
		return false
	}
	name, mark := &before[k], h.norm[t.nstart]
	var next *token
	if i+1 < len(h.toks) {
		next = &h.toks[i+1]
	}
	if name.upper == 0 {
		return false
	}
	if next != nil && next.glued { // P!nk, Yahoo!'s; not WOW!Harga
		return next.kind == Word && next.upper == 0 && next.lower > 0 && mark == '!' && (name.lower > 0 || name.upper == 1)
	}
	if name.upper > 1 && name.lower == 0 { // a shout, or an acronym
		return false
	}
	return h.listedName(before, name, mark, next) || next != nil && h.goesOn(i, name, mark, next)
}

// listedName reports whether a word, with its mark and the word before or after
// it, is a listed name.
func (h *Headline) listedName(before []token, name *token, mark byte, next *token) bool {
	text := func(t *token) string { return string(h.norm[t.nstart:t.nend]) }
	for _, listed := range markedNames[string(h.norm[name.nstart:name.nend])] {
		k := strings.IndexByte(listed, mark)
		if k < 0 {
			continue
		}
		first, second := listed[:k], strings.TrimPrefix(listed[k+1:], " ")
		other, _, two := strings.Cut(first, " ")
		if (!two || len(before) > 1 && text(&before[len(before)-2]) == other) && (second == "" || next != nil && text(next) == second) {
			return true
		}
	}
	return false
}

// goesOn reports whether the sentence goes on after the mark, as after no cry: a
// capitalised word of no list, then lower case, and no other mark that shouts.
func (h *Headline) goesOn(i int, name *token, mark byte, next *token) bool {
	if mark != '!' || name.upper != 1 || name.lower < 2 || next.kind != Word || next.upper > 0 || next.lower == 0 {
		return false
	}
	for k := i + 1; k < len(h.toks); k++ {
		if h.is(k, '!') {
			return false
		}
	}
	known := h.known(h.norm[name.nstart:name.nend])
	if known&^(lexicon.Acronym|lexicon.Celebrity|lexicon.Public) == 0 {
		return true
	}
	// A word that may be a cry is the name of a shop or a show where a verb of
	// English follows.
	verb := h.norm[next.nstart:next.nend]
	return len(verb) > 4 && verb[len(verb)-1] == 's' && !bytes.HasSuffix(verb, []byte("ss")) && h.known(verb)&(lexicon.FunctionEN|lexicon.FunctionID) == 0
}
