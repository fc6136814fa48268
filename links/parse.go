package links

import (
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxAttrBytes  = 8 << 10   // of one attribute that is kept
	maxAttrs      = 24        // kept per element
	maxScriptKept = 256 << 10 // of a JSON-LD block
)

// builder turns tokens into a tree. It follows the HTML standard where that
// matters for links (implied end tags, void elements) and departs from it where
// a browser would lose the author's intent, or where the standard's repair takes
// more than linear time: a card that wraps a second link stays one card.
type builder struct {
	t     *tree
	open  []int32           // stack of open elements; open[0] is the root
	count map[atom.Atom]int // open elements per known tag
	extra int               // elements below the depth limit, not kept
	svg   int               // open svg and math elements
	links int
	meta  *metaData
	limit *LimitError // first bound met that does not stop the reading
}

// parse builds the tree of a page. The error is nil or a *LimitError.
func parse(src string) (*tree, *metaData, error) {
	b := &builder{t: &tree{lines: newLineIndex(src)}, count: map[atom.Atom]int{}, meta: &metaData{}}
	b.t.nodes = append(b.t.nodes, node{tag: atom.Html, parent: none, first: none, last: none, next: none, prev: none})
	b.open = append(b.open, 0)
	err := b.run(src)
	if err == nil && b.limit != nil {
		err = b.limit
	}
	b.t.sum()
	return b.t, b.meta, err
}

func (b *builder) run(src string) error {
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(maxTokenBytes)
	pos := 0
	raw := rawNone
	for {
		tt := z.Next()
		at := pos
		pos += len(z.Raw())
		switch tt {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return nil
			}
			return b.over("tag", maxTokenBytes, at)
		case html.TextToken:
			b.rawText(raw, z, at)
			raw = rawNone
		case html.StartTagToken, html.SelfClosingTagToken:
			raw = b.start(z, tt == html.SelfClosingTagToken, at)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(atom.Lookup(name), string(name))
			raw = rawNone
		}
		if len(b.t.nodes) >= maxNodes {
			return b.over("nodes", maxNodes, at)
		}
		if b.links > maxLinks {
			return b.over("links", maxLinks, at)
		}
	}
}

func (b *builder) over(what string, limit, at int) error {
	return &LimitError{What: what, Limit: limit, Line: b.t.lines.line(at)}
}

// How the text after a start tag is to be read.
const (
	rawNone  = iota
	rawSkip  // script, style and the like
	rawTitle // title of the page
	rawJSON  // JSON-LD
)

func (b *builder) rawText(mode int, z *html.Tokenizer, at int) {
	switch mode {
	case rawSkip:
	case rawTitle:
		b.meta.addTitle(foldSpace(clip(string(z.Text()), maxAttrBytes)))
	case rawJSON:
		if len(z.Raw()) <= maxScriptKept {
			b.meta.addJSONLD(z.Raw())
		}
	default:
		if b.svg == 0 {
			b.addText(string(z.Text()), at)
		}
	}
}

func (b *builder) addText(s string, at int) {
	if strings.TrimSpace(s) == "" {
		s = " "
	}
	b.append(node{isText: true, data: s, pos: int32(at)})
}

// append adds n as the last child of the innermost open element.
func (b *builder) append(n node) int32 {
	id := int32(len(b.t.nodes))
	parent := b.open[len(b.open)-1]
	p := &b.t.nodes[parent]
	n.parent, n.first, n.last, n.next, n.prev = parent, none, none, none, p.last
	if p.last == none {
		p.first = id
	} else {
		b.t.nodes[p.last].next = id
	}
	p.last = id
	b.t.nodes = append(b.t.nodes, n)
	return id
}

// start handles a start tag and returns how the text after it is to be read.
func (b *builder) start(z *html.Tokenizer, selfClosing bool, at int) int {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	n := node{tag: tag, pos: int32(at)}
	if tag == 0 {
		n.data = clip(string(name), 40)
	}
	if more {
		n.attrs = keepAttrs(z)
	}
	switch tag {
	case atom.Script:
		if strings.Contains(attrOf(n.attrs, atom.Type), "ld+json") {
			return rawJSON
		}
		return rawSkip
	case atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea, atom.Xmp, atom.Template:
		return rawSkip
	case atom.Title:
		if b.svg > 0 {
			return rawSkip
		}
		return rawTitle
	case atom.Meta, atom.Link, atom.Base:
		b.meta.add(tag, n.attrs)
		return rawNone
	case atom.Html, atom.Head, atom.Plaintext:
		return rawNone
	case atom.Body:
		if b.count[atom.Body] > 0 {
			return rawNone
		}
	}
	b.implyEnds(tag)
	b.push(n, isVoid(tag) || selfClosing && b.svg > 0)
	return rawNone
}

// push adds an element and opens it unless it is empty by nature.
func (b *builder) push(n node, empty bool) {
	if empty {
		b.append(n)
		return
	}
	if len(b.open) >= maxDepth {
		b.extra++
		if b.limit == nil {
			b.limit = &LimitError{What: "depth", Limit: maxDepth, Line: b.t.lines.line(int(n.pos))}
		}
		return
	}
	id := b.append(n)
	if n.tag == atom.A && attrOf(n.attrs, atom.Href) != "" {
		b.links++
	}
	b.open = append(b.open, id)
	b.count[n.tag]++
	if n.tag == atom.Svg || n.tag == atom.Math {
		b.svg++
	}
}

