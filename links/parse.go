package links

import (
	"bytes"
	"context"
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
	links int
	line  int32                 // of the token
	text  func(*html.Tokenizer) // reads the text after a start tag, nil for text of the page
	meta  *metaData
	limit *LimitError // first bound met that does not stop the reading
}

// parse builds the tree of a page, of a part of it if ctx ends. The error is nil or
// a *LimitError.
func parse(ctx context.Context, src string) (*tree, *metaData, error) {
	b := &builder{t: &tree{}, meta: &metaData{}, open: []int32{0}, count: map[atom.Atom]int{}}
	b.t.nodes = append(b.t.nodes, node{tag: atom.Html, parent: none, first: none, last: none, next: none, prev: none})
	limit := b.run(ctx, src)
	if limit == nil {
		limit = b.limit
	}
	b.t.sum()
	if limit == nil {
		return b.t, b.meta, nil
	}
	return b.t, b.meta, limit
}

// run returns the bound that ended the reading, nil at the end of the page or of ctx.
func (b *builder) run(ctx context.Context, src string) *LimitError {
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(maxTokenBytes)
	for next := int32(1); ctx.Err() == nil; {
		tt := z.Next()
		b.line = next
		next += int32(bytes.Count(z.Raw(), []byte("\n")))
		switch tt {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return nil
			}
			return b.over("tag", maxTokenBytes)
		case html.TextToken:
			b.addText(z)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.text = nil
			b.start(z, tt == html.SelfClosingTagToken)
		case html.EndTagToken:
			b.text = nil
			b.end(z)
		}
		if len(b.t.nodes) >= maxNodes {
			return b.over("nodes", maxNodes)
		}
		if b.links > maxLinks {
			return b.over("links", maxLinks)
		}
	}
	return nil
}

func (b *builder) over(what string, limit int) *LimitError {
	return &LimitError{What: what, Limit: limit, Line: int(b.line)}
}

func (b *builder) addText(z *html.Tokenizer) {
	read := b.text
	b.text = nil
	switch {
	case read != nil:
		read(z)
	case !b.inGraphic():
		s := string(z.Text())
		if strings.TrimSpace(s) == "" {
			s = " "
		}
		b.append(node{isText: true, data: s})
	}
}

func skipText(*html.Tokenizer) {}

func (b *builder) readTitle(z *html.Tokenizer) {
	if b.meta.title == "" {
		b.meta.title = foldSpace(clip(string(z.Text()), maxAttrBytes))
	}
}

// readFallback takes the picture of a link that a script fills in later.
func (b *builder) readFallback(z *html.Tokenizer) {
	inner := html.NewTokenizer(bytes.NewReader(z.Raw()))
	for tt := inner.Next(); tt != html.ErrorToken; tt = inner.Next() {
		if name, more := inner.TagName(); more && atom.Lookup(name) == atom.Img {
			n := node{tag: atom.Img}
			n.attrs, n.hidden = keepAttrs(inner)
			b.append(n)
			return
		}
	}
}

func (b *builder) readJSONLD(z *html.Tokenizer) {
	if len(z.Raw()) <= maxScriptKept {
		b.meta.addJSONLD(z.Raw())
	}
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
	n.line = b.line
	b.t.nodes = append(b.t.nodes, n)
	return id
}

// start handles a start tag.
func (b *builder) start(z *html.Tokenizer, selfClosing bool) {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	n := node{tag: tag}
	if tag == 0 {
		n.data = clip(string(name), 40)
	}
	if more {
		n.attrs, n.hidden = keepAttrs(z)
	}
	switch tag {
	case atom.Script:
		b.text = skipText
		if strings.Contains(attrOf(n.attrs, "type"), "ld+json") {
			b.text = b.readJSONLD
		} else if b.count[atom.Body] > 0 {
			b.append(node{tag: tag}) // a script may fill the slot it stands in
		}
		return
	case atom.Iframe:
		b.text = skipText
		b.append(node{tag: tag})
		return
	case atom.Noscript:
		if b.text = skipText; b.count[atom.A] > 0 {
			b.text = b.readFallback
		}
		return
	case atom.Style, atom.Noembed, atom.Noframes, atom.Textarea, atom.Xmp, atom.Template:
		b.text = skipText
		return
	case atom.Title:
		b.text = skipText
		if !b.inGraphic() {
			b.text = b.readTitle
		}
		return
	case atom.Meta, atom.Link, atom.Base:
		b.meta.add(tag, n.attrs)
		return
	case atom.Html, atom.Head, atom.Plaintext:
		return
	case atom.Body:
		if b.count[atom.Body] > 0 {
			return
		}
	}
	b.implyEnds(tag)
	if isVoid(tag) || selfClosing && b.inGraphic() {
		b.append(n)
		return
	}
	b.push(n)
}

