package links

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// card is equal for siblings of the same build.
type card struct {
	parent int32
	tag    atom.Atom
	name   string
}

// cardOf reports whether an element can be a card.
func (t *tree) cardOf(id int32) (card, bool) {
	const maxLinks = 5
	n := &t.nodes[id]
	if n.isText || n.parent == none || n.anchors == 0 || n.anchors > maxLinks || n.linkLen < 15 || n.plain() > maxTeaser {
		return card{}, false
	}
	class, _, _ := strings.Cut(t.attr(id, "class"), " ")
	return card{n.parent, n.tag, strings.TrimRight(n.data+class, "0123456789")}, true
}

// countCards counts siblings of the same build, each with a link long enough to
// be a title.
func (t *tree) countCards() map[card]int {
	alike := map[card]int{}
	for i := range t.nodes {
		if key, ok := t.cardOf(int32(i)); ok {
			alike[key]++
		}
	}
	return alike
}

// inCards reports whether a link stands in one of several like cards.
func (c *classifier) inCards(a int32) bool {
	const minCards, maxLevel = 3, 6
	for level := 0; level < maxLevel && a != none; level++ {
		if key, ok := c.t.cardOf(a); ok && c.cards[key] >= minCards {
			return true
		}
		a = c.t.nodes[a].parent
	}
	return false
}

// hasPicture reports whether a link and a picture, and hardly anything else,
// make a card.
func (c *classifier) hasPicture(a int32) bool {
	const maxLevels, maxAnchors = 4, 3
	up := c.t.nodes[a].parent
	for level := 0; level < maxLevels && up != none && c.t.nodes[up].anchors <= maxAnchors; level++ {
		if c.t.nodes[up].pictures > 0 {
			return c.t.nodes[up].plain() <= maxTeaser
		}
		up = c.t.nodes[up].parent
	}
	return false
}

// headsList reports whether a link is the short heading of the list after it.
func (c *classifier) headsList(l *candidate) bool {
	if l.words > maxShortName || c.t.levelOf(l.id) == 0 || formOf(l.to).any() {
		return false
	}
	const maxNext, minTitle = 6, 12
	n := l.id
	if h := c.t.closest(l.id, headings...); h != none {
		n = h
	}
	for range maxNext {
		if n = c.t.nodes[n].next; n == none {
			return false
		}
		if s := &c.t.nodes[n]; s.anchors > 0 && s.linkLen >= minTitle && !isHeading(s.tag) && s.tag != atom.A {
			return true
		}
	}
	return false
}
