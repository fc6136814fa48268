package links

import (
	"cmp"
	"strings"

	"golang.org/x/net/html/atom"
)

// segmentKind says what a part of a link's text is; words.txt refers to the
// kinds by these names.
type segmentKind string

const (
	segPlain   segmentKind = ""
	segTitle   segmentKind = "title"
	segDate    segmentKind = "date"
	segSection segmentKind = "section"
	segCounter segmentKind = "counter"
	segKicker  segmentKind = "kicker"
	segSkip    segmentKind = "skip" // teaser, caption, text for one kind of reader only
)

var segmentWords = kindsOf("segment", segTitle, segDate, segSection, segCounter, segKicker, segSkip)

type segment struct {
	kind segmentKind
	text string
}

// maxSegments bounds the parts of one link that are looked at.
const maxSegments = 40

// segmenter divides a link's text at block elements, line breaks and elements
// whose class says that they hold something other than the title.
type segmenter struct {
	t    *tree
	out  []segment
	buf  strings.Builder
	alt  string // of the first image that has one
	read string // what is hidden from the eye
	left int    // nodes still to be looked at
}

func (t *tree) segments(a int32) *segmenter {
	s := &segmenter{t: t, left: 2000}
	s.visit(a, segPlain)
	s.flush(segPlain)
	return s
}

func (s *segmenter) flush(kind segmentKind) {
	text := foldSpace(s.buf.String())
	s.buf.Reset()
	if text == "" || len(s.out) >= maxSegments {
		return
	}
	if (kind == segDate || kind == segSection || kind == segKicker || kind == segCounter) && len(strings.Fields(text)) > 8 {
		kind = segPlain
	}
	s.out = append(s.out, segment{kind, text})
}

func (s *segmenter) visit(id int32, kind segmentKind) {
	for c := s.t.nodes[id].first; c != none && s.left > 0; c = s.t.nodes[c].next {
		s.left--
		n := &s.t.nodes[c]
		isImage := n.tag == atom.Img || n.tag == atom.Area || n.tag == 0 && n.data == "amp-img"
		switch {
		case n.isText:
			if s.buf.Len() <= maxTitleBytes {
				s.buf.WriteString(n.data)
			}
			continue
		case s.t.isHidden(c):
			s.read = cmp.Or(s.read, s.t.text(c, maxTitleBytes))
			continue
		case isImage && s.alt == "":
			s.alt = foldSpace(clip(s.t.attr(c, "alt"), maxTitleBytes))
		}
		if n.tag == atom.Img || s.t.isAnchor(c) { // another link stands for itself
			continue
		}
		own := s.t.segmentKindOf(c)
		if own == segPlain {
			own = kind
			if !isBlock(n.tag) {
				s.visit(c, kind)
				continue
			}
		}
		s.flush(kind)
		s.visit(c, own)
		s.flush(own)
	}
}

func (t *tree) segmentKindOf(id int32) segmentKind {
	tag := t.nodes[id].tag
	if tag == atom.Time {
		return segDate
	}
	kind := segPlain
	if isHeading(tag) {
		kind = segTitle
	}
	for _, name := range strings.Fields(clip(t.attr(id, "class"), 200)) {
		if i := strings.LastIndex(name, "__"); i >= 0 {
			name = name[i:] // the part that it is, not the block that it is in
		}
		words := splitName(name)
		for i := len(words) - 1; i >= 0; i-- {
			k, ok := segmentWords()[words[i]]
			if ok && (kind == segPlain || kind == segTitle && k != segTitle && k != segSkip && !isHeading(tag)) {
				kind = k
				break
			}
		}
	}
	return kind
}