// popTo closes the open elements from stack position i on.
func (b *builder) popTo(i int) {
	for _, id := range b.open[i:] {
		tag := b.t.nodes[id].tag
		b.count[tag]--
		if tag == atom.Svg || tag == atom.Math {
			b.svg--
		}
	}
	b.open = b.open[:i]
}

// keepAttrs copies the attributes the package looks at.
func keepAttrs(z *html.Tokenizer) []attr {
	var out []attr
	for more := true; more && len(out) < maxAttrs; {
		var key, val []byte
		key, val, more = z.TagAttr()
		a := attr{key: atom.Lookup(key)}
		switch a.key {
		case atom.Class, atom.Id, atom.Href, atom.Title, atom.Alt, atom.Rel, atom.Datetime, atom.Content, atom.Name,
			atom.Type, atom.Hidden, atom.Lang:
		default:
			a.key, a.name = 0, string(key)
			if !keptNames[a.name] {
				continue
			}
		}
		if len(val) > maxAttrBytes {
			if a.key == atom.Href {
				continue
			}
			val = val[:maxAttrBytes]
		}
		a.val = strings.ToValidUTF8(string(val), "")
		out = append(out, a)
	}
	return out
}

// keptNames are the attributes without a key of their own that are kept.
var keptNames = map[string]bool{"aria-label": true, "role": true, "property": true, "data-testid": true, "data-component": true,
	"data-block": true, "data-module": true, "data-section": true, "data-link-name": true, "data-widget": true, "data-type": true}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// implied lists, for a start tag, the open elements that it ends unless one of
// the walls stands between.
var implied = map[atom.Atom][]struct {
	ends  atom.Atom
	walls []atom.Atom
}{
	atom.Li:     {{atom.Li, []atom.Atom{atom.Ul, atom.Ol}}},
	atom.Dt:     {{atom.Dt, []atom.Atom{atom.Dl}}, {atom.Dd, []atom.Atom{atom.Dl}}},
	atom.Dd:     {{atom.Dt, []atom.Atom{atom.Dl}}, {atom.Dd, []atom.Atom{atom.Dl}}},
	atom.Option: {{atom.Option, []atom.Atom{atom.Select}}},
	atom.Td:     {{atom.Td, []atom.Atom{atom.Tr, atom.Table}}, {atom.Th, []atom.Atom{atom.Tr, atom.Table}}},
	atom.Th:     {{atom.Td, []atom.Atom{atom.Tr, atom.Table}}, {atom.Th, []atom.Atom{atom.Tr, atom.Table}}},
	atom.Tr:     {{atom.Tr, []atom.Atom{atom.Table}}},
	atom.Tbody:  {{atom.Tbody, []atom.Atom{atom.Table}}, {atom.Thead, []atom.Atom{atom.Table}}},
	atom.Tfoot:  {{atom.Tbody, []atom.Atom{atom.Table}}, {atom.Thead, []atom.Atom{atom.Table}}},
}

// implyEnds closes what a start tag closes implicitly.
func (b *builder) implyEnds(tag atom.Atom) {
	for _, rule := range implied[tag] {
		b.closeUpTo(rule.ends, rule.walls...)
	}
	if tag == atom.A {
		b.closeOpenLink()
	}
	if isBlock(tag) && tag != atom.Br && tag != atom.Li {
		// A block ends an open paragraph; one inside a link inside the
		// paragraph is a card, and the link keeps it.
		b.closeUpTo(atom.P, atom.A, atom.Td, atom.Th, atom.Table, atom.Button, atom.Li)
	}
}

// closeUpTo closes the innermost open tag unless one of the walls stands
// between it and the top of the stack.
func (b *builder) closeUpTo(tag atom.Atom, walls ...atom.Atom) {
	if b.count[tag] == 0 {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		got := b.t.nodes[b.open[i]].tag
		if got == tag {
			b.popTo(i)
			return
		}
		if slices.Contains(walls, got) {
			return
		}
	}
}

// closeOpenLink ends a link that was never closed. A link with blocks open
// inside it is a card around the new link and stays open.
func (b *builder) closeOpenLink() {
	if b.count[atom.A] == 0 {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		tag := b.t.nodes[b.open[i]].tag
		if tag == atom.A {
			b.popTo(i)
			return
		}
		if isBlock(tag) {
			return
		}
	}
}

// end handles an end tag. An end tag that matches nothing is ignored, as in
// browsers; </p> and </br> too, which add nothing here.
func (b *builder) end(tag atom.Atom, name string) {
	if b.extra > 0 {
		if !isVoid(tag) {
			b.extra--
		}
		return
	}
	if tag != 0 && b.count[tag] == 0 || tag == atom.Body || tag == atom.Html {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		n := &b.t.nodes[b.open[i]]
		if n.tag == tag && (tag != 0 || n.data == name) {
			b.popTo(i)
			return
		}
	}
}
