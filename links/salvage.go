package links

import (
	"cmp"
	"html"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/tidwall/gjson"
)

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
	if isJSON(src) {
		return salvageJSON(src)
	}
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

// salvageJSON takes the items of a JSON Feed as far as they go. A field that the
// cut went through, or of an unexpected type, is left out.
func salvageJSON(src string) *gofeed.Feed {
	src = strings.Map(plainControl, src)
	whole := func(of gjson.Result, name string) string {
		if v := of.Get(name); v.Type == gjson.String && gjson.Valid(v.Raw) {
			return v.Str
		}
		return ""
	}
	all := gjson.Parse(src)
	feed := &gofeed.Feed{Title: whole(all, "title"), Link: whole(all, "home_page_url")}
	all.Get("items").ForEach(func(_, it gjson.Result) bool {
		item := &gofeed.Item{Title: whole(it, "title"), Link: cmp.Or(whole(it, "url"), whole(it, "external_url")),
			GUID: whole(it, "id"), Published: whole(it, "date_published")}
		if item.Title != "" {
			feed.Items = append(feed.Items, item)
		}
		return len(feed.Items) < maxSalvaged
	})
	return feed
}

func find(p func() *regexp.Regexp, s string) string {
	if m := p().FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

func cleanCDATA(s string) string { return cdata().ReplaceAllString(s, "$1") }
