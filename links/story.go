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
	maxTopicWords = 3 // words of a name that an address repeats
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

// forms counts the forms of the addresses of long titles.
type forms struct{ titles, ids, any int }

// has reports whether nearly all of enough titles are counted in n.
func (f forms) has(n int) bool { return f.titles >= minLongTitles && n >= f.titles-f.titles/10 }

// learnForms counts, per host and under "" for all, what the addresses of long
// titles have.
func learnForms(cands []*candidate) map[string]forms {
	learnt := map[string]forms{}
	for _, l := range cands {
		if l.words < minLongTitle || l.Source == SourceSlug || !l.story {
			continue
		}
		f := l.form
		for _, host := range []string{"", l.to.Host} {
			n := learnt[host]
			n.titles++
			if f.id {
				n.ids++
			}
			if f.any() {
				n.any++
			}
			learnt[host] = n
		}
	}
	return learnt
}

// namesList reports whether a link names a topic, a person or a section, not a
// story: its address lacks what those of the page's stories have, or repeats the
// short name that the link has.
func namesList(l *candidate, learnt map[string]forms) bool {
	f, all, host := l.form, learnt[""], learnt[l.to.Host]
	switch {
	case l.words > maxShortName:
		return false
	case l.to.Host != "" && host.has(host.ids) && !f.id, all.has(all.any) && !f.any():
		return true
	}
	return l.words <= maxTopicWords && !f.id && inPath(l.to, l.Text)
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
	const maxNext, minTitle = 6, 12
	n := l.id
	if h := c.t.closest(l.id, headings...); h != none {
		n = h
	}
	for range maxNext {
		if n = c.t.nodes[n].next; n == none {
			return false
		}
		if s := &c.t.nodes[n]; s.anchors > 0 && s.linkLen >= minTitle && !isHeading(s.tag) && s.tag != atom.A {
			return true
		}
	}
	return false
}
