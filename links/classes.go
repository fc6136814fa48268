package links

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// hintOf says what an element declares itself to be by its tag, its role and
// the words of its class, id and labels.
func (t *tree) hintOf(n int32) blockKind {
	if k := t.classHint(n); k != kindNone && k != kindAside && k != kindMeta {
		return k
	}
	if t.nodes[n].data == "amp-sidebar" && !t.nodes[n].isText {
		return kindNavigation
	}
	switch t.nodes[n].tag {
	case atom.Nav, atom.Menu:
		return kindNavigation
	case atom.Footer:
		if t.closest(t.nodes[n].parent, atom.Article, atom.Aside, atom.Li) == none {
			return kindFooter
		}
	case atom.Header:
		if t.closest(t.nodes[n].parent, atom.Article, atom.Aside, atom.Main, atom.Section, atom.Nav) == none {
			return kindNavigation
		}
	case atom.Aside:
		return kindAside
	}
	switch strings.ToLower(t.named(n, "role")) {
	case "navigation", "menu", "menubar", "banner", "search":
		return kindNavigation
	case "contentinfo":
		return kindFooter
	case "complementary":
		return kindAside
	}
	return t.classHint(n)
}

// classHint reads class, id and the data attributes that name components.
func (t *tree) classHint(n int32) blockKind {
	best := kindNone
	for _, a := range t.nodes[n].attrs {
		k := kindNone
		switch {
		case a.key == atom.Class || a.key == atom.Id:
			k = wordsHint(a.val)
		case strings.HasPrefix(a.name, "data-"):
			k = wordsHint(a.val)
		case a.name == "aria-label" && t.nodes[n].tag != atom.A && t.nodes[n].tag != atom.Button:
			k = markerKind(a.val, true)
		}
		if rank(k) > rank(best) {
			best = k
		}
	}
	return best
}

// rank orders kinds for an element that says several things of itself.
func rank(k blockKind) int {
	switch k {
	case kindNone:
		return 0
	case kindAside:
		return 1
	case kindMeta:
		return 2
	case kindLatest:
		return 3
	case kindFooter:
		return 4
	case kindNavigation:
		return 5
	case kindRelated:
		return 6
	case kindShare:
		return 7
	case kindPagination:
		return 8
	}
	return 9
}

// wordsHint reads one attribute of names. Each name is judged alone, so that
// words of two classes never join into one.
func wordsHint(names string) blockKind {
	best := kindNone
	for i, name := range strings.Fields(clip(names, 400)) {
		if i == 16 {
			break
		}
		if k := nameHint(name); rank(k) > rank(best) {
			best = k
		}
	}
	return best
}

func nameHint(name string) blockKind {
	words := splitName(name)
	joined := strings.Join(words, "")
	best := kindNone
	for _, c := range classStems {
		for _, s := range c.stems {
			if strings.Contains(joined, s) && rank(c.kind) > rank(best) {
				best = c.kind
				break
			}
		}
	}
	for _, w := range words {
		if k := classWords[w]; rank(k) > rank(best) {
			best = k
		}
	}
	if best == kindRelated && namesTopics(joined) {
		best = kindNavigation
	}
	if best != kindNone && isUtility(words) {
		return kindNone
	}
	return best
}

// namesTopics recognises lists of tags, which are not stories: "popular-tags".
func namesTopics(joined string) bool {
	for _, s := range []string{"tag", "topic", "topik", "keyword"} {
		if strings.Contains(joined, s) && !strings.Contains(joined, "stage") {
			return true
		}
	}
	return false
}

// isUtility recognises names that switch something off or style a state, such
// as "no-sidebar", "has-related" and "hide-ads".
func isUtility(words []string) bool {
	switch words[0] {
	case "no", "has", "hide", "is", "without", "not", "js":
		return true
	}
	return false
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
	lower := false
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
		default:
			if unicode.IsUpper(r) && lower {
				flush()
			}
			b.WriteRune(unicode.ToLower(r))
		}
		lower = unicode.IsLower(r)
	}
	flush()
	if len(words) == 0 {
		return []string{""}
	}
	return words
}
