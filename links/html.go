package links

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"
)

// html reads a page of HTML. The error is nil or a *LimitError.
func (x Extractor) html(page *Page, src string, base *url.URL) error {
	t, meta, err := x.parse(src)
	res := newResolver(base, meta.base, meta.canonical)
	hints := make([]blockKind, len(t.nodes))
	for i := range t.nodes {
		if len(t.nodes[i].attrs) > 0 || !t.nodes[i].isText {
			hints[i] = t.hintOf(int32(i))
		}
	}
	body := t.findContent(hints, meta.isArticle())
	h1 := t.findHeadline(hints, body)
	z := t.findZones(hints, body, h1)
	c := &classifier{t: t, z: z, content: body, h1: h1, res: res, cards: t.findCards()}

	host := ""
	if base != nil {
		host = base.Hostname()
	}
	names := publisherNames(meta.site, host)
	c.head(page, meta, names)
	page.Body = t.bodyText(body, func(p int32) bool { return z.of[p].kind != kindNone || isPointer(t.text(p, 200)) })
	page.Links = c.links(names)
	return err
}

// isPointer reports whether a paragraph only points to other stories.
func isPointer(s string) bool {
	prefix, _ := splitMarkerPrefix(s)
	return prefix != ""
}

// head fills in what the page says of itself.
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
	page.OGTitle = clean(first(meta.ogTitle, meta.twitterTitle))
	if c.h1 != none && (c.onArticle() || !c.linksHome(c.h1)) {
		page.Headline = clip(c.t.text(c.h1, maxTitleBytes), maxTitleBytes)
		page.HeadlineLine = c.t.lines.line(int(c.t.nodes[c.h1].pos))
	}
	if page.Headline == "" && c.onArticle() {
		page.Headline = clip(first(first(meta.ldHeadline, page.OGTitle), page.Title), maxTitleBytes)
	}
}

// linksHome reports whether a heading is the site's name, linked to its front
// page or to the page itself.
func (c *classifier) linksHome(h int32) bool {
	home := false
	c.t.walk(h, func(i int32) bool {
		if c.t.isAnchor(i) {
			u := c.res.resolve(c.t.attr(i, atom.Href))
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
		if n.tag == atom.H1 || strings.EqualFold(t.attr(id, atom.Itemprop), "headline") && n.tag != atom.Meta {
			if words := len(strings.Fields(t.text(id, maxTitleBytes))); words > bestWords && (n.tag == atom.H1 || best == none) {
				best, bestWords = id, words
			}
		}
	}
	if bestWords >= 3 || body.root == none {
		return best
	}
	for i := range t.nodes {
		id := int32(i)
		if n := &t.nodes[i]; isHeading(n.tag) && n.textLen > 0 && n.textLen < 300 && hasTitleClass(t.attr(id, atom.Class)) &&
			hints[i] != kindRelated && id < body.paragraphs[0] {
			return id
		}
	}
	return best
}

func hasTitleClass(class string) bool {
	for _, c := range []string{"entry-title", "post-title", "article-title", "detail__title", "judul", "headline", "article__title"} {
		if strings.Contains(class, c) {
			return true
		}
	}
	return false
}

// links lists the links of the page in order, merged.
func (c *classifier) links(names []string) []Link {
	m := newMerger()
	for i := range c.t.nodes {
		id := int32(i)
		if !c.t.isAnchor(id) {
			continue
		}
		u := c.res.resolve(c.t.attr(id, atom.Href))
		if u == nil {
			continue
		}
		all := names
		if host := u.Hostname(); host != "" {
			all = append(names[:len(names):len(names)], publisherNames("", host)...)
		}
		title := c.t.titleOf(id, u, all)
		if title.title == "" && c.t.nodes[id].textLen == 0 && c.z.of[id].kind == kindNone && !isShareAddress(u) {
			continue // an empty link names nothing
		}
		role := c.role(id, u, title)
		if c.res.isSelf(u) && (role == RoleRelated || role == RoleInText) {
			role = RoleOther
		}
		m.add(u, c.link(id, u, title, role), title.generic && title.source == SourceAnchor)
	}
	return m.links
}

func (c *classifier) link(id int32, u *url.URL, title titled, role Role) Link {
	pos := int(c.t.nodes[id].pos)
	l := Link{URL: u.String(), Text: title.title, Role: role, Source: title.source, Prefix: title.prefix, Section: title.section,
		Date: title.date, Counter: title.counter, Publisher: title.publisher, Line: c.t.lines.line(pos), Offset: pos}
	if role == RoleRelated || role == RoleHeadline || role == RoleAdvertisement {
		l.Block = clip(c.z.of[id].heading, 200)
		if l.Block == "" {
			l.Block = strings.TrimRight(l.Prefix, " :|–—")
		}
	}
	return l
}
