package links

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// keptAttrs are the attributes that the package looks at.
var keptAttrs = map[string]bool{"class": true, "id": true, "href": true, "title": true, "alt": true, "rel": true, "content": true, "name": true, "type": true,
	"aria-label": true, "role": true, "property": true}

// namesPart reports whether a data attribute says by its last word that it names
// a part of the page: data-widget-type, data-testid.
func namesPart(key, val string) bool {
	rest, ok := strings.CutPrefix(key, "data-")
	return ok && len(val) <= maxPartName && nameEndings()[rest[strings.LastIndexByte(rest, '-')+1:]]
}

const maxPartName = 100 // bytes

var nameEndings = setOf("name of a part")

// keepAttrs copies the attributes the package looks at, and reports whether one
// hides the element.
func keepAttrs(z *html.Tokenizer) (out []html.Attribute, hidden bool) {
	for more := true; more && len(out) < maxAttrs; {
		var key, val []byte
		key, val, more = z.TagAttr()
		hidden = hidden || hides(string(key), val)
		if !keptAttrs[string(key)] && !namesPart(string(key), string(val)) || len(val) > maxAttrBytes && string(key) == "href" {
			continue
		}
		val = val[:min(len(val), maxAttrBytes)]
		out = append(out, html.Attribute{Key: string(key), Val: strings.ToValidUTF8(string(val), "")})
	}
	return out, hidden
}

// hides reports whether an attribute keeps an element from being shown or read.
func hides(key string, val []byte) bool {
	switch key {
	case "hidden":
		return true
	case "aria-hidden":
		return strings.EqualFold(string(val), "true")
	case "style":
		style := strings.ReplaceAll(strings.ToLower(clip(string(val), 400)), " ", "")
		return slices.ContainsFunc(table("hidden style"), func(s string) bool { return strings.Contains(style, s) })
	}
	return false
}
