package links

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// maxFeedDepth is how deep elements of a feed may nest. Feed parsers recurse.
const maxFeedDepth = 100

var xmlDeclaration = lazily(`^\s*<\?xml[^>]{0,300}\?>`)

// extractFeed reads RSS, Atom or JSON Feed. A feed that the parser rejects is
// searched for items, with a warning; if there are none, the error wraps
// ErrNotFeed.
func extractFeed(page *Page, src string, base *url.URL) error {
	src = xmlDeclaration().ReplaceAllString(src, "") // the text is UTF-8 by now, whatever it says
	if !strings.HasPrefix(strings.TrimSpace(src), "{") && tooDeep(src) {
		return &LimitError{What: "depth", Limit: maxFeedDepth}
	}
	feed, err := parseFeed(src)
	if err != nil || len(feed.Items) == 0 {
		salvaged := salvageFeed(src)
		switch {
		case len(salvaged.Items) > 0:
			page.Warnings = append(page.Warnings, "broken feed, items read one by one: "+errText(err))
			feed = salvaged
		case err != nil:
			return fmt.Errorf("links: %w: %s", ErrNotFeed, errText(err))
		}
	}
	page.Title = foldSpace(feed.Title)
	page.Site = page.Title
	f := feedReader{res: newResolver(base, "", ""), site: page.Site, src: src, line: 1}
	if u := f.res.resolve(feed.Link); u != nil && isWeb(u) {
		f.res = newResolver(u, "", "")
	}
	page.Links, err = f.items(feed.Items)
	return err
}

// parseFeed keeps a panic of the parser from reaching the caller.
func parseFeed(src string) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			feed, err = nil, fmt.Errorf("feed parser failed: %v", r)
		}
	}()
	return gofeed.NewParser().ParseString(src)
}

func errText(err error) string {
	if err == nil {
		return "no items"
	}
	return clip(strings.ToValidUTF8(err.Error(), "?"), 200)
}

// feedReader is the one path from a feed's items, whatever their format, to
// links.
type feedReader struct {
	res  *resolver
	site string
	src  string
	at   int // where the last item was found
	line int // of it
	lost int // items whose place was not found
}

func (f *feedReader) items(items []*gofeed.Item) ([]Link, error) {
	m := newMerger()
	for _, it := range items {
		if len(m.links) >= maxLinks {
			return m.links, &LimitError{What: "links", Limit: maxLinks}
		}
		if l, key := f.link(it); l.Text != "" {
			m.add(key, l, false)
		}
	}
	return m.links, nil
}

// link returns the link of an item and the key to merge it by.
func (f *feedReader) link(it *gofeed.Item) (l Link, key string) {
	address := cmp.Or(it.Link, it.GUID)
	title, host := plainTitle(it.Title), ""
	key = "item/" + title
	if u := f.res.resolve(address); u != nil {
		title, host, key = cmp.Or(title, slugText(u)), u.Hostname(), addressKey(u)
		l.URL = u.String()
	}
	l.Role, l.Source, l.Date = RoleHeadline, SourceFeed, feedDate(it)
	if len(it.Categories) > 0 {
		l.Section = foldSpace(clip(it.Categories[0], 200))
	}
	l.setTitle(title, publisherNames(f.site, host))
	if l.Text != "" {
		l.Line = f.place(address)
	}
	return l, key
}

func feedDate(it *gofeed.Item) string {
	switch {
	case it.PublishedParsed != nil:
		return it.PublishedParsed.Format(time.RFC3339)
	case it.UpdatedParsed != nil:
		return it.UpdatedParsed.Format(time.RFC3339)
	}
	return foldSpace(clip(cmp.Or(it.Published, it.Updated), 100))
}

// place finds the line of an item by its address. It gives up after a few
// failures so that the search stays linear.
func (f *feedReader) place(raw string) int {
	if raw == "" || f.lost >= 5 {
		return 0
	}
	i := strings.Index(f.src[f.at:], raw)
	if i < 0 {
		raw = strings.ReplaceAll(raw, "&", "&amp;")
		if i = strings.Index(f.src[f.at:], raw); i < 0 {
			f.lost++
			return 0
		}
	}
	f.line += strings.Count(f.src[f.at:f.at+i], "\n")
	f.at += i + len(raw)
	return f.line
}

// notTags are the comments, character data and instructions of a feed.
var notTags = lazily(`(?s)<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<\?.*?(?:\?>|$)`)

// tooDeep reports whether elements nest deeper than feeds may.
func tooDeep(src string) bool {
	depth := 0
	_, src, _ = strings.Cut(notTags().ReplaceAllString(src, ""), "<")
	for tag := range strings.SplitSeq(src, "<") {
		tag, _, _ = strings.Cut(tag, ">")
		switch {
		case strings.HasPrefix(tag, "/"):
			depth--
		case !strings.HasPrefix(tag, "!") && !strings.HasSuffix(tag, "/"):
			depth++
		}
		if depth > maxFeedDepth {
			return true
		}
	}
	return false
}

// These patterns find the items of a feed that the parser rejects.
var (
	itemStart = lazily(`(?i)<(?:item|entry)[\s>]`)
	titleElem = lazily(`(?is)<title[^>]{0,200}>(.{0,900}?)</title`)
	linkElem  = lazily(`(?is)<link[^>]{0,200}>\s*(\S{1,900}?)\s*</link`)
	linkHref  = lazily(`(?is)<link[^>]{0,500}?href\s*=\s*["']([^"']{1,900})["']`)
	guidElem  = lazily(`(?is)<guid[^>]{0,200}>\s*(https?://\S{1,900}?)\s*</guid`)
	dateElem  = lazily(`(?is)<(?:pubDate|published|updated|dc:date)>(.{0,100}?)</`)
	cdata     = lazily(`(?s)<!\[CDATA\[(.*?)\]\]>`)
	anyTag    = lazily(`<[^>]{0,900}>`)
)

// maxSalvaged bounds the items taken from a broken feed.
const maxSalvaged = 5000

// salvageFeed takes title, address and date of every item it finds.
func salvageFeed(src string) *gofeed.Feed {
	feed := &gofeed.Feed{}
	parts := itemStart().Split(src, maxSalvaged)
	for _, item := range parts[1:] {
		item = clip(item, 64<<10)
		address := cmp.Or(cleanCDATA(find(linkElem, item)), find(linkHref, item), find(guidElem, item))
		if title := cleanCDATA(find(titleElem, item)); title != "" {
			feed.Items = append(feed.Items, &gofeed.Item{Title: title, Link: html.UnescapeString(address), Published: find(dateElem, item)})
		}
	}
	feed.Title = plainTitle(cleanCDATA(find(titleElem, parts[0])))
	return feed
}

func find(p func() *regexp.Regexp, s string) string {
	if m := p().FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

func cleanCDATA(s string) string { return cdata().ReplaceAllString(s, "$1") }

// plainTitle removes markup and entities from a feed's title, which may be
// escaped twice.
func plainTitle(s string) string {
	s = clip(s, 4*maxTitleBytes)
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(anyTag().ReplaceAllString(html.UnescapeString(s), " "))
	}
	return foldSpace(s)
}
