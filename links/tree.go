package links

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// none stands for no node.
const none = int32(-1)

// node is an element or a text of a page. Nodes live in one slice in document
// order: a parent always comes before its children, and sums over subtrees need
// one backward pass.
type node struct {
	tag                       atom.Atom // 0 for texts and unknown elements
	isText, hidden            bool
	parent, first, last, next int32
	prev                      int32
	line                      int32  // 1-based
	data                      string // text, or name of an unknown element
	attrs                     []html.Attribute

	// Sums over the subtree, filled in by tree.sum.
	textLen  int32 // runes that are not space
	linkLen  int32 // of these, inside links
	anchors  int32 // links with an address
	texts    int32 // text nodes that are not blank
	headings int32 // h1 to h6
	pictures int32
	direct   int32 // unlinked runes in the node itself or in inline elements directly in it
}

type tree struct {
	nodes []node
	hints []hint // what each element says about itself
	steps int    // from node to node, counted so that tests can hold them to linear
}

// plain is how many runes of a subtree are not linked.
func (n *node) plain() int32 { return n.textLen - n.linkLen }

// name is that of an element.
func (n *node) name() string {
	if n.tag == 0 {
		return n.data
	}
	return n.tag.String()
}

// attr returns the attribute of n, "" when it is missing.
func (t *tree) attr(n int32, name string) string { return attrOf(t.nodes[n].attrs, name) }

func attrOf(attrs []html.Attribute, name string) string {
	for _, a := range attrs {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// isAnchor reports whether n is a link with an address.
func (t *tree) isAnchor(n int32) bool {
	return (t.nodes[n].tag == atom.A || t.nodes[n].tag == atom.Area) && t.attr(n, "href") != ""
}

// sum fills in the sums over subtrees.
func (t *tree) sum() {
	for i := len(t.nodes) - 1; i >= 0; i-- {
		n := &t.nodes[i]
		switch {
		case n.isText:
			n.textLen = visibleRunes(n.data)
			if n.textLen > 0 {
				n.texts = 1
			}
		case t.isAnchor(int32(i)):
			n.anchors++
			n.linkLen = n.textLen
		case isHeading(n.tag):
			n.headings++
		case n.tag == atom.Img, n.tag == atom.Picture:
			n.pictures++
		}
		if n.parent >= 0 {
			p := &t.nodes[n.parent]
			p.textLen += n.textLen
			p.linkLen += n.linkLen
			p.anchors += n.anchors
			p.texts += n.texts
			p.headings += n.headings
			p.pictures += n.pictures
			if n.isText || isInline(n.tag) && n.tag != atom.A && n.tag != atom.Span {
				p.direct += n.plain()
			}
		}
	}
}

// walk visits the subtree of n in document order; visit returns false to skip
// the children of a node. It follows links between nodes and does not recurse.
func (t *tree) walk(n int32, visit func(int32) bool) {
	cur := n
	for {
		t.steps++
		next := none
		if visit(cur) {
			next = t.nodes[cur].first
		}
		for next == none {
			if cur == n {
				return
			}
			next = t.nodes[cur].next
			if next == none {
				cur = t.nodes[cur].parent
			}
		}
		cur = next
	}
}

// text returns the text of the subtree, white space folded, at most limit
// bytes; block elements and line breaks separate words. Hidden parts are left
// out unless there is nothing else.
func (t *tree) text(n int32, limit int) string {
	return cmp.Or(t.textOf(n, limit, false), t.textOf(n, limit, true))
}

func (t *tree) textOf(n int32, limit int, hidden bool) string {
	if t.nodes[n].textLen == 0 {
		return ""
	}
	var b strings.Builder
	t.walk(n, func(i int32) bool {
		if b.Len() > limit || !hidden && i != n && t.isHidden(i) {
			return false
		}
		if t.nodes[i].isText {
			b.WriteString(t.nodes[i].data)
		} else if isBlock(t.nodes[i].tag) {
			b.WriteByte(' ')
		}
		return true
	})
	return foldSpace(b.String())
}

// isHidden reports whether an element is not shown, or only read aloud.
func (t *tree) isHidden(n int32) bool {
	names := strings.Fields(t.attr(n, "class"))
	return t.nodes[n].hidden || slices.ContainsFunc(names, func(name string) bool {
		words := splitName(name)
		joined, base := strings.Join(words, ""), strings.Join(words[:max(len(words)-1, 0)], "") // without the mark of a build
		ends := func(entry string) bool { return strings.HasSuffix(joined, entry) || strings.HasSuffix(base, entry) }
		return hidingClasses()[name] && !slices.ContainsFunc(names, shownLater) ||
			slices.ContainsFunc(table("hidden class"), ends) && !strings.HasPrefix(joined, "not")
	})
}

// shownLater reports whether a class names a width from which it holds, as in
// "hidden md:block" and "d-none d-md-block".
func shownLater(name string) bool {
	return strings.Contains(name, ":") || strings.HasPrefix(name, "d-") && name != "d-none"
}

var hidingClasses = setOf("hiding class")

// within reports whether n is anc or inside it.
func (t *tree) within(n, anc int32) bool {
	for ; n >= anc && n != none; n = t.nodes[n].parent {
		t.steps++
		if n == anc {
			return true
		}
	}
	return false
}

// closest returns the nearest ancestor of n, n included, with one of the tags.
func (t *tree) closest(n int32, tags ...atom.Atom) int32 {
	for ; n != none; n = t.nodes[n].parent {
		t.steps++
		if slices.Contains(tags, t.nodes[n].tag) {
			return n
		}
	}
	return none
}

func isHeading(tag atom.Atom) bool { return headingLevel(tag) > 0 }

// headingLevel returns 1 to 6 for h1 to h6, else 0.
func headingLevel(tag atom.Atom) int { return 1 + slices.Index(headings, tag) }

var headings = []atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Br, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dl,
		atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4,
		atom.H5, atom.H6, atom.Header, atom.Hr, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section,
		atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Body, atom.Html:
		return true
	}
	return false
}

func isInline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Font, atom.U, atom.Small, atom.Big, atom.S:
		return true
	}
	return false
}
