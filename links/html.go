package links

import (
	"cmp"
	"context"
	"net/url"
	"strings"
)

// extractHTML reads a page of HTML. The error is nil or a *LimitError.
func extractHTML(ctx context.Context, page *Page, src string, base *url.URL) error {
	t, meta, err := parse(ctx, src)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c := newClassifier(t, meta, base)
	names := publisherNames(meta.site, base)
	c.head(page, meta, names)
	page.Body = t.bodyText(c.content, func(p int32) bool {
		pointer, _ := cutMarker(t.text(p, 200)) // of a paragraph that only points to other stories
		return c.zones[p].kind != kindNone || pointer != ""
	})
	page.Links = c.links(ctx, names)
	return err
}

func newClassifier(t *tree, meta *metaData, base *url.URL) *classifier {
	t.hints = make([]hint, len(t.nodes))
	for i := range t.nodes {
		if !t.nodes[i].isText {
			t.hints[i] = t.hintOf(int32(i))
		}
	}
	c := &classifier{t: t, article: meta.isArticle(), content: t.findContent(meta.isArticle()), res: newResolver(base, meta.base, meta.canonical)}
	c.h1 = c.findHeadline([]string{meta.ogTitle, meta.ldHeadline, meta.twitterTitle, meta.title})
	c.zones = t.findZones(c.content, c.h1)
	return c
}

// head fills in what the page says about itself.
func (c *classifier) head(page *Page, meta *metaData, names []string) {
	clean := func(s string) string { return splitTitle(s, names).Text }
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

// links lists the links of the page in order, merged; only some if ctx ends.
func (c *classifier) links(ctx context.Context, names []string) []Link {
	var found []*candidate
	for i := range c.t.nodes {
		id := int32(i)
		if ctx.Err() != nil {
			break
		}
		if !c.t.isAnchor(id) {
			continue
		}
		u := c.res.resolve(c.t.attr(id, "href"))
		if u == nil {
			continue
		}
		l := c.candidate(id, u, append(names[:len(names):len(names)], publisherNames("", u)...))
		if strings.Contains(l.Text, "{{") {
			continue // a pattern that a script has yet to fill
		}
		if l.Text == "" && c.t.nodes[id].textLen == 0 && l.zone.kind == kindNone && !isShareAddress(u) {
			continue // an empty link names nothing
		}
		found = append(found, l)
	}
	stories, m := storyForm(found), newMerger()
	for _, l := range found {
		l.unlike = stories.slug && !l.form.any()
		if l.story && (namesList(l, stories) || c.headsList(l)) {
			l.list, l.story = true, false
		}
		l.URL = l.to.String()
		l.Role, l.Reason = c.role(l)
		l.Line = int(c.t.nodes[l.id].line)
		if l.Role == RoleRelated || l.Role == RoleHeadline || l.Role == RoleAdvertisement {
			l.Block = cmp.Or(clip(l.zone.heading, 200), strings.TrimRight(l.Prefix, " :|–—"))
		}
		m.add(addressKey(l.to), l.Link, l.generic)
	}
	return m.links
}
