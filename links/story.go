package links

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// addressForm says in which ways an address looks like that of a story.
type addressForm struct {
	id   bool // a long number or a date in its path
	slug bool // a last part of several words
}

const (
	minSlugWords  = 4
	minIDDigits   = 5
	minLongTitle  = 6 // words of a text that is surely a title
	minLongTitles = 8 // on a page, to learn from
	maxShortName  = 5 // words of a link that the form of its address can make the name of a list
	maxTopicWords = 4 // words of a name whose address has no number
)

func formOf(u *url.URL) addressForm {
	segs := strings.Split(strings.Trim(u.Path, "/"), "/")
	var f addressForm
	for i, s := range segs {
		f.id = f.id || longestDigits(s) >= minIDDigits || isYear(s) && i+1 < len(segs) && len(segs[i+1]) <= 2 && hasDigit(segs[i+1])
		f.slug = f.slug || len(slugWords(s)) >= minSlugWords
	}
	f.id = f.id || longestDigits(u.RawQuery) >= minIDDigits
	return f
}

func (f addressForm) any() bool { return f.id || f.slug }

func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && hasDigit(s[2:]) }

func longestDigits(s string) int {
	best, run := 0, 0
	for _, r := range s {
		if run++; !unicode.IsDigit(r) {
			run = 0
		}
		best = max(best, run)
	}
	return best
}

// slugWords splits a part of an address into words.
func slugWords(s string) []string {
	if dot := strings.LastIndexByte(s, '.'); dot > 0 && len(s)-dot <= 6 {
		s = s[:dot]
	}
	return strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '+' || r == ' ' })
}

// storyForm is what nearly all long titles of a page have in their addresses.
func storyForm(cands []*candidate) addressForm {
	titles, ids, formed := 0, 0, 0
	for _, l := range cands {
		if l.words < minLongTitle || !l.story {
			continue
		}
		f := l.form
		titles++
		if f.id {
			ids++
		}
		if f.any() {
			formed++
		}
	}
	most := max(titles-titles/10, minLongTitles)
	return addressForm{id: ids >= most, slug: formed >= most}
}

// namesList reports whether a link names a topic, a person or a section, not a
// story: its address lacks what those of the page's stories have, or repeats the
// short name that the link has.
func namesList(l *candidate, stories addressForm) bool {
	f := l.form
	return l.words <= maxShortName && l.unlike ||
		l.words <= maxTopicWords && !f.id && (stories.id || inPath(l.to, l.Text))
}

var (
	utilityPaths = setOf("utility path")
	utilityHosts = setOf("utility host")
)

// isUtility reports whether a link serves the reader's account, the site's terms,
// an application or a picture, not a story.
func (l *candidate) isUtility() bool {
	u, norm := l.to, l.norm
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path := strings.ToLower(u.Path)
	first, _, _ := strings.Cut(host, ".")
	segs := strings.Split(strings.Trim(path, "/"), "/")
	last := segs[len(segs)-1]
	named := slices.ContainsFunc(table("utility text"), func(p string) bool { return norm == p || strings.HasPrefix(norm, p+" ") })
	switch {
	case named && strings.Count(norm, " ") < maxShortName, hasHost(utilityHosts(), host), strings.HasPrefix(u.Fragment, "comment"), strings.HasPrefix(u.Fragment, "respond"),
		slices.ContainsFunc(table("file ending"), func(end string) bool { return strings.HasSuffix(path, "."+end) }):
		return true
	}
	return !l.form.any() && (named || utilityPaths()[first] || utilityPaths()[segs[0]] || utilityPaths()[last])
}

// headsList reports whether a link is the short heading of the list after it.
func (c *classifier) headsList(l *candidate) bool {
	if l.words > maxShortName || c.t.levelOf(l.id) == 0 || l.form.any() {
		return false
	}
	n := l.id
	if h := c.t.closest(l.id, headings...); h != none {
		n = h
	}
	for c.t.nodes[n].next != none {
		if n = c.t.nodes[n].next; c.t.nodes[n].anchors > 0 {
			return !isHeading(c.t.nodes[n].tag) && c.t.nodes[n].tag != atom.A
		}
	}
	return false
}
