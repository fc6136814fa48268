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
		switch name {
		case "og:title":
			set(&m.ogTitle, content)
		case "twitter:title":
			set(&m.twitterTitle, content)
		case "og:site_name":
			set(&m.site, content)
		case "og:type":
			set(&m.ogType, content)
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
