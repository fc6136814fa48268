package links

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// maxFeedDepth is how deep elements of a feed may nest. Feed parsers recurse.
const maxFeedDepth = 100

var xmlDeclaration = lazily(`^\s*<\?xml[^>]{0,300}\?>`)

// extractFeed reads RSS, Atom, JSON Feed or a sitemap. A feed that the parser
// rejects is searched for items, with a warning; if there are none, the error
// wraps ErrNotFeed or is a *LimitError.
func extractFeed(ctx context.Context, page *Page, src string, base *url.URL) error {
	src = xmlDeclaration().ReplaceAllString(src, "") // the text is UTF-8 by now, whatever it says
	f := feedReader{res: newResolver(base, "", ""), src: src, line: 1}
	if isSitemap(src) {
		return f.sitemap(ctx, page)
	}
	feed, err := parseFeed(ctx, src)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil || len(feed.Items) == 0 {
		salvaged := salvageFeed(src)
		var limit *LimitError
		switch {
		case len(salvaged.Items) > 0:
			page.Warnings = append(page.Warnings, "broken feed, items read one by one: "+errText(err))
			feed = salvaged
		case errors.As(err, &limit):
			return limit
		case err != nil:
			return fmt.Errorf("links: %w: %s", ErrNotFeed, errText(err))
		}
	}
	if u := f.res.resolve(feed.Link); u != nil && isWeb(u) {
		f.res = newResolver(u, "", "")
	}
	return f.items(ctx, page, feed)
}

// parseFeed keeps a panic of the parser from reaching the caller.
func parseFeed(ctx context.Context, src string) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			feed, err = nil, fmt.Errorf("feed parser failed: %v", r)
		}
	}()
	if isJSON(src) {
		src = strings.Map(plainControl, src)
	} else if tooDeep(src) {
		return nil, &LimitError{What: "depth", Limit: maxFeedDepth}
	}
	return gofeed.NewParser().Parse(leaving{ctx, strings.NewReader(src)})
}

// leaving is a reader that fails once its context has ended.
type leaving struct {
	ctx context.Context
	io.Reader
}

func (l leaving) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	return l.Reader.Read(p)
}

func isJSON(src string) bool { return strings.HasPrefix(strings.TrimSpace(src), "{") }

// plainControl makes spaces of control characters, which JSON forbids in strings
// and real feeds have there.
func plainControl(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
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
	res    *resolver
	site   string
	suffix bool // titles end in the publisher's name
	src    string
	at     int // where the last item was found
	line   int // of it
	lost   int // items whose place was not found
}

// items lists a feed's items. One story may be several items: those with the same
// address are merged only where they have the same title too.
func (f *feedReader) items(ctx context.Context, page *Page, feed *gofeed.Feed) error {
	page.Title = foldSpace(feed.Title)
	page.Site, f.site = page.Title, page.Title
	m := newMerger()
	defer func() { page.Links = m.links }()
	f.suffix = f.findSuffix(feed.Items)
	for _, it := range feed.Items {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(m.links) >= maxLinks {
			return &LimitError{What: "links", Limit: maxLinks}
		}
		if l := f.link(it); l.Text != "" {
			m.add(l.URL+" "+l.Text, l, false)
		}
	}
	return nil
}

// findSuffix reports whether a feed's titles end in its publisher's name: most of
// them do and none starts with it. In "FC Twente - FC Utrecht" a club's own feed
// names the other side of a match.
func (f *feedReader) findSuffix(items []*gofeed.Item) bool {
	titled, ending := 0, 0
	for _, it := range items {
		title := plainTitle(it.Title)
		names := f.publisher(it)
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

// publisher is what an item's publisher may be called.
func (f *feedReader) publisher(it *gofeed.Item) []string {
	host := ""
	if u := f.address(it); u != nil {
		host = u.Hostname()
	}
	return publisherNames(f.site, host)
}

// address is where an item leads; nil when unknown. An identifier is an address
// only where it is a whole one.
func (f *feedReader) address(it *gofeed.Item) *url.URL {
	if u := f.res.resolve(rawAddress(it)); u != nil && isWeb(u) || f.res.base == nil {
		return u
	}
	return nil
}

func rawAddress(it *gofeed.Item) string {
	address := cmp.Or(append([]string{it.Link}, it.Links...)...)
	if id, err := url.Parse(strings.TrimSpace(it.GUID)); address == "" && err == nil && isWeb(id) {
		address = it.GUID
	}
	return address
}

// link returns the link of an item. One without a title has what its address
// says, which is not worth a verdict.
func (f *feedReader) link(it *gofeed.Item) Link {
	l := Link{Role: RoleHeadline, Source: SourceFeed, Date: feedDate(it)}
	title, u := plainTitle(it.Title), f.address(it)
	if u != nil {
		l.URL = u.String()
	}
	if title == "" && u != nil {
		l.Role, l.Source, title = RoleOther, SourceSlug, slugText(u)
	}
	if len(it.Categories) > 0 {
		l.Section = foldSpace(clip(it.Categories[0], 200))
	}
	names := f.publisher(it)
	if head, _ := cutTail(title); !f.suffix || len(strings.Fields(head)) < minPublished {
		names = slices.DeleteFunc(names, func(name string) bool { return !strings.Contains(name, ".") }) // a domain is no side of a match
	}
	l.setTitle(title, names)
	if l.Text != "" {
		l.Line = f.place(rawAddress(it))
	}
	return l
}

// minPublished is how many words a title has before its publisher's name.
const minPublished = 3

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
	for _, written := range []string{raw, strings.ReplaceAll(raw, "&", "&amp;"), strings.ReplaceAll(raw, "/", `\/`)} {
		if i := strings.Index(f.src[f.at:], written); i >= 0 {
			f.line += strings.Count(f.src[f.at:f.at+i], "\n")
			f.at += i + len(written)
			return f.line
		}
	}
	f.lost++
	return 0
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

// plainTitle removes markup and entities from a feed's title, which may be
// escaped twice.
func plainTitle(s string) string {
	s = clip(s, 4*maxTitleBytes)
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(anyTag().ReplaceAllString(html.UnescapeString(s), " "))
	}
	return foldSpace(s)
}
