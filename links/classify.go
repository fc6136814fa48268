package links

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// minLoneWords is how long a link must be to be a story when it fills a
// paragraph of the running text on its own.
const minLoneWords = 4

// classifier gives each link of a page its role.
type classifier struct {
	t       *tree
	zones   []zone
	content content
	h1      int32
	res     *resolver
	cards   map[int32]bool // links that stand in one of several like cards
}

// candidate is a link whose role is to be found, with what the rules ask of it.
type candidate struct {
	Link
	id      int32
	to      *url.URL
	zone    zone
	generic bool   // its own text only says "Read more"
	norm    string // of its text
	words   int
	list    bool // leads to a topic, a section or an author
	story   bool // could offer a story by its text and address
}

func (c *classifier) candidate(id int32, to *url.URL, names []string) *candidate {
	l := &candidate{id: id, to: to, zone: c.zones[id], list: isListAddress(to)}
	l.Link, l.generic = c.t.titleOf(id, to, names)
	l.generic = l.generic && l.Source == SourceAnchor
	l.norm = normWords(l.Text)
	l.words = len(strings.Fields(l.Text))
	l.story = c.couldBeStory(l)
	return l
}

// couldBeStory reports whether a link could offer a story: three words, or two
// long ones, that are not the name of a list.
func (c *classifier) couldBeStory(l *candidate) bool {
	switch {
	case l.Source == SourceSlug, l.generic, isCounter(l.Text), isWhen(l.Text),
		moreTexts()[l.norm], isSection(l.Text),
		l.words < 6 && (l.list || isHome(l.to)),
		markerKind(l.Text, false) != kindNone:
		return false
	case l.words == 2:
		return visibleRunes(l.Text) >= 12 || c.t.levelOf(l.id) > 1
	}
	return l.words >= 3
}

// role is the one place where a link gets its role. The link's own statement
// counts first, then the block around it, then the paragraph, then its shape.
func (c *classifier) role(l *candidate) Role {
	role := c.ownRole(l)
	if role == "" {
		role = c.zoneRole(l)
	}
	if (role == RoleRelated || role == RoleInText) && c.res.isSelf(l.to) {
		return RoleOther
	}
	return role
}

// ownRole is what the link itself says, wherever it stands; "" for nothing.
func (c *classifier) ownRole(l *candidate) Role {
	rel := strings.Fields(strings.ToLower(c.t.attr(l.id, "rel")))
	in := l.zone.kind
	switch {
	case isShareAddress(l.to):
		return RoleShare
	case slices.Contains(rel, "sponsored"), isAdAddress(l.to):
		return RoleAdvertisement
	case slices.Contains(rel, "next"), slices.Contains(rel, "prev"), nextTexts()[l.norm],
		isPageNumber(l.norm) && (in == kindPagination || c.besidePages(l.id)):
		return RolePagination
	case c.h1 != none && c.t.within(l.id, c.h1) && in != kindRelated:
		if c.onArticle() || l.story {
			return RoleHeadline
		}
		return RoleNavigation
	}
	return ""
}

// kindRoles are the roles of all links in blocks of these kinds.
var kindRoles = map[blockKind]Role{kindAd: RoleAdvertisement, kindShare: RoleShare, kindPagination: RolePagination,
	kindFooter: RoleFooter, kindNavigation: RoleNavigation}

// zoneRole is the role of a link by where it stands.
func (c *classifier) zoneRole(l *candidate) Role {
	inStories := l.zone.kind == kindRelated || l.zone.kind == kindLatest && (c.onArticle() || l.zone.aside)
	switch {
	case kindRoles[l.zone.kind] != "":
		return kindRoles[l.zone.kind]
	case l.zone.kind == kindMeta:
		return c.metaRole(l)
	case inStories:
		return blockRole(l)
	case l.zone.content:
		return c.contentRole(l)
	case l.story && (l.Prefix != "" || l.zone.aside):
		return RoleRelated
	case c.inSentence(l.id):
		return RoleInText
	case l.list, l.generic:
		return RoleNavigation
	case l.story && !c.onArticle():
		return RoleHeadline
	case l.story && (c.cards[l.id] || c.t.levelOf(l.id) > 0):
		return RoleRelated
	case !l.story && isSection(l.Text):
		return RoleNavigation
	}
	return RoleOther
}

