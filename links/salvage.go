package links

import (
	"html"
	"strings"

	"github.com/mmcdole/gofeed"
)

// A feed that no parser accepts still has items; these patterns find them.
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

// salvageFeed takes title, address and date of every item it can see.
func salvageFeed(src string) *gofeed.Feed {
	feed := &gofeed.Feed{}
	starts := itemStart().FindAllStringIndex(src, maxSalvaged)
	for i, s := range starts {
		end := len(src)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		item := src[s[0]:min(end, s[0]+64<<10)]
		it := &gofeed.Item{Title: cleanCDATA(find(titleElem, item)), Link: html.UnescapeString(cleanCDATA(find(linkElem, item))), Published: find(dateElem, item)}
		if it.Link == "" {
			it.Link = html.UnescapeString(first(find(linkHref, item), find(guidElem, item)))
		}
		if it.Title != "" {
			feed.Items = append(feed.Items, it)
		}
	}
	if len(starts) > 0 {
		feed.Title = plainTitle(cleanCDATA(find(titleElem, src[:starts[0][0]])))
	}
	return feed
}

func find(p pattern, s string) string {
	if m := p().FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

func cleanCDATA(s string) string { return cdata().ReplaceAllString(s, "$1") }

// plainTitle removes mark-up and entities from a feed's title, which may be
// escaped twice.
func plainTitle(s string) string {
	s = clip(s, 4*maxTitleBytes)
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(anyTag().ReplaceAllString(html.UnescapeString(s), " "))
	}
	return foldSpace(s)
}
