package links

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"
)

// extractFeed reads RSS, Atom, JSON Feed or a sitemap. Of one that is broken it takes
// the items that can be read, with a warning; if there are none, the error wraps
// ErrNotFeed.
func extractFeed(ctx context.Context, page *Page, src string, base *url.URL) error {
	read := readXMLFeed
	if isJSON(src) {
		read = readJSONFeed
	}
	in := read(ctx, src)
	var limit error
	if len(in.items) > maxLinks {
		in.items, limit = in.items[:maxLinks], &LimitError{What: "links", Limit: maxLinks}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case len(in.items) == 0 && !in.whole:
		return fmt.Errorf("links: %w: no items in it", ErrNotFeed)
	case limit == nil && !in.whole:
		page.Warnings = append(page.Warnings, "the feed is broken or cut off; its items are read as far as they go")
	}
	f := feedReader{feed: in, res: newResolver(base, "", "")}
	if u := f.res.resolve(in.home); u != nil && isWeb(u) {
		f.res = newResolver(u, "", "")
	}
	switch titled := slices.ContainsFunc(in.items, func(it feedItem) bool { return it.title != "" }); {
	case in.root == "sitemapindex":
		f.index(page)
	case in.root == "urlset" && !titled:
		return fmt.Errorf("links: %w but a sitemap of %d addresses without titles; name pages that it lists, or the site's news sitemap or feed", ErrNotFeed, len(in.items))
	default:
		f.list(ctx, page)
	}
	return cmp.Or(ctx.Err(), limit)
}

// feedReader makes links of a feed's items, whatever their format.
type feedReader struct {
	*feed
	res    *resolver
	suffix bool // titles end in the publisher's name
}

// list lists the items. One story may be several: those with the same address are
// merged only where they have the same title too.
func (f *feedReader) list(ctx context.Context, page *Page) {
	f.title = foldSpace(f.title)
	page.Title, page.Site = f.title, f.title
	m := newMerger()
	f.suffix = f.findSuffix()
	for _, it := range f.items {
		if l := f.link(it); l.Text != "" && ctx.Err() == nil {
			m.add(l.URL+" "+l.Text, l, false)
		}
	}
	page.Links = m.links
}

// findSuffix reports whether a feed's titles end in its publisher's name: most of
// them do and none starts with it. In "FC Twente - FC Utrecht" a club's own feed
// names the other side of a match.
func (f *feedReader) findSuffix() bool {
	titled, ending := 0, 0
	for _, it := range f.items {
		title := plainTitle(it.title)
		names := publisherNames(f.title, f.address(it))
		if title == "" {
			continue
		}
		titled++
		if sep := tailSep().FindStringIndex(title); sep != nil && isName(title[:sep[0]], names) {
			return false
		}
		if _, tail := cutTail(title); isName(tail, names) {
			ending++
		}
	}
	return 2*ending > titled
}

// address is where an item leads; nil when unknown. An identifier is an address
// only where it is a whole one.
func (f *feedReader) address(it feedItem) *url.URL {
	address := it.link
	if id, err := url.Parse(it.id); address == "" && err == nil && isWeb(id) {
		address = it.id
	}
	if u := f.res.resolve(address); u != nil && isWeb(u) || f.res.base == nil {
		return u
	}
	return nil
}

// link returns the link of an item. One without a title has what its address
// says, which is not worth a verdict.
func (f *feedReader) link(it feedItem) Link {
	l := Link{Role: RoleHeadline, Source: SourceFeed, Date: it.date(), Section: foldSpace(clip(it.section, 200)), Line: it.line}
	title, u := plainTitle(it.title), f.address(it)
	if u != nil {
		l.URL = u.String()
	}
	if title == "" && u != nil {
		l.Role, l.Source, title = RoleOther, SourceSlug, slugText(u)
	}
	names := publisherNames(f.title, u)
	if head, _ := cutTail(title); !f.suffix || len(strings.Fields(head)) < minPublished {
		names = slices.DeleteFunc(names, func(name string) bool { return !strings.Contains(name, ".") }) // a domain is no side of a match
	}
	l.setTitle(title, names)
	return l
}

// minPublished is how many words a title has before its publisher's name.
const minPublished = 3

// index lists the sitemaps of an index, as addresses, and says how to go on.
func (f *feedReader) index(page *Page) {
	const maxNamed = 5
	var named []string
	for _, it := range f.items {
		u := f.address(it)
		if u == nil {
			continue
		}
		address := clip(u.String(), maxTitleBytes)
		page.Links = append(page.Links, Link{URL: u.String(), Text: address, Role: RoleNavigation, Source: SourceSlug, Date: it.date(), Count: 1, Line: it.line})
		if len(named) < maxNamed {
			named = append(named, address)
		}
	}
	if more := len(page.Links) - len(named); more > 0 {
		named = append(named, fmt.Sprintf("and %d more", more))
	}
	page.Warnings = append(page.Warnings, fmt.Sprintf("an index of %d sitemaps, which hold the titles; read them in turn: %s", len(page.Links), strings.Join(named, " ")))
}

// date is when an item was published or changed: in UTC where it has a time of day in a
// zone that can be told, else as it is printed.
func (it feedItem) date() string {
	printed := foldSpace(clip(cmp.Or(it.published, it.updated), 100))
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, printed); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	t, err := mail.ParseDate(printed)
	if zone, offset := t.Zone(); err != nil || offset == 0 && zone != "" && zone != "GMT" && zone != "UTC" {
		return printed // Go does not know other names of zones
	}
	return t.UTC().Format(time.RFC3339)
}

var anyTag = lazily(`<[^>]{0,900}>`)

// plainTitle removes markup and entities from a feed's title, which may be
// escaped twice.
func plainTitle(s string) string {
	s = clip(s, maxFieldBytes)
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(anyTag().ReplaceAllString(html.UnescapeString(s), " "))
	}
	return foldSpace(s)
}
