package links

import (
	"bytes"
	"mime"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Kind is the sort of document that was read.
type Kind string

// The kinds of documents.
const (
	KindHTML Kind = "html"
	KindFeed Kind = "feed" // RSS, Atom, JSON Feed
	KindText Kind = "text" // plain text article
)

// sniffLen is how far into the content its kind is looked for.
const sniffLen = 4096

// mediaType is a content type without its parameters, in lower case.
func mediaType(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	return media
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
	case root == KindFeed:
		return KindFeed
	case strings.Contains(media, "html"), root == KindHTML:
		return KindHTML
	case strings.HasSuffix(media, "xml"), strings.HasSuffix(media, "json"):
		return KindFeed
	}
	return KindText
}

var (
	feedTag = lazily(`^<(?:rss|feed|rdf:rdf|channel)[>\s]`)
	htmlTag = lazily(`^<(?:!doctype html|html|head|body|div|p[> ]|a |ul|ol|table|h[123]|section|article|main|nav|aside|header|footer|meta|title|span|script|link |!--\[if)`)
)

// rootKind recognises the kind by the first known tag.
func rootKind(text string) Kind {
	head := strings.ToLower(strings.TrimLeft(clip(text, sniffLen), " \t\r\n"))
	if strings.HasPrefix(head, "{") {
		if strings.Contains(head, "jsonfeed.org/version") || strings.Contains(head, `"items"`) {
			return KindFeed
		}
		return KindText
	}
	for {
		i := strings.IndexByte(head, '<')
		if i < 0 {
			return KindText
		}
		switch head = head[i:]; {
		case feedTag().MatchString(head):
			return KindFeed
		case htmlTag().MatchString(head):
			return KindHTML
		}
		head = head[1:]
	}
}

// metaScan is how far a charset is looked for in meta elements. The standard
// says 1,024 bytes; pages put scripts before it.
const metaScan = 8192

var (
	metaCharset = lazily(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)
	xmlEncoding = lazily(`(?i)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_:.-]{2,40})["']`)
)

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
	if name == "utf-8" {
		var broken bool
		if text, broken = repairUTF8(raw); broken {
			warnings = append(warnings, "not all of it is UTF-8; stray bytes were read as windows-1252")
		}
	} else {
		text = decodeAs(raw, name)
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
	head := raw[:min(len(raw), metaScan)]
	for _, re := range []func() *regexp.Regexp{xmlEncoding, metaCharset} {
		if m := re().FindSubmatch(head); m != nil {
			if _, name := charset.Lookup(string(m[1])); name != "" {
				return name
			}
		}
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
	case isSingleByte(declared) && valid && slices.ContainsFunc(raw, func(b byte) bool { return b >= utf8.RuneSelf }):
		return "utf-8"
	}
	return declared
}

// isSingleByte recognises the encodings that are often declared for UTF-8.
func isSingleByte(name string) bool {
	return strings.HasPrefix(name, "windows-") || strings.HasPrefix(name, "iso-8859-")
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
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 0 && good >= bad
}

// repairUTF8 keeps valid sequences and reads each stray byte as windows-1252.
func repairUTF8(raw []byte) (text string, broken bool) {
	if utf8.Valid(raw) {
		return string(raw), false
	}
	var b strings.Builder
	b.Grow(len(raw) + 64)
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(raw[i])
		}
		b.WriteRune(r)
		i += n
	}
	return b.String(), true
}

func decodeAs(raw []byte, name string) string {
	var e encoding.Encoding
	if e, _ = charset.Lookup(name); e == nil {
		e = charmap.Windows1252
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		s, _ := repairUTF8(raw)
		return s
	}
	return string(out)
}
