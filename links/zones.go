package links

import "golang.org/x/net/html/atom"

// zone is what is known about the surroundings of a node.
type zone struct {
	kind    blockKind
	heading string // heading or marker of the block
	aside   bool   // somewhere inside complementary content
	content bool   // inside the running text
}

// findZones gives every node its zone: that of its parent, changed by what the
// element says about itself or what a marker before it says.
func (t *tree) findZones(hints []blockKind, c content, h1 int32) []zone {
	zones := make([]zone, len(t.nodes))
	t.clearFrames(hints, c.root, h1)
	blocks := t.findBlocks(c)
	for i := range t.nodes {
		id := int32(i)
		if p := t.nodes[i].parent; p != none {
			zones[i] = zones[p]
		}
		if !t.nodes[i].isText {
			zones[i] = t.enter(zones[i], id, hints[i], blocks)
		}
		if id == c.root {
			zones[i].content = true
		}
	}
	return zones
}

// clearFrames drops the hints of elements around the headline or the running
// text: a wrapper called "with-sidebar" makes nothing inside it a sidebar.
func (t *tree) clearFrames(hints []blockKind, roots ...int32) {
	for _, r := range roots {
		for n := r; n != none; n = t.nodes[n].parent {
			hints[n] = kindNone
		}
	}
	for i := range t.nodes {
		switch t.nodes[i].tag {
		case atom.Html, atom.Body, atom.Main:
			hints[i] = kindNone
		}
	}
}

// enter returns the zone inside element id.
func (t *tree) enter(cur zone, id int32, hint blockKind, blocks map[int32]block) zone {
	b, marked := blocks[id]
	if cur.kind == kindAd {
		return cur // the parts of an advertisement stay one
	}
	if marked {
		cur.kind, cur.heading, cur.content = b.kind, b.heading, false
	}
	switch hint {
	case kindNone:
	case kindAside:
		cur.aside = true
		cur.content = false
	case kindMeta:
		if cur.kind == kindNone || cur.kind == kindRelated || cur.kind == kindLatest {
			cur.kind = kindMeta
		}
	case kindNavigation, kindFooter, kindAd, kindShare, kindPagination:
		cur.kind, cur.content = hint, false
		if !marked {
			cur.heading = ""
		}
	default:
		// A marked block has its heading already, and an inner "latest" does
		// not weaken an outer "related".
		if !marked && !(cur.kind == kindRelated && hint == kindLatest) {
			if cur.kind != hint {
				cur.heading = ""
			}
			cur.kind = hint
		}
		cur.content = false
		if cur.heading == "" {
			cur.heading = t.firstHeading(id)
		}
	}
	return cur
}

// firstHeading returns the first heading of a block that is not a story's title,
// or the first text that reads like a marker.
func (t *tree) firstHeading(id int32) string {
	found, left := "", 40
	t.walk(id, func(i int32) bool {
		left--
		if found != "" || left < 0 {
			return false
		}
		n := &t.nodes[i]
		switch {
		case n.textLen == 0 || n.textLen > 60:
		case n.isText && markerKind(n.data, true) != kindNone:
			found = foldSpace(n.data)
		case isHeading(n.tag) && n.anchors == 0 && n.textLen <= 40 && t.closest(i, atom.A) == none:
			found = t.text(i, 200)
		}
		return true
	})
	return found
}
