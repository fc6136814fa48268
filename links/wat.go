package links

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"
	"golang.org/x/net/html"
)

// extractNotes reads what a crawler noted of a page in a WAT record: the links
// with their texts, in page order, and the head. Where on the page a link stood
// was not noted, so its role comes from its address and its text.
func extractNotes(ctx context.Context, page *Page, src string, base *url.URL) error {
	if !json.Valid([]byte(src)) { // which bounds the nesting too
		return fmt.Errorf("links: %w: a crawler's notes that are no valid JSON", ErrNotFeed)
	}
	t, meta, err := parse(ctx, notedPage(gjson.Get(src, "Envelope.Payload-Metadata.HTTP-Response-Metadata.HTML-Metadata")))
	t.hints = make([]hint, len(t.nodes)) // there are no classes
	c := &classifier{t: t, h1: none, article: meta.isArticle(), content: content{root: none}, zones: make([]zone, len(t.nodes)),
		res: newResolver(base, meta.base, meta.canonical)}
	for i := range c.zones {
		if c.article {
			c.zones[i] = zone{kind: kindRelated, why: "title on the page of an article"}
		}
	}
	names := publisherNames(meta.site, base)
	c.head(page, meta, names)
	page.Links = c.links(ctx, names)
	for i := range page.Links {
		page.Links[i].Line = 0 // of no page that anybody has
	}
	return err
}

// notedPage writes the page that the notes tell of: its head and its links.
func notedPage(notes gjson.Result) string {
	var b strings.Builder
	element := func(name string, attrs ...string) {
		b.WriteString("<" + name)
		for i := 0; i < len(attrs); i += 2 {
			if attrs[i+1] != "" {
				b.WriteString(" " + attrs[i] + `="` + html.EscapeString(attrs[i+1]) + `"`)
			}
		}
		b.WriteString(">")
	}
	head := notes.Get("Head")
	b.WriteString("<title>" + html.EscapeString(head.Get("Title").Str) + "</title>")
	element("base", "href", head.Get("Base").Str)
	head.Get("Metas").ForEach(func(_, m gjson.Result) bool {
		element("meta", "property", m.Get("property").Str, "name", m.Get("name").Str, "content", m.Get("content").Str)
		return true
	})
	head.Get("Link").ForEach(func(_, l gjson.Result) bool {
		element("link", "rel", l.Get("rel").Str, "href", l.Get("url").Str)
		return true
	})
	b.WriteString("<body>")
	notes.Get("Links").ForEach(func(_, l gjson.Result) bool {
		if strings.HasPrefix(l.Get("path").Str, "A@") {
			element("a", "href", l.Get("url").Str, "title", l.Get("title").Str, "rel", l.Get("rel").Str)
			b.WriteString(html.EscapeString(l.Get("text").Str) + "</a>\n")
		}
		return true
	})
	return b.String()
}
