package links

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// Kind is the sort of document that was read.
type Kind string

const (
	KindHTML Kind = "html"
	KindFeed Kind = "feed" // RSS, Atom, JSON Feed, sitemaps
	KindText Kind = "text" // plain text article
	KindWAT  Kind = "wat"  // what a crawler noted of a page
)

// sniffLen is how far into the content its kind is looked for.
const sniffLen = 4096

// mediaType is a content type without its parameters, in lower case.
func mediaType(contentType string) string {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

func isPlain(media string) bool { return media == "text/plain" || media == "text/markdown" }

// kindOf trusts a precise media type, except that a feed sent as HTML or as
// bare XML or JSON is recognised by its root.
func kindOf(text, media string) Kind {
	switch media {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		return KindFeed
	}
	if isPlain(media) {
		return KindText
	}
	root := rootKind(text)
	switch {
	case root == KindFeed, root == KindWAT:
		return root
	case strings.Contains(media, "html"), root == KindHTML:
		return KindHTML
	case strings.HasSuffix(media, "xml"), strings.HasSuffix(media, "json"):
		return KindFeed
	}
	return KindText
}

// knownTag finds the first tag that tells a feed, its first group, from a page.
var knownTag = lazily(`<(?:((?:rss|feed|rdf:rdf|channel|urlset|sitemapindex)[>\s])|` +
	`!doctype html|html|head|body|div|p[> ]|a |ul|ol|table|h[123]|section|article|main|nav|aside|footer|meta|title|span|script|link |!--\[if)`)

// rootKind recognises the kind by the first known tag.
func rootKind(text string) Kind {
	head := strings.ToLower(strings.TrimLeft(clip(text, sniffLen), " \t\r\n"))
	if strings.HasPrefix(head, "{") {
		if strings.Contains(head, `"envelope"`) && (strings.Contains(head, `"warc-`) || strings.Contains(head, `"payload-metadata"`)) {
			return KindWAT
		}
		if strings.Contains(head, "jsonfeed.org/version") || strings.Contains(head, `"items"`) {
			return KindFeed
		}
		return KindText
	}
	switch m := knownTag().FindStringSubmatch(head); {
	case m == nil:
		return KindText
	case m[1] != "":
		return KindFeed
	}
	return KindHTML
}

// metaScan is how far a charset is looked for in meta elements. The standard
// says 1,024 bytes; pages put scripts before it.
const metaScan = 8192

var encodingName = lazily(`(?i)<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)

// decode turns raw into UTF-8 without NUL bytes and names the encoding it found
// in the byte order mark, else the header, the XML declaration or meta element,
// else the bytes themselves. A declaration that the bytes contradict is
// overruled with a warning: UTF-8 declared as something else, and what is
// declared as UTF-8 or UTF-16 and is not.
func decode(raw []byte, contentType, media string) (text, name string, warnings []string) {
	raw, name = cutBOM(raw)
	if name == "" {
		declared := declaredEncoding(raw, contentType, media)
		name = settleEncoding(raw, declared)
		if declared != "" && declared != name {
			warnings = append(warnings, "declared as "+declared+", read as "+name)
		}
	}
	switch {
	case name != "utf-8":
		e, _ := charset.Lookup(name)
		decoded, _ := e.NewDecoder().Bytes(raw) // bytes that mean nothing become U+FFFD
		text = string(decoded)
	case utf8.Valid(raw):
		text = string(raw)
	default:
		text = repairUTF8(raw)
		warnings = append(warnings, "not all of it is UTF-8; stray bytes were read as windows-1252")
	}
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "")
		warnings = append(warnings, "NUL bytes were dropped")
	}
	return text, name, warnings
}

func cutBOM(raw []byte) ([]byte, string) {
	for _, b := range []struct{ bom, name string }{
		{"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"},
	} {
		if bytes.HasPrefix(raw, []byte(b.bom)) {
			return raw[len(b.bom):], b.name
		}
	}
	return raw, ""
}

// declaredEncoding returns the WHATWG name of the declared encoding, or "".
func declaredEncoding(raw []byte, contentType, media string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		if _, name := charset.Lookup(params["charset"]); name != "" {
			return name
		}
	}
	if isPlain(media) {
		return ""
	}
	if m := encodingName().FindSubmatch(raw[:min(len(raw), metaScan)]); m != nil {
		_, name := charset.Lookup(string(m[1]))
		return name
	}
	return ""
}

// settleEncoding checks the declaration against the bytes.
func settleEncoding(raw []byte, declared string) string {
	if wide := looksUTF16(raw); wide != "" {
		return wide
	}
	valid := utf8.Valid(raw)
	switch {
	case declared == "" && (valid || mostlyUTF8(raw)):
		return "utf-8"
	case declared == "":
		return "windows-1252"
	case strings.HasPrefix(declared, "utf-16"), declared == "replacement":
		return settleEncoding(raw, "")
	case declared == "utf-8" && !valid && !mostlyUTF8(raw):
		return "windows-1252"
	case valid && mostlyUTF8(raw) && (strings.HasPrefix(declared, "windows-") || strings.HasPrefix(declared, "iso-8859-")):
		return "utf-8"
	}
	return declared
}

// looksUTF16 recognises UTF-16 of mostly Latin text: every other byte is NUL.
func looksUTF16(raw []byte) string {
	head := raw[:min(len(raw), sniffLen)]
	if len(head) < 8 {
		return ""
	}
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case nul[1] > half*7/10 && nul[0] < half/10:
		return "utf-16le"
	case nul[0] > half*7/10 && nul[1] < half/10:
		return "utf-16be"
	}
	return ""
}

// mostlyUTF8 reports whether at least half of what is not ASCII forms valid
// sequences, which text in another encoding hardly ever does.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for _, r := range string(raw) {
		switch {
		case r == utf8.RuneError:
			bad++
		case r >= utf8.RuneSelf:
			good++
		}
	}
	return good > 0 && good >= bad
}

// repairUTF8 keeps valid sequences and reads each stray byte as windows-1252.
func repairUTF8(raw []byte) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(raw[i])
		}
		b.WriteRune(r)
		i += n
	}
	return b.String()
}
