package links

import (
	"cmp"
	"strconv"

	"golang.org/x/net/html/atom"
)

// zone is what is known about the surroundings of a node.
type zone struct {
	kind    blockKind
	heading string // heading or marker of the block
	aside   bool   // somewhere inside complementary content
	content bool   // inside the running text
	menu    bool   // inside nav: what a class says there is about the menu
	why     string // what gave it its kind
}

// hint is what an element says about itself, and by which name.
type hint struct {
	kind    blockKind
	why     string
	element bool // by the element itself, its role or a name that says only this
}

// findZones gives every node its zone: that of its parent, changed by what the
// element says about itself or what a marker before it says.
func (t *tree) findZones(c content, h1 int32) []zone {
	zones := make([]zone, len(t.nodes))
	t.clearFrames(c.root, h1)
	blocks := t.findBlocks(c, h1)
	for i := range t.nodes {
		id := int32(i)
		if p := t.nodes[i].parent; p != none {
			zones[i] = zones[p]
		}
		if !t.nodes[i].isText {
			zones[i] = t.enter(zones[i], id, t.hints[i], blocks)
		}
		if id == c.root {
			zones[i].content = true
		}
	}
	return zones
}

// clearFrames drops the hints of elements around the headline or the running
// text: a wrapper called "with-sidebar" makes nothing inside it a sidebar. Nor
// is what holds most of the page an advertisement, whatever its name.
func (t *tree) clearFrames(roots ...int32) {
	for _, r := range roots {
		for n := r; n != none; n = t.nodes[n].parent {
			t.hints[n] = hint{}
		}
	}
	for i := range t.nodes {
		switch n, h := &t.nodes[i], t.hints[i]; {
		case n.tag == atom.Html, n.tag == atom.Body, n.tag == atom.Main,
			h.kind == kindAd && t.mostLinks(n.anchors),
			mayMislead[h.kind] && !h.element && t.listsTitles(int32(i)):
			t.hints[i] = hint{}
		}
	}
}

// mayMislead are the kinds that a class may name for its looks.
var mayMislead = map[blockKind]bool{kindNavigation: true, kindShare: true, kindPagination: true, kindMeta: true}

// minTitleRunes is how long the links of a list of stories are on average, those
// of its pictures among them.
const minTitleRunes = 20

// listsTitles reports whether an element holds headings and long links: it is
// a list of stories then, even if its class is "menu".
func (t *tree) listsTitles(id int32) bool {
	const minHeadings = 2
	n := &t.nodes[id]
	return n.headings >= minHeadings && n.linkLen >= minTitleRunes*n.anchors
}

// enter returns the zone inside element id.
func (t *tree) enter(cur zone, id int32, h hint, blocks map[int32]block) zone {
	if cur.kind == kindAd {
		return cur // the parts of an advertisement stay one
	}
	isStories := h.kind == kindRelated || h.kind == kindLatest
	if b, marked := blocks[id]; marked && !(b.kind == kindNavigation && isStories) { // a list that its class calls stories is no menu
		cur.kind, cur.heading, cur.why = b.kind, b.heading, "marker "+strconv.Quote(b.heading)
		if isStories {
			return cur // as the marker says
		}
	}
	become := func(k blockKind) {
		if cur.kind != k {
			cur.kind, cur.heading, cur.why = k, "", h.why
		}
	}
	switch {
	case h.kind == kindAside:
		cur.aside, cur.why = true, cmp.Or(cur.why, h.why)
	case h.kind == kindMeta && kindRoles[cur.kind] == "":
		become(kindMeta)
	case h.kind == kindNone, h.kind == kindMeta, isStories && (cur.menu || cur.kind == kindRelated && h.kind == kindLatest):
		// Stories in a menu are part of it, and an inner "latest" does not weaken an outer "related".
	default:
		become(h.kind)
		cur.menu = cur.menu || h.kind == kindNavigation && h.element && t.nodes[id].tag != atom.Header
		if isStories && cur.heading == "" {
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
