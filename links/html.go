package links

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// extractHTML reads a page of HTML. The error is nil or a *LimitError.
func extractHTML(page *Page, src string, base *url.URL) error {
	t, meta, err := parse(src)
	c := newClassifier(t, meta, base)
	host := ""
	if base != nil {
		host = base.Hostname()
	}
	names := publisherNames(meta.site, host)
	c.head(page, meta, names)
	page.Body = t.bodyText(c.content, func(p int32) bool {
		pointer, _ := cutMarker(t.text(p, 200)) // of a paragraph that only points to other stories
		return c.zones[p].kind != kindNone || pointer != ""
	})
	page.Links = c.links(names)
	return err
}

func newClassifier(t *tree, meta *metaData, base *url.URL) *classifier {
	hints := make([]blockKind, len(t.nodes))
	for i := range t.nodes {
		if !t.nodes[i].isText {
			hints[i] = t.hintOf(int32(i))
		}
	}
	body := t.findContent(hints, meta.isArticle())
	h1 := t.findHeadline(hints, body)
	return &classifier{t: t, zones: t.findZones(hints, body, h1), content: body, h1: h1,
		res: newResolver(base, meta.base, meta.canonical), cards: t.findCards()}
}

// head fills in what the page says about itself.
func (c *classifier) head(page *Page, meta *metaData, names []string) {
	clean := func(s string) string {
		if s == "" {
			return ""
		}
		_, rest := cutPublisher(foldSpace(s), names)
		return clip(rest, maxTitleBytes)
	}
	page.Site = meta.site
	page.Title = clean(meta.title)
	page.OGTitle = clean(cmp.Or(meta.ogTitle, meta.twitterTitle))
	if c.h1 != none && (c.onArticle() || !c.linksHome(c.h1)) {
		page.Headline = clip(c.t.text(c.h1, maxTitleBytes), maxTitleBytes)
		page.HeadlineLine = int(c.t.nodes[c.h1].line)
	}
	if page.Headline == "" && c.onArticle() {
		page.Headline = clip(cmp.Or(meta.ldHeadline, page.OGTitle, page.Title), maxTitleBytes)
	}
}

// linksHome reports whether a heading is the site's name: it links to the front
// page or to the page itself.
func (c *classifier) linksHome(h int32) bool {
	home := false
	c.t.walk(h, func(i int32) bool {
		if c.t.isAnchor(i) {
			u := c.res.resolve(c.t.attr(i, "href"))
			home = home || u != nil && (isHome(u) || c.res.isSelf(u))
		}
		return !home
	})
	return home
}

// findHeadline returns the element of the page's own headline: the h1 with
// most words, else on an article an element whose class says so.
func (t *tree) findHeadline(hints []blockKind, body content) int32 {
	best, bestWords := none, 0
	for i := range t.nodes {
		id := int32(i)
		n := &t.nodes[i]
		if n.textLen == 0 || n.textLen > maxTitleBytes {
			continue
		}
		if n.tag == atom.H1 {
			if words := len(strings.Fields(t.text(id, maxTitleBytes))); words > bestWords {
				best, bestWords = id, words
			}
		}
	}
	if bestWords >= 3 || body.root == none {
		return best
	}
	hasTitleClass := func(class string) bool {
		return slices.ContainsFunc(table("headline class"), func(name string) bool { return strings.Contains(class, name) })
	}
	for i := range t.nodes {
		id := int32(i)
		if n := &t.nodes[i]; isHeading(n.tag) && n.textLen > 0 && n.textLen < 300 && hasTitleClass(t.attr(id, "class")) &&
			hints[i] != kindRelated && id < body.paragraphs[0] {
			return id
		}
	}
	return best
}

// links lists the links of the page in order, merged.
func (c *classifier) links(names []string) []Link {
	m := newMerger()
	for i := range c.t.nodes {
		id := int32(i)
		if !c.t.isAnchor(id) {
			continue
		}
		u := c.res.resolve(c.t.attr(id, "href"))
		if u == nil {
			continue
		}
		l := c.candidate(id, u, append(names[:len(names):len(names)], publisherNames("", u.Hostname())...))
		if l.Text == "" && c.t.nodes[id].textLen == 0 && l.zone.kind == kindNone && !isShareAddress(u) {
			continue // an empty link names nothing
		}
		l.URL, l.Role = u.String(), c.role(l)
		l.Line = int(c.t.nodes[id].line)
		if l.Role == RoleRelated || l.Role == RoleHeadline || l.Role == RoleAdvertisement {
			l.Block = cmp.Or(clip(l.zone.heading, 200), strings.TrimRight(l.Prefix, " :|–—"))
		}
		m.add(addressKey(u), l.Link, l.generic)
	}
	return m.links
}
