package links

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// hintOf says what an element declares itself to be by its tag, its role and
// the words of its class, id and labels.
func (t *tree) hintOf(n int32) blockKind {
	named := t.classHint(n)
	if named != kindNone && named != kindAside && named != kindMeta {
		return named
	}
	outside := func(tags ...atom.Atom) bool { return t.closest(t.nodes[n].parent, tags...) == none }
	switch tag := t.nodes[n].tag; {
	case tag == atom.Nav, tag == atom.Menu, tag == 0 && t.nodes[n].data == "amp-sidebar" && !t.nodes[n].isText:
		return kindNavigation
	case tag == atom.Footer && outside(atom.Article, atom.Aside, atom.Li):
		return kindFooter
	case tag == atom.Header && outside(atom.Article, atom.Aside, atom.Main, atom.Section, atom.Nav):
		return kindNavigation
	case tag == atom.Aside:
		return kindAside
	}
	switch strings.ToLower(t.attr(n, "role")) {
	case "navigation", "menu", "menubar", "banner", "search":
		return kindNavigation
	case "contentinfo":
		return kindFooter
	case "complementary":
		return kindAside
	}
	return named
}

// classHint reads class, id and the data attributes that name components.
func (t *tree) classHint(n int32) blockKind {
	best := kindNone
	for _, a := range t.nodes[n].attrs {
		k := kindNone
		switch {
		case a.Key == "class", a.Key == "id", strings.HasPrefix(a.Key, "data-"):
			k = namesHint(a.Val)
		case a.Key == "aria-label" && t.nodes[n].tag != atom.A && t.nodes[n].tag != atom.Button:
			k = markerKind(a.Val, true)
		}
		best = stronger(best, k)
	}
	return best
}

func stronger(a, b blockKind) blockKind {
	if strength(b) > strength(a) {
		return b
	}
	return a
}

// namesHint reads one attribute of names. Each name is judged alone, so that
// words of two classes never join into one.
func namesHint(names string) blockKind {
	const maxNames = 16
	best := kindNone
	for i, name := range strings.Fields(clip(names, 400)) {
		if i == maxNames {
			break
		}
		best = stronger(best, nameHint(name))
	}
	return best
}

// nameHint looks every run of whole words of a name up in the table of
// classes, and every start of such a run among the entries that end with "*".
func nameHint(name string) blockKind {
	const maxEntry = 24
	words := splitName(name)
	if len(words) == 0 || slices.Contains(table("class state"), words[0]) {
		return kindNone
	}
	best, topics := kindNone, false
	for i := range words {
		for _, topic := range []string{"tag", "topic", "topik", "keyword"} {
			topics = topics || strings.HasPrefix(words[i], topic)
		}
		run := clip(strings.Join(words[i:], ""), maxEntry)
		end := 0
		for _, w := range words[i:] {
			end += len(w)
			if end <= len(run) {
				best = stronger(best, classes()[run[:end]])
			}
		}
		for n := 1; n <= len(run); n++ {
			best = stronger(best, classes()[run[:n]+"*"])
		}
	}
	if topics && best == kindRelated {
		return kindNavigation // a list of topics, not of stories: "popular-tags"
	}
	return best
}

// splitName splits a class name at signs and at camelCase humps.
func splitName(name string) []string {
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	afterLower := false
	for _, r := range name {
		isWord := unicode.IsLetter(r) || unicode.IsDigit(r)
		if !isWord || unicode.IsUpper(r) && afterLower {
			flush()
		}
		if isWord {
			b.WriteRune(unicode.ToLower(r))
		}
		afterLower = unicode.IsLower(r)
	}
	flush()
	return words
}
