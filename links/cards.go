package links

import "strconv"

const (
	minCards     = 3  // like siblings that make a list of cards
	maxCardLevel = 6  // levels between a link and its card
	maxCardLinks = 12 // different links in one card
)

// findCards marks the links that stand in one of at least three siblings of
// the same build, each with a link long enough to be a title.
func (t *tree) findCards() map[int32]bool {
	like := map[string]int{}
	for i := range t.nodes {
		if key := t.cardKey(int32(i)); key != "" {
			like[key]++
		}
	}
	out := map[int32]bool{}
	for i := range t.nodes {
		if !t.isAnchor(int32(i)) {
			continue
		}
		up := int32(i)
		for level := 0; level < maxCardLevel && up != none; level++ {
			if key := t.cardKey(up); key != "" && like[key] >= minCards {
				out[int32(i)] = true
				break
			}
			up = t.nodes[up].parent
		}
	}
	return out
}

// cardKey is equal for siblings of the same build. It is "" for elements that
// cannot be a card.
func (t *tree) cardKey(id int32) string {
	n := &t.nodes[id]
	if n.isText || n.parent == none || n.anchors == 0 || n.anchors > maxCardLinks || n.linkLen < 15 {
		return ""
	}
	name := n.data
	if n.tag != 0 {
		name = n.tag.String()
	}
	return strconv.Itoa(int(n.parent)) + " " + name
}
