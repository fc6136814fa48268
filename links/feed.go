package links

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// maxFeedDepth is how deep elements of a feed may nest. Feed parsers recurse.
const maxFeedDepth = 100

var xmlDeclaration = lazily(`^\s*<\?xml[^>]{0,300}\?>`)

// feed reads RSS, Atom or JSON Feed. A feed that the parser refuses is
// searched for items, with a warning; without any the error wraps ErrNotFeed.
func (x Extractor) feed(page *Page, src string, base *url.URL) error {
	src = xmlDeclaration().ReplaceAllString(src, "") // the text is UTF-8 by now, whatever it says
	if line := tooDeep(src); line > 0 {
		return &LimitError{What: "depth", Limit: maxFeedDepth, Line: line}
	}
	feed, err := parseFeed(src)
	if err != nil || len(feed.Items) == 0 {
		saved := salvageFeed(src)
		switch {
		case len(saved.Items) > 0:
			page.Warnings = append(page.Warnings, "broken feed, items saved one by one: "+errText(err))
			feed = saved
		case err != nil:
			return fmt.Errorf("links: %w: %s", ErrNotFeed, errText(err))
		}
	}
	f := feedReader{page: page, lines: newLineIndex(src), src: src}
	page.Title = foldSpace(feed.Title)
	page.Site = page.Title
	f.base = newResolver(base, "", "").base
	if u := newResolver(base, "", "").resolve(feed.Link); u != nil && isWeb(u) {
		f.base = u
	}
	return f.items(feed.Items, x.MaxLinks)
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

type feedReader struct {
	page  *Page
	base  *url.URL
	src   string
	lines lineIndex
	at    int // where the last item was found
	lost  int // items whose place was not found
}

func (f *feedReader) items(items []*gofeed.Item, most int) error {
	m := newMerger()
	res := newResolver(f.base, "", "")
	for _, it := range items {
		if len(m.links) >= most {
			f.page.Links = m.links
			return &LimitError{What: "links", Limit: most}
		}
		raw := first(it.Link, it.GUID)
		u := res.resolve(raw)
		title := plainTitle(it.Title)
		if u == nil || title == "" {
			if u == nil {
				u = &url.URL{}
			}
			if title == "" {
				title = slugText(u)
			}
			if title == "" {
				continue
			}
		}
		m.add(f.unique(u, title), f.link(it, u, raw, title), false)
	}
	f.page.Links = m.links
	return nil
}

// unique gives items without an address a key of their own.
func (f *feedReader) unique(u *url.URL, title string) *url.URL {
	if u.String() != "" {
		return u
	}
	return &url.URL{Path: "item/" + title}
}

func (f *feedReader) link(it *gofeed.Item, u *url.URL, raw, title string) Link {
	p := splitTitle(title, publisherNames(f.page.Site, u.Hostname()))
	l := Link{URL: u.String(), Text: p.title, Role: RoleHeadline, Source: SourceFeed, Prefix: p.prefix, Publisher: p.publisher,
		Section: p.section, Counter: p.counter, Date: first(feedDate(it), p.date)}
	if len(it.Categories) > 0 {
		l.Section = foldSpace(clip(it.Categories[0], 200))
	}
	l.Line, l.Offset = f.place(raw)
	return l
}

func feedDate(it *gofeed.Item) string {
	switch {
	case it.PublishedParsed != nil:
		return it.PublishedParsed.Format(time.RFC3339)
	case it.UpdatedParsed != nil:
		return it.UpdatedParsed.Format(time.RFC3339)
	}
	return foldSpace(clip(first(it.Published, it.Updated), 100))
}

// place finds the line of an item by its address. It gives up after a few
// failures so that the search stays linear.
func (f *feedReader) place(raw string) (line, offset int) {
	if raw == "" || f.lost >= 5 {
		return 0, 0
	}
	i := strings.Index(f.src[f.at:], raw)
	if i < 0 {
		raw = strings.ReplaceAll(raw, "&", "&amp;")
		if i = strings.Index(f.src[f.at:], raw); i < 0 {
			f.lost++
			return 0, 0
		}
	}
	offset = f.at + i
	f.at = offset + len(raw)
	return f.lines.line(offset), offset
}

// tooDeep returns the line at which elements nest deeper than feeds may, 0
// when they never do. Comments and character data are stepped over.
func tooDeep(src string) int {
	depth := 0
	for i := 0; i < len(src); {
		j := strings.IndexByte(src[i:], '<')
		if j < 0 || i+j+1 >= len(src) {
			return 0
		}
		i += j + 1
		switch {
		case strings.HasPrefix(src[i:], "!--"):
			i = skipPast(src, i, "-->")
		case strings.HasPrefix(src[i:], "![CDATA["):
			i = skipPast(src, i, "]]>")
		case src[i] == '/':
			depth--
		case src[i] == '?' || src[i] == '!':
		default:
			end := skipPast(src, i, ">")
			if end < 2 || src[end-1] != '>' || src[end-2] != '/' {
				depth++
			}
			if depth > maxFeedDepth {
				return 1 + strings.Count(src[:i], "\n")
			}
			i = end
		}
	}
	return 0
}

// skipPast returns the offset after the next end, or the end of src.
func skipPast(src string, i int, end string) int {
	if j := strings.Index(src[i:], end); j >= 0 {
		return i + j + len(end)
	}
	return len(src)
}
