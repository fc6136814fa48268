package links

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// segKind says what a part of a link's text is.
type segKind uint8

const (
	segPlain segKind = iota
	segTitle
	segDate
	segSection
	segCounter
	segSkip // teaser, caption, text for one kind of reader only
)

type segment struct {
	kind segKind
	text string
}

// maxSegments bounds the parts of one link that are looked at.
const maxSegments = 40

// segmenter divides a link's text at block elements, line breaks and elements
// whose class says that they hold something else than the title.
type segmenter struct {
	t    *tree
	root int32
	out  []segment
	buf  strings.Builder
	alt  string // of the first image that has one
	left int    // nodes still to be looked at
}

func (t *tree) segments(a int32) ([]segment, string) {
	s := &segmenter{t: t, root: a, left: 2000}
	s.visit(a, segPlain)
	s.flush(segPlain)
	return s.out, s.alt
}

func (s *segmenter) flush(kind segKind) {
	text := foldSpace(s.buf.String())
	s.buf.Reset()
	if text == "" || len(s.out) >= maxSegments {
		return
	}
	if kind != segPlain && kind != segTitle && kind != segSkip && len(strings.Fields(text)) > 8 {
		kind = segPlain
	}
	s.out = append(s.out, segment{kind, text})
}

func (s *segmenter) visit(id int32, kind segKind) {
	for c := s.t.nodes[id].first; c != none && s.left > 0; c = s.t.nodes[c].next {
		s.left--
		n := &s.t.nodes[c]
		if n.isText {
			if s.buf.Len() <= maxTitleBytes {
				s.buf.WriteString(n.data)
			}
			continue
		}
		switch n.tag {
		case atom.Img, atom.Area:
			s.addAlt(c)
			continue
		case atom.A:
			if s.t.isAnchor(c) {
				continue // a link of its own
			}
		}
		if n.tag == 0 && n.data == "amp-img" {
			s.addAlt(c)
		}
		own := s.t.segKindOf(c)
		if own == segPlain && !isBlock(n.tag) {
			s.visit(c, kind)
			continue
		}
		if own == segPlain {
			own = kind
		}
		s.flush(kind)
		s.visit(c, own)
		s.flush(own)
	}
}

func (s *segmenter) addAlt(id int32) {
	if s.alt == "" {
		s.alt = foldSpace(clip(s.t.attr(id, atom.Alt), maxTitleBytes))
	}
}

// segWords are words of classes inside a link.
var segWords = map[string]segKind{
	"date": segDate, "time": segDate, "waktu": segDate, "tanggal": segDate, "tgl": segDate, "ago": segDate, "timestamp": segDate, "datetime": segDate, "publish": segDate,
	"category": segSection, "kategori": segSection, "kanal": segSection, "section": segSection, "kicker": segSection, "label": segSection, "rubrik": segSection, "cat": segSection,
	"channel": segSection, "topic": segSection, "tag": segSection, "eyebrow": segSection, "badge": segSection,
	"count": segCounter, "views": segCounter, "comments": segCounter, "number": segCounter, "num": segCounter, "rank": segCounter, "counter": segCounter, "nomor": segCounter,
	"no": segCounter, "order": segCounter, "duration": segCounter, "durasi": segCounter,
	"title": segTitle, "judul": segTitle, "headline": segTitle, "heading": segTitle,
	"excerpt": segSkip, "desc": segSkip, "description": segSkip, "summary": segSkip, "lead": segSkip, "dek": segSkip, "ringkasan": segSkip, "teaser": segSkip, "caption": segSkip,
	"subtitle": segSkip, "standfirst": segSkip, "author": segSkip, "penulis": segSkip, "byline": segSkip, "snippet": segSkip, "readmore": segSkip, "source": segSkip,
}

func (t *tree) segKindOf(id int32) segKind {
	n := &t.nodes[id]
	if n.tag == atom.Time {
		return segDate
	}
	kind := segPlain
	if isHeading(n.tag) {
		kind = segTitle
	}
	for _, name := range strings.Fields(clip(t.attr(id, atom.Class), 200)) {
		words := splitName(name)
		// The last word names the thing: "title-date" is a date.
		for i := len(words) - 1; i >= 0; i-- {
			if k, ok := segWords[words[i]]; ok && (kind == segPlain || k != segTitle && k != segSkip && kind == segTitle && !isHeading(n.tag)) {
				kind = k
				break
			}
		}
	}
	return kind
}
