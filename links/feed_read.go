package links

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"github.com/tidwall/gjson"
	"golang.org/x/net/html"
)

// feed is what is read of a feed or a sitemap.
type feed struct {
	title, home string
	root        string // element that holds the items, "" for what is no feed
	whole       bool   // it ends as it must
	items       []feedItem
}

// feedItem is an item as it is written in the feed.
type feedItem struct {
	title, link, id, section, published, updated string
	line                                         int // 1-based
}

func isJSON(src string) bool { return strings.HasPrefix(strings.TrimSpace(src), "{") }

// readJSONFeed takes the items of a JSON Feed as far as they go. A field that the
// cut went through, or of an unexpected type, is left out.
func readJSONFeed(ctx context.Context, src string) *feed {
	raw := src
	src = plainControls(src)
	text := func(of gjson.Result, names ...string) string {
		for _, name := range names {
			if v := of.Get(name); v.Type == gjson.String && gjson.Valid(v.Raw) {
				return v.Str
			}
		}
		return ""
	}
	all := gjson.Parse(src)
	f := &feed{title: text(all, "title"), home: text(all, "home_page_url"), root: "items", whole: json.Valid([]byte(src)) && all.Get("items").IsArray()}
	line, at := 1, 0
	all.Get("items").ForEach(func(_, it gjson.Result) bool {
		if it.Index > at {
			line, at = line+strings.Count(raw[at:it.Index], "\n"), it.Index
		}
		f.items = append(f.items, feedItem{text(it, "title"), text(it, "url", "external_url"), text(it, "id"),
			text(it, "tags.0"), text(it, "date_published"), text(it, "date_modified"), line})
		return ctx.Err() == nil && len(f.items) <= maxLinks
	})
	return f
}

// plainControls makes spaces of control characters, which JSON forbids in strings
// and real feeds have there. Bytes stay where they are.
func plainControls(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c < ' ' {
			b[i] = ' '
		}
	}
	return string(b)
}

// feedRoots are the elements that hold items, with the names of these.
var feedRoots = map[string]string{"rss": "item", "rdf": "item", "channel": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}

// xmlReader reads RSS, Atom and sitemaps. Many are broken, so their tags are read one
// by one, like those of pages: no nesting costs anything, and an item counts whatever
// is wrong around it.
type xmlReader struct {
	*feed
	spaces map[string]string // addresses of name spaces by prefix
	line   int               // of the tag
	item   *feedItem         // being read, nil outside
	prefix string            // of the items
	field  *string           // that the element being read gives, nil outside
	open   string            // name of that element
	text   strings.Builder   // of it
	source bool              // within what an item says of another feed
}

func readXMLFeed(ctx context.Context, src string) *feed {
	r := &xmlReader{feed: &feed{}, line: 1, spaces: map[string]string{}}
	z := html.NewTokenizer(strings.NewReader(src))
	z.AllowCDATA(true)
	for ctx.Err() == nil && len(r.items) <= maxLinks {
		kind := z.Next()
		next := r.line + bytes.Count(z.Raw(), []byte("\n"))
		switch kind {
		case html.ErrorToken: // the end
			r.close()
			return r.feed
		case html.TextToken:
			if r.field != nil && r.text.Len() < maxFieldBytes {
				r.text.WriteString(clip(textOrData(z), maxFieldBytes))
			}
		case html.StartTagToken:
			z.NextIsNotRawText()
			r.start(z.Token())
		case html.SelfClosingTagToken:
			t := z.Token()
			r.start(t)
			r.end(t.Data)
		case html.EndTagToken:
			r.end(z.Token().Data)
		}
		r.line = next
	}
	return r.feed
}

const maxFieldBytes = 4 * maxTitleBytes

// textOrData returns a text without its entities; character data has none.
func textOrData(z *html.Tokenizer) string {
	if data, ok := strings.CutPrefix(string(z.Raw()), "<![CDATA["); ok {
		return strings.TrimSuffix(data, "]]>")
	}
	return string(z.Text())
}

func (r *xmlReader) start(t html.Token) {
	for _, a := range t.Attr {
		if prefix, ok := strings.CutPrefix(a.Key, "xmlns:"); ok && len(r.spaces) < 50 {
			r.spaces[prefix] = a.Val
		}
	}
	prefix, name := splitPrefix(t.Data)
	switch {
	case r.root == "" && feedRoots[name] != "":
		r.root, r.prefix, r.home = name, prefix, attrOf(t.Attr, "xml:base")
	case r.root != "" && name == feedRoots[r.root]:
		r.close()
		r.item, r.prefix = &feedItem{line: r.line}, prefix
	case name == "source":
		r.source = true
	case !r.source:
		r.startField(r.known(prefix)+name, t)
	}
}

func splitPrefix(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}

// known writes the prefix of an extension that is read in one way, and none for the
// elements of the feed itself. Titles of pictures are not those of stories.
func (r *xmlReader) known(prefix string) string {
	switch space := r.spaces[prefix]; {
	case prefix == "", prefix == r.prefix, strings.HasSuffix(space, "/Atom"):
		return ""
	case prefix == "news", strings.Contains(space, "news"):
		return "news:"
	}
	return prefix + ":"
}

// startField begins to read an element, if it is one that gives a field. Atom writes
// some into attributes.
func (r *xmlReader) startField(name string, t html.Token) {
	rel := attrOf(t.Attr, "rel")
	field := r.fieldOf(name)
	if field == nil || name == "link" && rel != "" && rel != "alternate" {
		return
	}
	r.finish()
	r.field, r.open = field, t.Data
	r.text.Reset()
	r.text.WriteString(attrOf(t.Attr, "href") + attrOf(t.Attr, "term"))
}

func (r *xmlReader) fieldOf(name string) *string {
	switch {
	case name == "news:name", name == "title" && r.item == nil:
		return &r.title
	case name == "link" && r.item == nil:
		return &r.home
	case r.item == nil:
		return nil
	}
	switch name {
	case "title", "news:title", "dc:title":
		return &r.item.title
	case "link", "loc":
		return &r.item.link
	case "guid", "id":
		return &r.item.id
	case "category":
		return &r.item.section
	case "pubdate", "published", "dc:date", "news:publication_date":
		return &r.item.published
	case "updated", "modified", "lastmod":
		return &r.item.updated
	}
	return nil
}

func (r *xmlReader) end(name string) {
	_, local := splitPrefix(name)
	switch {
	case r.field != nil && name == r.open:
		r.finish()
	case local == "source":
		r.source = false
	case local == feedRoots[r.root]:
		r.close()
	case local == r.root:
		r.whole = true
	}
}

// finish ends the field being read. The first of several counts.
func (r *xmlReader) finish() {
	if r.field != nil && *r.field == "" {
		*r.field = strings.TrimSpace(r.text.String())
	}
	r.field = nil
}

// close ends the item being read.
func (r *xmlReader) close() {
	r.finish()
	if r.item != nil {
		r.items = append(r.items, *r.item)
	}
	r.item, r.source = nil, false
}
