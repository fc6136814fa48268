package links

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// minLoneWords is how long a link must be to be a story when it fills a
// paragraph of the running text on its own.
const minLoneWords = 4

// classifier gives each link of one page its role.
type classifier struct {
	t       *tree
	z       *zones
	content content
	h1      int32
	res     *resolver
	cards   map[int32]bool // links that stand in one of several like cards
}

// role finds the role of link a, which leads to u and has title t.
func (c *classifier) role(a int32, u *url.URL, title titled) Role {
	if r := c.ownRole(a, u, title); r != "" {
		return r
	}
	z := c.z.of[a]
	switch z.kind {
	case kindAd:
		return RoleAdvertisement
	case kindShare:
		return RoleShare
	case kindPagination:
		return RolePagination
	case kindFooter:
		return RoleFooter
	case kindNavigation:
		return RoleNavigation
	case kindMeta:
		return c.metaRole(a, u, title)
	}
	isTitle := c.titleLike(a, u, title)
	switch {
	case z.kind == kindRelated, z.kind == kindLatest && (c.onArticle() || z.aside):
		return c.inBlock(u, title, isTitle)
	case z.content:
		return c.inContent(a, title)
	case title.prefix != "" && isTitle:
		return RoleRelated
	case z.aside && isTitle:
		return RoleRelated
	case c.inSentence(a):
		return RoleInText
	case isListAddress(u) || title.generic && title.source == SourceAnchor:
		return RoleNavigation
	case isTitle && c.onArticle():
		if c.cards[a] || c.t.levelOf(a) > 0 {
			return RoleRelated
		}
		return RoleOther
	case isTitle:
		return RoleHeadline
	case isSection(title.title):
		return RoleNavigation
	}
	return RoleOther
}

// ownRole decides what the link itself says, wherever it stands.
func (c *classifier) ownRole(a int32, u *url.URL, title titled) Role {
	rel := " " + strings.ToLower(c.t.attr(a, atom.Rel)) + " "
	norm := normMarker(title.title)
	zone := c.z.of[a].kind
	switch {
	case isShareAddress(u):
		return RoleShare
	case strings.Contains(rel, " sponsored ") || isAdAddress(u):
		return RoleAdvertisement
	case strings.Contains(rel, " next ") || strings.Contains(rel, " prev ") || nextTexts[norm]:
		return RolePagination
	case isPageNumber(norm) && (zone == kindPagination || c.besidePages(a)):
		return RolePagination
	case c.h1 != none && c.t.within(a, c.h1) && zone != kindRelated:
		if c.onArticle() || c.titleLike(a, u, title) {
			return RoleHeadline
		}
		return RoleNavigation
	case title.prefix != "" && zone != kindNavigation && zone != kindFooter && zone != kindAd && len(strings.Fields(title.title)) >= 2:
		return RoleRelated
	}
	return ""
}

func (c *classifier) onArticle() bool { return c.content.root != none }

// titleLike reports whether the link could offer a story: three words, or two
// long ones, that are not the name of a list.
func (c *classifier) titleLike(a int32, u *url.URL, title titled) bool {
	words := len(strings.Fields(title.title))
	switch {
	case title.source == SourceSlug, title.generic && title.source == SourceAnchor, isCounter(title.title), isWhen(title.title):
		return false
	case moreTexts[normMarker(title.title)], isSection(title.title):
		return false
	case words < 6 && (isListAddress(u) || isHome(u)):
		return false
	case markerKind(title.title, false) != kindNone:
		return false
	case c.t.levelOf(a) > 1 && words >= 2:
		return true
	}
	return words >= 3 || words == 2 && visibleRunes(title.title) >= 12
}

func isHome(u *url.URL) bool { return (u.Path == "" || u.Path == "/") && u.RawQuery == "" }

// inBlock is the role of a link inside a block of stories.
func (c *classifier) inBlock(u *url.URL, title titled, isTitle bool) Role {
	switch {
	case isTitle:
		return RoleRelated
	case isListAddress(u) || isSection(title.title) || title.generic || markerKind(title.title, false) != kindNone:
		return RoleNavigation
	case title.source == SourceSlug && len(strings.Fields(title.title)) >= 3:
		return RoleRelated
	}
	return RoleOther
}

// metaRole is the role of a link beside a story: its author or its section.
func (c *classifier) metaRole(a int32, u *url.URL, title titled) Role {
	switch {
	case len(strings.Fields(title.title)) >= 5 && c.titleLike(a, u, title):
		if c.onArticle() {
			return RoleRelated
		}
		return RoleHeadline
	case isListAddress(u) || isSection(title.title):
		return RoleNavigation
	}
	return RoleOther
}

// inContent is the role of a link in the running text. One that fills its
// paragraph or list item is an offer to read another story; in a sentence it
// is part of the text.
func (c *classifier) inContent(a int32, title titled) Role {
	block := c.t.closest(a, atom.P, atom.Li, atom.Td, atom.Blockquote, atom.Div, atom.Figure, atom.H2, atom.H3, atom.H4, atom.H5, atom.Figcaption)
	if block == none || c.t.nodes[block].tag == atom.Figure || c.t.nodes[block].tag == atom.Figcaption {
		return RoleOther
	}
	n := &c.t.nodes[block]
	words := len(strings.Fields(title.title))
	switch {
	case n.textLen == 0:
		return RoleOther
	case n.textLen-n.linkLen > 3 && !c.t.ownLine(a):
		return RoleInText
	case words >= minLoneWords && title.source != SourceSlug:
		return RoleRelated
	}
	return RoleOther
}

// ownLine reports whether nothing but signs stands beside a link between two
// line breaks or block elements.
func (t *tree) ownLine(a int32) bool {
	return t.nothingBeside(a, func(n *node) int32 { return n.prev }) && t.nothingBeside(a, func(n *node) int32 { return n.next })
}

// nothingBeside looks to one side of a link, up to the next line break, for
// text that is not linked.
func (t *tree) nothingBeside(cur int32, step func(*node) int32) bool {
	runes := int32(0)
	for levels := 0; levels < 8; levels++ {
		n := step(&t.nodes[cur])
		for looked := 0; n != none && looked < 50; looked++ {
			if isBlock(t.nodes[n].tag) {
				return true
			}
			if runes += t.nodes[n].textLen - t.nodes[n].linkLen; runes > 3 {
				return false
			}
			n = step(&t.nodes[n])
		}
		cur = t.nodes[cur].parent
		if n != none || cur == none || isBlock(t.nodes[cur].tag) {
			return true
		}
	}
	return true
}

// inSentence reports whether a link outside the article's text is part of a
// sentence: its block has clearly more text than links.
func (c *classifier) inSentence(a int32) bool {
	p := c.t.closest(a, atom.P, atom.Li, atom.Td, atom.Blockquote, atom.Dd, atom.Div)
	if p == none || c.t.levelOf(a) > 0 {
		return false
	}
	n := &c.t.nodes[p]
	return n.textLen-n.linkLen >= 20 && n.textLen-n.linkLen > n.linkLen && n.direct >= 20
}

func isPageNumber(norm string) bool {
	if norm == "" || len(norm) > 4 {
		return norm == ""
	}
	for _, r := range norm {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// besidePages reports whether the siblings of a link are page numbers too.
func (c *classifier) besidePages(a int32) bool {
	up := c.t.nodes[a].parent
	for level := 0; level < 2 && up != none; level++ {
		n := &c.t.nodes[up]
		if n.anchors >= 2 && n.linkLen <= 4*n.anchors && n.textLen-n.linkLen <= 20 {
			return true
		}
		up = n.parent
	}
	return false
}
