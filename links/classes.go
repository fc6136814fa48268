package links

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// hintOf says what an element declares itself to be by its tag, its role and
// the words of its class, id and labels.
func (t *tree) hintOf(n int32) hint {
	named := t.classHint(n)
	if named.kind == kindNavigation {
		joined := strings.Join(splitName(named.why), "")
		named.element = slices.ContainsFunc(table("menu name"), func(name string) bool { return strings.Contains(joined, name) })
	}
	if named.kind != kindNone && named.kind != kindAside && named.kind != kindMeta {
		return named
	}
	outside := func(tags ...atom.Atom) bool { return t.closest(t.nodes[n].parent, tags...) == none }
	element := func(k blockKind) hint { return hint{k, "element " + t.nodes[n].name(), true} }
	switch tag := t.nodes[n].tag; {
	case tag == 0 && named.kind == kindNone && nameHint(t.nodes[n].data) != kindNone:
		return element(nameHint(t.nodes[n].data))
	case tag == atom.Nav, tag == atom.Menu:
		return element(kindNavigation)
	case tag == atom.Footer && outside(atom.Article, atom.Aside, atom.Li):
		return element(kindFooter)
	case tag == atom.Header && outside(atom.Article, atom.Aside, atom.Main, atom.Section, atom.Nav):
		return element(kindNavigation)
	case tag == atom.Aside:
		return element(kindAside)
	}
	if role := strings.ToLower(t.attr(n, "role")); roleKinds[role] != kindNone {
		return hint{roleKinds[role], "role " + role, true}
	}
	return named
}

var roleKinds = map[string]blockKind{"navigation": kindNavigation, "menu": kindNavigation, "menubar": kindNavigation, "banner": kindNavigation,
	"search": kindNavigation, "contentinfo": kindFooter, "complementary": kindAside}

// classHint reads class, id and the data attributes that name components.
func (t *tree) classHint(n int32) hint {
	best := hint{}
	for _, a := range t.nodes[n].attrs {
		h := hint{}
		switch {
		case a.Key == "class", a.Key == "id", strings.HasPrefix(a.Key, "data-"):
			h = namesHint(a.Key, a.Val)
		case a.Key == "aria-label" && t.nodes[n].tag != atom.A && t.nodes[n].tag != atom.Button:
			h = hint{kind: markerKind(a.Val, true), why: "label " + strconv.Quote(a.Val)}
		}
		best = stronger(best, h)
	}
	return best
}

func stronger(a, b hint) hint {
	if strength(b.kind) > strength(a.kind) {
		return b
	}
	return a
}

// namesHint reads one attribute of names. Each name is judged alone, so that
// words of two classes never join into one.
func namesHint(key, names string) hint {
	fields := strings.Fields(clip(names, 400))
	best, isPost := hint{}, slices.Contains(fields, "hentry") || slices.Contains(fields, "type-post")
	for _, name := range fields {
		if isPost && (strings.HasPrefix(name, "tag-") || strings.HasPrefix(name, "category-")) || key == "id" && len(splitName(name)) > maxIDWords {
			continue // says what the story is about
		}
		if k := nameHint(name); k != kindNone {
			best = stronger(best, hint{kind: k, why: key + " " + strconv.Quote(name)})
		}
	}
	return best
}

const (
	maxEntry   = 24 // bytes of an entry of the table of classes
	maxIDWords = 6  // a longer one is a slug
	maxEnding  = 2  // letters by which a word may go beyond an entry of several: "adslots"
)

// nameHint looks every run of whole words of a name up in the table of classes.
func nameHint(name string) blockKind {
	words := splitName(name)
	if len(words) == 0 || classStates()[words[0]] || classStates()[words[len(words)-1]] {
		return kindNone
	}
	best := classes()["="+strings.Join(words, "")]
	topics, part := false, false
	for i, w := range words {
		topics = topics || slices.ContainsFunc(topicWords, func(topic string) bool { return strings.HasPrefix(w, topic) })
		part = part || cardWords()[w]
		if k := runHint(words[i:]); strength(k) > strength(best) {
			best = k
		}
	}
	switch {
	case topics && best == kindRelated:
		return kindNavigation // a list of topics, not of stories: "popular-tags"
	case part && best == kindFooter:
		return kindNone // the lower part of a card
	}
	return best
}

var topicWords = []string{"tag", "topic", "topik", "keyword"}

// runHint looks up what the first words of a run join to. An entry that ends
// with "*" may end inside the first word, or shortly before the end of a later one.
func runHint(words []string) blockKind {
	best := kindNone
	run := clip(strings.Join(words, ""), maxEntry)
	consider := func(entry string) {
		if k := classes()[entry]; strength(k) > strength(best) {
			best = k
		}
	}
	end := 0
	for i, w := range words {
		start := end + 1
		if end += len(w); i > 0 {
			start = max(start, end-maxEnding)
		}
		for n := start; n <= min(end, len(run)); n++ {
			consider(run[:n] + "*")
		}
		if end <= len(run) {
			consider(run[:end])
		}
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
