package links

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// block is what a marker ("Artikel Terkait", "Baca juga:") says about the
// nodes after it.
type block struct {
	kind    blockKind
	heading string
}

const (
	maxClimb    = 5    // levels a marker may stand below the block it heads
	maxSiblings = 300  // nodes that one marker may govern at one level
	maxMarkers  = 2000 // on one page

	maxMarkerRunes = 60
)

// findBlocks finds every marker and the nodes it governs.
func (t *tree) findBlocks(c content, h1 int32) map[int32]block {
	blocks := map[int32]block{}
	markers := t.findMarkers()
	isMarker := map[int32]bool{}
	for _, m := range markers {
		for n := m.node; n != none && t.nodes[n].textLen <= maxMarkerRunes; n = t.nodes[n].parent {
			isMarker[n] = true
		}
	}
	for _, m := range markers {
		governed := t.governed(m, isMarker, c)
		if m.kind == kindAd {
			governed = t.adSlot(m, isMarker, c, h1)
		}
		for _, n := range governed {
			if _, taken := blocks[n]; !taken || !m.inline {
				blocks[n] = block{m.kind, m.text}
			}
		}
	}
	return blocks
}

// marker is a text that opens a block.
type marker struct {
	node   int32
	kind   blockKind
	text   string
	level  int  // of its heading element, 0 outside headings
	inline bool // stands in a paragraph with other text
}

// findMarkers collects texts that read like a marker, and small elements whose
// texts together do.
func (t *tree) findMarkers() []marker {
	var out []marker
	for i := range t.nodes {
		n, id := &t.nodes[i], int32(i)
		isLine := n.texts > 1 && n.textLen <= maxMarkerRunes && n.anchors == 0 && slices.Contains(lineTags, n.tag)
		if n.textLen == 0 || !n.isText && !(isLine && t.nodes[n.parent].textLen > n.textLen) {
			continue
		}
		m, ok := t.asMarker(id, t.text(id, 200))
		if !ok && n.isText {
			m, ok = endMarker(id, n.data)
		}
		if ok && len(out) < maxMarkers {
			out = append(out, m)
		}
	}
	return out
}

// lineTags are the elements that hold one line.
var lineTags = append([]atom.Atom{atom.P, atom.Div, atom.Span, atom.Strong, atom.B, atom.Header, atom.Legend, atom.Summary, atom.Dt, atom.Th, atom.Td, atom.Caption}, headings...)

// endMarker finds a marker at the end of a sentence's text node, as in
// "… lebih awal. Baca juga: <a>".
func endMarker(id int32, text string) (marker, bool) {
	s, ok := strings.CutSuffix(foldSpace(text), ":")
	tail := strings.Trim(s[strings.LastIndexAny(s, ".!?)\"”")+1:], " )\"”")
	return marker{node: id, kind: kindRelated, text: tail, inline: true}, ok && markerKind(tail, false) == kindRelated
}

// asMarker reports whether a text at a node is a marker.
func (t *tree) asMarker(id int32, text string) (marker, bool) {
	if t.nodes[id].textLen > maxMarkerRunes {
		return marker{}, false
	}
	up := t.onlyText(id, false)
	level := t.levelOf(up)
	m := marker{node: up, text: strings.TrimRight(text, " :"), level: level}
	if t.closest(id, atom.A) != none {
		// The linked heading of a block ("Terpopuler »") must be an exact phrase,
		// and inside a heading element.
		m.kind = markerKind(text, false)
		return m, level > 0 && t.opens(m)
	}
	m.inline = level == 0 && t.besideText(up)
	m.kind = markerKind(text, !m.inline && !strings.HasSuffix(text, "."))
	if strings.HasSuffix(text, ":") && markersBeforeLink()[normWords(text)] {
		m.kind = kindRelated
	}
	if m.inline && !strings.HasSuffix(text, ":") && (!strings.Contains(normWords(text), " ") || t.inMidSentence(up)) {
		return m, false
	}
	if m.kind == kindAd {
		m.node = t.onlyText(id, true)
	}
	return m, t.opens(m)
}