func (c *classifier) onArticle() bool { return c.content.root != none }

// blockRole is the role of a link inside a block of stories.
func blockRole(l *candidate) Role {
	switch {
	case l.story:
		return RoleRelated
	case l.list, l.generic, isSection(l.Text), markerKind(l.Text, false) != kindNone:
		return RoleNavigation
	case l.Source == SourceSlug && l.words >= 3:
		return RoleRelated
	}
	return RoleOther
}

// metaRole is the role of a link beside a story: its author or its section.
func (c *classifier) metaRole(l *candidate) Role {
	switch {
	case l.story && l.words >= 5 && c.onArticle():
		return RoleRelated
	case l.story && l.words >= 5:
		return RoleHeadline
	case l.list, isSection(l.Text):
		return RoleNavigation
	}
	return RoleOther
}

// contentRole is the role of a link in the running text. One that fills its
// paragraph or list item is an offer to read another story; in a sentence it
// is part of the text.
func (c *classifier) contentRole(l *candidate) Role {
	block := c.t.closest(l.id, atom.P, atom.Li, atom.Td, atom.Blockquote, atom.Div, atom.Figure, atom.H2, atom.H3, atom.H4, atom.H5, atom.Figcaption)
	if block == none || c.t.nodes[block].tag == atom.Figure || c.t.nodes[block].tag == atom.Figcaption {
		return RoleOther
	}
	switch n := &c.t.nodes[block]; {
	case n.textLen == 0:
		return RoleOther
	case n.plain() > 3 && !c.t.ownLine(l.id):
		return RoleInText
	case l.words >= minLoneWords && l.Source != SourceSlug:
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
	const maxLevels, maxSteps = 8, 50
	runes := int32(0)
	for range maxLevels {
		n := step(&t.nodes[cur])
		for looked := 0; n != none && looked < maxSteps; looked++ {
			if isBlock(t.nodes[n].tag) {
				return true
			}
			if runes += t.nodes[n].plain(); runes > 3 {
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
	return n.plain() >= 20 && n.plain() > n.linkLen && n.direct >= 20
}

// isPageNumber reports whether a text is a number, or signs only.
func isPageNumber(norm string) bool { return len(norm) <= 4 && strings.Trim(norm, "0123456789") == "" }

// besidePages reports whether the siblings of a link are page numbers too.
func (c *classifier) besidePages(a int32) bool {
	up := c.t.nodes[a].parent
	for level := 0; level < 2 && up != none; level++ {
		n := &c.t.nodes[up]
		if n.anchors >= 2 && n.linkLen <= 4*n.anchors && n.plain() <= 20 {
			return true
		}
		up = n.parent
	}
	return false
}

// findCards marks the links that stand in one of at least three siblings of
// the same build, each with a link long enough to be a title.
func (t *tree) findCards() map[int32]bool {
	const minCards, maxLevel = 3, 6
	alike := map[card]int{}
	for i := range t.nodes {
		if key, ok := t.cardOf(int32(i)); ok {
			alike[key]++
		}
	}
	out := map[int32]bool{}
	for i := range t.nodes {
		if !t.isAnchor(int32(i)) {
			continue
		}
		up := int32(i)
		for level := 0; level < maxLevel && up != none && !out[int32(i)]; level++ {
			key, ok := t.cardOf(up)
			out[int32(i)] = ok && alike[key] >= minCards
			up = t.nodes[up].parent
		}
	}
	return out
}

// card is equal for siblings of the same build.
type card struct {
	parent int32
	tag    atom.Atom
	name   string
}

// cardOf reports whether an element can be a card.
func (t *tree) cardOf(id int32) (card, bool) {
	const maxLinks = 12
	n := &t.nodes[id]
	if n.isText || n.parent == none || n.anchors == 0 || n.anchors > maxLinks || n.linkLen < 15 {
		return card{}, false
	}
	return card{n.parent, n.tag, n.data}, true
}