func (b *builder) inGraphic() bool { return b.count[atom.Svg]+b.count[atom.Math] > 0 }

// push adds an element and opens it.
func (b *builder) push(n node) {
	if len(b.open) >= maxDepth {
		b.extra++
		if b.limit == nil {
			b.limit = b.over("depth", maxDepth)
		}
		return
	}
	b.open = append(b.open, b.append(n))
	if n.tag == atom.A && attrOf(n.attrs, "href") != "" {
		b.links++
	}
	b.count[n.tag]++
}

// close ends the innermost open element that matches, and what is open inside
// it, unless a wall stands between.
func (b *builder) close(match, wall func(*node) bool) {
	for i := len(b.open) - 1; i > 0; i-- {
		n := &b.t.nodes[b.open[i]]
		if match(n) {
			for _, id := range b.open[i:] {
				b.count[b.t.nodes[id].tag]--
			}
			b.open = b.open[:i]
			return
		}
		if wall(n) {
			return
		}
	}
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// implied lists, for a start tag, the open elements that it ends unless one of
// the walls stands between.
var implied = map[atom.Atom]struct{ ends, walls []atom.Atom }{
	atom.Li:     {[]atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol}},
	atom.Dt:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Dd:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Option: {[]atom.Atom{atom.Option}, []atom.Atom{atom.Select}},
	atom.Td:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
	atom.Th:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
	atom.Tr:     {[]atom.Atom{atom.Tr}, []atom.Atom{atom.Table}},
	atom.Tbody:  {[]atom.Atom{atom.Tbody, atom.Thead}, []atom.Atom{atom.Table}},
	atom.Tfoot:  {[]atom.Atom{atom.Tbody, atom.Thead}, []atom.Atom{atom.Table}},
}

// implyEnds closes what a start tag closes implicitly.
func (b *builder) implyEnds(tag atom.Atom) {
	if rule, ok := implied[tag]; ok {
		b.close(oneOf(rule.ends...), oneOf(rule.walls...))
	}
	if tag == atom.A {
		// A link that was never closed ends. One with blocks open inside it is a
		// card around the new link and stays open.
		b.close(oneOf(atom.A), func(n *node) bool { return isBlock(n.tag) })
	}
	if isBlock(tag) && tag != atom.Br && tag != atom.Li && b.count[atom.P] > 0 {
		// A block ends an open paragraph; one inside a link inside the
		// paragraph is a card, and the link keeps it.
		b.close(oneOf(atom.P), oneOf(atom.A, atom.Td, atom.Th, atom.Table, atom.Button, atom.Li))
	}
}

func oneOf(tags ...atom.Atom) func(*node) bool {
	return func(n *node) bool { return slices.Contains(tags, n.tag) }
}

// end handles an end tag. An end tag that matches nothing is ignored, as in
// browsers; </p> and </br> too, which add nothing here.
func (b *builder) end(z *html.Tokenizer) {
	name, _ := z.TagName()
	tag := atom.Lookup(name)
	switch {
	case isVoid(tag), tag == atom.Body, tag == atom.Html, tag != 0 && b.count[tag] == 0 && b.extra == 0:
	case b.extra > 0:
		b.extra--
	default:
		b.close(func(n *node) bool { return n.tag == tag && (tag != 0 || n.data == string(name)) }, func(*node) bool { return false })
	}
}
