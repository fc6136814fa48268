package links

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

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
			switch {
			case s.t.leadsTeaser(c) && s.buf.Len() == 0:
				own = segTitle
			case !isBlock(n.tag):
				if s.abuts(c) {
					s.flush(kind)
				}
				s.visit(c, kind)
				continue
			}
		}
		s.flush(kind)
		s.visit(c, own)
		s.flush(own)
	}
}

// abuts reports whether an element follows another one without a space and with
// a new beginning: the page shows them apart, a title and its date for example.
func (s *segmenter) abuts(c int32) bool {
	prev := s.t.nodes[c].prev
	if prev == none || s.t.nodes[prev].isText || s.t.nodes[prev].textLen == 0 || s.t.nodes[c].textLen == 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.buf.String())
	after, _ := utf8.DecodeRuneInString(s.t.firstText(c))
	return (unicode.IsLower(before) || unicode.IsDigit(before) || strings.ContainsRune(".?!\"”’'", before)) &&
		(unicode.IsUpper(after) || unicode.IsDigit(after) && !unicode.IsDigit(before))
}

// firstText returns the first text in n, "" where that is blank or stands deep.
func (t *tree) firstText(n int32) string {
	const maxSteps = 10
	for range maxSteps {
		switch {
		case n == none:
			return ""
		case t.nodes[n].isText && t.nodes[n].textLen > 0:
			return t.nodes[n].data
		case t.nodes[n].textLen > 0:
			n = t.nodes[n].first
		default:
			n = t.nodes[n].next
		}
	}
	return ""
}

// leadsTeaser reports whether an element is a bold title before the sentence that
// tells more of it.
func (t *tree) leadsTeaser(c int32) bool {
	const minTitle, minTeaser = 4, 6
	n := t.nodes[c].next
	if tag := t.nodes[c].tag; tag != atom.Strong && tag != atom.B || n == none || !t.nodes[n].isText {
		return false
	}
	words := strings.Fields(clip(t.nodes[n].data, maxTitleBytes))
	return len(words) >= minTeaser && startsUpper(words[0]) && len(strings.Fields(t.text(c, maxTitleBytes))) >= minTitle
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
