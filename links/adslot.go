package links

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// What stands beside a marker in its own block.

func (t *tree) blockOf(n int32) int32 {
	for !isBlock(t.nodes[n].tag) && t.nodes[n].parent != none {
		n = t.nodes[n].parent
	}
	return n
}

// inMidSentence reports whether a sentence goes on behind the link after n.
func (t *tree) inMidSentence(n int32) bool {
	linked := false
	for range 10 {
		if n = t.nodes[n].next; n == none || linked {
			break
		}
		linked = t.nodes[n].anchors > 0
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(t.firstText(n)))
	return unicode.IsLower(first)
}

// besideText reports whether the block around n holds other text that is not
// linked.
func (t *tree) besideText(n int32) bool {
	return t.nodes[t.blockOf(n)].plain() > t.nodes[n].textLen
}

func (t *tree) onlyChild(id int32) bool {
	for n := t.nodes[t.nodes[id].parent].first; n != none; n = t.nodes[n].next {
		if n != id && !(t.nodes[n].isText && t.nodes[n].textLen == 0) {
			return false
		}
	}
	return true
}

// inFlow reports whether n stands among the parts of the story or of the page,
// not in a slot of its own.
func (t *tree) inFlow(n int32, c content) bool {
	up := t.nodes[n].parent
	return up == none || t.within(c.root, up) || t.mostLinks(t.nodes[up].anchors)
}

// startsWithHeading reports whether the first text of a block is a heading
// that is no link.
func (t *tree) startsWithHeading(n int32) bool {
	for depth := 0; depth < 4 && n != none; depth++ {
		for n != none && t.nodes[n].textLen == 0 {
			n = t.nodes[n].next
		}
		if n == none || t.isAnchor(n) {
			return false
		}
		if isHeading(t.nodes[n].tag) {
			return t.nodes[n].anchors == 0
		}
		n = t.nodes[n].first
	}
	return false
}

const maxOfCard = 3 // links of one card: picture, title, "more"

// adSlot returns what an advertisement's label governs: the rest of its own
// slot, never what the page shows after it, and never most of a page.
func (t *tree) adSlot(m marker, isMarker map[int32]bool, c content, h1 int32) []int32 {
	at := m.node
	if h := t.closest(at, headings...); h != none {
		at = t.onlyText(h, true)
	}
	switch t.nodes[at].tag {
	case atom.Li, atom.Td, atom.Tr, atom.Article:
		return nil // an empty slot among stories
	}
	ofSlot := slotLabels()[normWords(m.text)]
	if ofSlot && t.inFlow(at, c) {
		return nil
	}
	var out []int32
	for n := t.nodes[at].next; n != none && len(out) < maxSiblings; n = t.nodes[n].next {
		t.steps++
		s := &t.nodes[n]
		if s.isText && s.textLen == 0 {
			continue
		}
		if t.endsBlock(m, n, isMarker, len(out) > 0) || t.within(h1, n) || t.within(c.root, n) || t.startsWithHeading(n) {
			break
		}
		out = append(out, n)
	}
	if up := t.nodes[at].parent; len(out) == 0 && !ofSlot && t.nodes[up].anchors <= maxOfCard && !t.inFlow(at, c) {
		for n := t.nodes[at].prev; n != none && len(out) < maxSiblings; n = t.nodes[n].prev {
			out = append(out, n) // the label stands under the card
		}
	}
	return out
}

// mostLinks reports whether so many links are a third of the page, but not of a
// tiny one.
func (t *tree) mostLinks(links int32) bool { return links >= 20 && links > t.nodes[0].anchors/3 }

var slotLabels = setOf("slot label")
