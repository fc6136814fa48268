package links

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"
)

// titled is the title text of a link and what was found beside it.
type titled struct {
	parts
	source  TextSource
	generic bool // the link's own text only says "Read more"
}

// titleOf finds the title text of a link: its text, else title, aria-label,
// the alternative text of an image, the heading of its card, its address.
func (t *tree) titleOf(a int32, addr *url.URL, names []string) titled {
	segs, alt := t.segments(a)
	own, generic := pickTitle(segs)
	out := titled{parts: own, source: SourceAnchor, generic: generic}
	if out.title == "" || generic {
		fallback := []struct {
			text   string
			source TextSource
		}{
			{t.attr(a, atom.Title), SourceTitle}, {t.named(a, "aria-label"), SourceAria}, {alt, SourceAlt},
		}
		for _, f := range fallback {
			if text := foldSpace(f.text); usable(text) {
				return t.split(out, text, f.source, names)
			}
		}
		if text := t.cardHeading(a); text != "" {
			return t.split(out, text, SourceHeading, names)
		}
		if out.title == "" && addr != nil {
			return t.split(out, slugText(addr), SourceSlug, names)
		}
	}
	return t.split(out, out.title, SourceAnchor, names)
}

// split takes text apart and keeps what the link's own segments said.
func (t *tree) split(out titled, text string, source TextSource, names []string) titled {
	p := splitTitle(text, names)
	keep := func(field *string, old string) {
		if old != "" {
			*field = old
		}
	}
	keep(&p.date, out.date)
	keep(&p.section, out.section)
	keep(&p.counter, out.counter)
	keep(&p.prefix, out.prefix)
	return titled{parts: p, source: source, generic: out.generic}
}

// usable reports whether a fallback text names something.
func usable(s string) bool {
	return s != "" && markerKind(s, true) == kindNone && !moreTexts[normMarker(s)] && visibleRunes(s) >= 3 && !strings.HasPrefix(s, "http")
}

// pickTitle chooses the title among the segments of a link and files the
// others. generic tells that what remains only says "Read more".
func pickTitle(segs []segment) (p parts, generic bool) {
	var titles, plain []string
	for _, s := range segs {
		switch kind := fileSegment(s); kind {
		case segDate:
			p.date = first(p.date, trimSigns(s.text))
		case segSection:
			p.section = first(p.section, s.text)
		case segCounter:
			p.counter = first(p.counter, strings.Trim(trimSigns(s.text), ".)"))
		case segTitle:
			titles = append(titles, s.text)
		case segPlain:
			if k := markerKind(s.text, false); k == kindRelated && len(segs) > 1 {
				p.prefix = first(p.prefix, s.text)
				continue
			}
			plain = append(plain, s.text)
		}
	}
	p.title = choose(titles, 2)
	if p.title == "" {
		p.title = choose(plain, 4)
	}
	if p.title == "" {
		// Nothing but dates and labels: the link's text is one of them.
		for _, s := range segs {
			if s.kind != segSkip || len(segs) == 1 {
				return parts{title: s.text}, moreTexts[normMarker(s.text)] || isCounter(s.text) || isWhen(s.text)
			}
		}
	}
	return p, moreTexts[normMarker(p.title)]
}

// fileSegment corrects the kind of a segment by its text.
func fileSegment(s segment) segKind {
	switch {
	case isWhen(s.text):
		return segDate
	case isCounter(s.text):
		return segCounter
	case s.kind == segPlain && isSection(s.text):
		return segSection
	case s.kind == segDate:
		return segPlain // the class lied
	}
	return s.kind
}

// choose returns the first text of at least the given number of words, else the longest.
func choose(texts []string, least int) string {
	best := ""
	for _, s := range texts {
		if len(strings.Fields(s)) >= least && !moreTexts[normMarker(s)] {
			return s
		}
		if len(s) > len(best) {
			best = s
		}
	}
	return best
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// cardHeading returns the heading of the card around a link that does not
// name its story: the only heading, or title by class, within three levels.
func (t *tree) cardHeading(a int32) string {
	up := t.nodes[a].parent
	for level := 0; level < 3 && up != none; level++ {
		n := &t.nodes[up]
		if n.anchors > 4 || n.textLen > 800 {
			return ""
		}
		found, many, left := "", false, 80
		t.walk(up, func(i int32) bool {
			left--
			h := &t.nodes[i]
			if i != a && h.textLen > 0 && (isHeading(h.tag) || !h.isText && t.segKindOf(i) == segTitle) {
				many = many || found != ""
				found = t.text(i, maxTitleBytes)
				return false
			}
			return i != a && left > 0
		})
		if many {
			return ""
		}
		if found != "" && usable(found) {
			return found
		}
		up = n.parent
	}
	return ""
}

var slugID = lazily(`^(?:\d+|[0-9a-f]{8,}|d \d+)$`)

// slugText reads the last telling part of an address: ".../harga-emas-naik.html"
// gives "harga emas naik".
func slugText(u *url.URL) string {
	segs := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := len(segs) - 1; i >= 0; i-- {
		s := segs[i]
		if dot := strings.LastIndexByte(s, '.'); dot > 0 && len(s)-dot <= 6 {
			s = s[:dot]
		}
		words := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '+' || r == ' ' })
		for len(words) > 0 && slugID().MatchString(words[len(words)-1]) {
			words = words[:len(words)-1]
		}
		for len(words) > 0 && slugID().MatchString(words[0]) && len(words[0]) > 3 {
			words = words[1:]
		}
		if text := strings.Join(words, " "); visibleRunes(text) >= 3 && text != "index" && text != "read" {
			return strings.ToValidUTF8(clip(text, maxTitleBytes), "")
		}
	}
	return ""
}
