package links

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	minAgreement = .5 // with the page's titles, of a heading that is no h1
	h1Bonus      = .2 // what an h1 may agree less than another heading
)

// findHeadline returns the element of the page's own headline: on an article
// the heading that agrees best with the titles in its head, and where these say
// nothing the h1 with most words. Section names, logos and dialogs are h1 on many
// sites.
func (c *classifier) findHeadline(titles []string) int32 {
	var wanted [][]string
	if c.onArticle() {
		wanted = wordSets(titles)
	}
	best, bestScore := none, 0.0
	for i := range c.t.nodes {
		id, n := int32(i), &c.t.nodes[i]
		if n.textLen == 0 || n.textLen > maxTitleBytes || !c.mayBeHeadline(id) {
			continue
		}
		words := strings.Fields(normWords(c.t.text(id, maxTitleBytes)))
		score := 0.0
		for _, w := range wanted {
			score = max(score, agreement(words, w))
		}
		switch {
		case n.tag != atom.H1 && score < minAgreement:
			continue
		case n.tag == atom.H1 && score > 0:
			score += h1Bonus
		case len(wanted) == 0:
			score = float64(len(words))
		}
		if score > bestScore {
			best, bestScore = id, score
		}
	}
	return best
}

// mayBeHeadline reports whether an element can hold the page's own headline.
func (c *classifier) mayBeHeadline(id int32) bool {
	tag := c.t.nodes[id].tag
	return tag == atom.H1 || c.onArticle() && isHeading(tag) && c.t.hints[id].kind != kindRelated && (c.content.root == none || id < c.content.paragraphs[0])
}

// wordSets splits titles, whole and without what follows a separator.
func wordSets(titles []string) [][]string {
	var out [][]string
	for _, title := range titles {
		head, _ := cutTail(title)
		for _, s := range []string{title, head} {
			if words := strings.Fields(normWords(s)); len(words) > 0 {
				out = append(out, words)
			}
		}
	}
	return out
}

// agreement is Dice's coefficient of two lists of words.
func agreement(a, b []string) float64 {
	left := map[string]int{}
	for _, w := range a {
		left[w]++
	}
	common := 0
	for _, w := range b {
		if left[w] > 0 {
			left[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// metaData is what a page says about itself in its head.
type metaData struct {
	title, ogTitle, twitterTitle, site, ogType, canonical, base string
	ldHeadline                                                  string
	ldArticle, dated                                            bool
}

// add reads a meta, link or base element; the first of each kind counts.
func (m *metaData) add(tag atom.Atom, attrs []html.Attribute) {
	set := func(field *string, v string) {
		if v = foldSpace(v); *field == "" {
			*field = v
		}
	}
	switch tag {
	case atom.Base:
		set(&m.base, attrOf(attrs, "href"))
	case atom.Link:
		if strings.EqualFold(attrOf(attrs, "rel"), "canonical") {
			set(&m.canonical, attrOf(attrs, "href"))
		}
	case atom.Meta:
		content := attrOf(attrs, "content")
		name := strings.ToLower(cmp.Or(attrOf(attrs, "property"), attrOf(attrs, "name")))
		m.dated = m.dated || content != "" && storyDates()[name]
		field := map[string]*string{"og:title": &m.ogTitle, "twitter:title": &m.twitterTitle, "og:site_name": &m.site, "og:type": &m.ogType}[name]
		if field != nil {
			set(field, content)
		}
	}
}

// addJSONLD takes the headline of a schema.org article. Broken JSON is
// ignored: many pages have it.
func (m *metaData) addJSONLD(raw []byte) {
	var doc any
	if json.Unmarshal(raw, &doc) == nil {
		m.scanLD(doc, 0)
	}
}

func (m *metaData) scanLD(v any, depth int) {
	if depth > 3 || m.ldArticle {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.scanLD(e, depth+1)
		}
	case map[string]any:
		kinds := strings.Fields(strings.Trim(fmt.Sprint(v["@type"]), "[]")) // one or a list
		if slices.ContainsFunc(kinds, func(k string) bool { return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "BlogPosting") }) {
			m.ldArticle = true
			if h, ok := v["headline"].(string); ok {
				m.ldHeadline = foldSpace(h)
			}
			return
		}
		m.scanLD(v["@graph"], depth+1)
	}
}

var storyDates = setOf("story date")

// isArticle reports whether the head says that the page is one story. Some
// front pages say so too.
func (m *metaData) isArticle() bool {
	u, err := url.Parse(m.canonical)
	return (m.ldArticle || m.dated || strings.EqualFold(m.ogType, "article")) && !(m.canonical != "" && err == nil && isHome(u))
}
