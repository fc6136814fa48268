package links

import (
	"golang.org/x/net/html/atom"
)

// What stands beside a marker in its own block.

// besideText reports whether the block around n holds other text that is not
// linked.
func (t *tree) besideText(n int32) bool {
	block := n
	for !isBlock(t.nodes[block].tag) && t.nodes[block].parent != none {
		block = t.nodes[block].parent
	}
	return t.nodes[block].plain() > t.nodes[n].textLen
}

func (t *tree) onlyChild(id int32) bool {
	for n := t.nodes[t.nodes[id].parent].first; n != none; n = t.nodes[n].next {
		if n != id && !(t.nodes[n].isText && t.nodes[n].textLen == 0) {
			return false
		}
	}
	return true
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

// adSlot returns what an advertisement's label governs: the rest of its own
// slot, never what the page shows after it, and never most of a page.
func (t *tree) adSlot(m marker, isMarker map[int32]bool, c content) []int32 {
	at := m.node
	switch t.nodes[at].tag {
	case atom.Li, atom.Td, atom.Tr, atom.Article:
		return nil // an empty slot among stories
	}
	inFlow := t.within(c.root, t.nodes[at].parent) // beside the parts of the story
	if inFlow && slotLabels()[normWords(m.text)] {
		return nil
	}
	var out []int32
	for n := t.nodes[at].next; n != none && len(out) < maxSiblings; n = t.nodes[n].next {
		t.steps++
		if t.endsBlock(m, n, isMarker) || t.startsWithHeading(n) {
			break
		}
		out = append(out, n)
	}
	if len(out) == 0 && !inFlow {
		for n := t.nodes[at].prev; n != none && len(out) < maxSiblings; n = t.nodes[n].prev {
			out = append(out, n) // the label stands under the card
		}
	}
	return out
}

var slotLabels = setOf("slot label")