// opens reports whether a marker opens a block: "INDEKS" beside the name of a
// block leads to its list and names nothing.
func (t *tree) opens(m marker) bool {
	h := t.closest(m.node, headings...)
	return m.kind != kindNone && (m.kind != kindNavigation || h == none || t.nodes[h].textLen == t.nodes[m.node].textLen)
}

// onlyText climbs from a text to the outermost element that holds no other
// text and, if alone, no other element.
func (t *tree) onlyText(id int32, alone bool) int32 {
	for bare := true; ; {
		n := &t.nodes[id]
		up := n.parent
		if up == none || t.nodes[up].textLen != n.textLen || t.nodes[up].tag == atom.Body {
			return id
		}
		if bare = bare && t.onlyChild(id); !bare && (alone || t.isOwnBlock(up)) {
			return id
		}
		id = up
	}
}

// isOwnBlock reports whether an element says that it is a block of stories: a
// heading inside heads nothing outside, even where a script fills the block.
func (t *tree) isOwnBlock(n int32) bool {
	k := t.hints[n].kind
	return k == kindRelated || k == kindLatest || k == kindAd
}

// levelOf returns the level of the heading that n is, is in, or consists of.
func (t *tree) levelOf(n int32) int {
	if h := t.closest(n, headings...); h != none {
		return headingLevel(t.nodes[h].tag)
	}
	level := 0
	if t.nodes[n].headings > 0 {
		t.walk(n, func(i int32) bool {
			if level == 0 {
				level = headingLevel(t.nodes[i].tag)
			}
			return level == 0
		})
	}
	return level
}

// governed returns the nodes that a marker heads: what follows it among its
// siblings, or, when nothing there offers a story, among those of the elements
// around it.
func (t *tree) governed(m marker, isMarker map[int32]bool, c content) []int32 {
	at := m.node
	for climb := 0; climb <= maxClimb; climb++ {
		if found := t.following(m, at, isMarker); len(found) > 0 {
			return found
		}
		at = t.nodes[at].parent
		if at == none || at == c.root || t.isOwnBlock(at) || slices.Contains(blockEnds, t.nodes[at].tag) || m.inline && t.nodes[at].tag == atom.P {
			return nil
		}
	}
	return nil
}

// blockEnds are the elements that no marker inside heads anything beyond.
var blockEnds = []atom.Atom{atom.Body, atom.Main, atom.Article}

// following collects the siblings after at that belong to the marker.
func (t *tree) following(m marker, at int32, isMarker map[int32]bool) []int32 {
	var out []int32
	offers := false
	for n := t.nodes[at].next; n != none && len(out) < maxSiblings; n = t.nodes[n].next {
		t.steps++
		if t.endsBlock(m, n, isMarker, len(out) > 0) {
			break
		}
		out = append(out, n)
		offers = offers || t.offersStory(n, m)
	}
	if !offers {
		return nil
	}
	return out
}

// offersStory reports whether n holds a link that could be a title; for markers
// of other kinds any link counts.
func (t *tree) offersStory(n int32, m marker) bool {
	const minTitle = 12
	s, ofStories := &t.nodes[n], m.kind == kindRelated || m.kind == kindLatest
	return s.anchors > 0 && (!ofStories || s.headings > 0 || s.linkLen >= minTitle || s.textLen == 0)
}

// endsBlock reports whether the sibling n ends what the marker governs.
func (t *tree) endsBlock(m marker, n int32, isMarker map[int32]bool, started bool) bool {
	s := &t.nodes[n]
	plain := s.plain()
	switch {
	case isMarker[n]:
		return true
	case m.inline:
		// Inside a paragraph the sentence after the links ends the block.
		return s.anchors == 0 && plain > 0 && (started && plain > 3 || plain > 12)
	case m.kind != kindRelated && m.kind != kindLatest && m.kind != kindAd && s.headings+s.pictures > 0 && s.linkLen >= minTitleRunes*s.anchors && s.anchors > 0:
		return true // "Follow us" and "Tags" head no stories
	case isHeading(s.tag) && s.anchors == 0:
		return m.level == 0 || headingLevel(s.tag) <= m.level
	case s.tag == atom.P || s.isText || s.tag == atom.Blockquote:
		return plain > 60 && plain > s.linkLen
	}
	return false
}
