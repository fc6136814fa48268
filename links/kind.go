package links

import (
	"bytes"
	"mime"
	"strings"
)

// Kind is the sort of document that was read.
type Kind string

// The kinds of documents.
const (
	KindHTML Kind = "html"
	KindFeed Kind = "feed" // RSS, Atom, JSON Feed
	KindText Kind = "text" // plain text article
)

// sniffLen is how far the content is looked at to tell its kind.
const sniffLen = 4096

// detectKind trusts a precise media type, except that a feed sent as HTML or
// as bare XML or JSON is recognised by its root.
func detectKind(raw []byte, contentType string) Kind {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	switch media {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		return KindFeed
	case "text/plain", "text/markdown":
		return KindText
	}
	root := sniff(raw)
	switch {
	case root == KindFeed:
		return KindFeed
	case strings.Contains(media, "html"), root == KindHTML:
		return KindHTML
	case strings.HasSuffix(media, "xml"), strings.HasSuffix(media, "json"):
		return KindFeed
	}
	return KindText
}

// sniff tells the kind from the first tags of the content. UTF-16 is read by
// dropping its NUL bytes, which is enough for ASCII tags.
func sniff(raw []byte) Kind {
	head := raw[:min(len(raw), sniffLen)]
	head = bytes.ReplaceAll(head, []byte{0}, nil)
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head = bytes.TrimPrefix(head, []byte("\xff\xfe"))
	head = bytes.TrimPrefix(head, []byte("\xfe\xff"))
	head = bytes.ToLower(bytes.TrimLeft(head, " \t\r\n"))
	if bytes.HasPrefix(head, []byte("{")) {
		if bytes.Contains(head, []byte("jsonfeed.org/version")) || bytes.Contains(head, []byte(`"items"`)) {
			return KindFeed
		}
		return KindText
	}
	for rest := head; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 || i+1 >= len(rest) {
			return KindText
		}
		rest = rest[i+1:]
		if k := kindOfRoot(rest); k != "" {
			return k
		}
	}
}

// htmlStarts are tags that make a text HTML when one of them opens first.
var htmlStarts = []string{"!doctype html", "html", "head", "body", "div", "p>", "p ", "a ", "ul", "ol", "table", "h1", "h2",
	"h3", "section", "article", "main", "nav", "aside", "header", "footer", "meta", "title", "span", "script", "link ", "!--[if"}

func kindOfRoot(tag []byte) Kind {
	for _, root := range []string{"rss", "feed", "rdf:rdf", "channel"} {
		if bytes.HasPrefix(tag, []byte(root)) && len(tag) > len(root) && bytes.IndexByte([]byte(" >\t\r\n"), tag[len(root)]) >= 0 {
			return KindFeed
		}
	}
	for _, s := range htmlStarts {
		if bytes.HasPrefix(tag, []byte(s)) {
			return KindHTML
		}
	}
	return ""
}
