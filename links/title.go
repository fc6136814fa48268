package links

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// maxTitleBytes bounds a title; the rest is cut off.
const maxTitleBytes = 1000

// titleOf finds the title of a link: its text, else its title or aria-label,
// the alternative text of an image, the heading of its card, its address. What
// was found beside the title is in the other fields. generic reports that the
// link's own text only says "Read more".
func (t *tree) titleOf(a int32, addr *url.URL, names []string) (l Link, generic bool) {
	s := t.segments(a)
	l, generic = pickTitle(s.out, addr)
	l.Source = SourceAnchor
	if l.Text == "" || generic {
		t.fallBack(&l, a, s, addr)
	}
	l.setTitle(l.Text, names)
	return l, generic
}

// fallBack gives a link whose own text names nothing the first text around it
// that does.
func (t *tree) fallBack(l *Link, a int32, s *segmenter, addr *url.URL) {
	for _, other := range []struct {
		source TextSource
		text   string
	}{{SourceTitle, t.attr(a, "title")}, {SourceAria, t.attr(a, "aria-label")}, {SourceAlt, dropCaption(s.alt)}, {SourceHeading, t.cardHeading(a, addr)}, {SourceAnchor, s.read}} {
		if text := foldSpace(other.text); namesSomething(text) {
			l.Text, l.Source = text, other.source
			return
		}
	}
	if l.Text == "" {
		l.Text, l.Source = slugText(addr), SourceSlug
	}
}

// dropCaption drops the text of a picture that is a caption, a long sentence.
func dropCaption(alt string) string {
	const maxWords = 12
	if strings.HasSuffix(alt, ".") && len(strings.Fields(alt)) > maxWords {
		return ""
	}
	return alt
}

func namesSomething(s string) bool {
	return s != "" && markerKind(s, true) == kindNone && !isMoreText(s) && visibleRunes(s) >= 3 && !strings.HasPrefix(s, "http")
}

func isMoreText(s string) bool { return moreTexts()[normWords(s)] }

// pickTitle chooses the title among the segments of a link and assigns the
// others to their fields. generic reports that the title only says "Read more".
func pickTitle(segs []segment, addr *url.URL) (l Link, generic bool) {
	var titles, plain []string
	kicker := ""
	for i, s := range segs {
		kind := correctKind(s)
		if kicker == "" && isKicker(s.text, kind, segs[i+1:]) && !inPath(addr, s.text) {
			kicker = s.text
			continue
		}
		switch kind {
		case segDate:
			l.Date = cmp.Or(l.Date, trimSigns(s.text))
		case segSection, segKicker:
			l.Section = cmp.Or(l.Section, s.text)
		case segCounter:
			l.Counter = cmp.Or(l.Counter, strings.Trim(trimSigns(s.text), ".)"))
		case segTitle:
			titles = append(titles, s.text)
		case segPlain:
			if len(segs) > 1 {
				if k := markerKind(s.text, false); k == kindRelated || k == kindAd {
					l.Prefix = cmp.Or(l.Prefix, s.text)
					continue
				}
			}
			plain = append(plain, s.text)
		}
	}
	l.Text = strings.TrimSpace(kicker + " " + cmp.Or(choose(titles, 2), choose(plain, 4)))
	if l.Text == "" {
		// Nothing but dates and labels: the link's text is one of them.
		for _, s := range segs {
			if s.kind != segSkip || len(segs) == 1 {
				return Link{Text: s.text}, isMoreText(s.text) || isCounter(s.text) || isWhen(s.text)
			}
		}
	}
	return l, isMoreText(l.Text)
}

// isKicker reports whether a part of a link is the loud line over its title: a
// heading that shouts or is a few words of a sentence, or any line with a mark. A
// section's name is written like a name. What follows must read like a title.
func isKicker(s string, kind segmentKind, rest []segment) bool {
	const maxWords, maxShort, minTitle, maxTitle = 6, 3, 4, 25
	if len(rest) == 0 {
		return false
	}
	words := strings.Fields(s)
	if len(words) > maxWords || isSection(s) || !namesSomething(s) {
		return false
	}
	isShort, shouts := len(words) <= maxShort, isShouted(s)
	marked := isShort && strings.ContainsAny(s, "!?")
	isPhrase := isShort && len(words) > 1 && !startsUpper(words[len(words)-1])
	switch {
	case marked && (kind == segPlain || kind == segKicker || kind == segTitle):
	case kind == segTitle && (shouts || isPhrase), kind == segKicker && shouts && len(words) > 1:
	default:
		return false
	}
	title := rest[0].text
	n := len(strings.Fields(title))
	return n >= minTitle && n <= maxTitle && startsUpper(title) && strings.TrimRight(title, ".…") == title
}

// inPath reports whether a part of an address is the text, as that of a section is.
func inPath(u *url.URL, text string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(u.Path), "/"), func(s string) bool {
		return strings.Join(slugWords(s), " ") == normWords(text)
	})
}

// correctKind is the kind of a segment by its text, else by its class.
func correctKind(s segment) segmentKind {
	switch {
	case isWhen(s.text):
		return segDate
	case isCounter(s.text):
		return segCounter
	case s.kind == segPlain && isSection(s.text):
		return segSection
	case s.kind == segDate:
		return segPlain // the class is wrong
	}
	return s.kind
}

// choose returns the first text of at least minWords words, else the longest.
func choose(texts []string, minWords int) string {
	if len(texts) == 1 {
		return texts[0]
	}
	best := ""
	for _, s := range texts {
		if len(strings.Fields(s)) >= minWords && !isMoreText(s) {
			return s
		}
		if len(s) > len(best) {
			best = s
		}
	}
	return best
}

// cardHeading returns the heading of the card around a link that does not
// name its story: the only heading, or title by class, within three levels.
func (t *tree) cardHeading(a int32, addr *url.URL) string {
	up := t.nodes[a].parent
	for level := 0; level < 3 && up != none && t.nodes[up].anchors <= 4 && t.nodes[up].textLen <= 800; level++ {
		titles, left := 0, 80
		t.walk(up, func(i int32) bool {
			h := &t.nodes[i]
			isTitle := h.textLen > 0 && (isHeading(h.tag) || !h.isText && t.segmentKindOf(i) == segTitle)
			if left--; isTitle {
				titles++
			}
			return !isTitle && i != a && left > 0
		})
		if titles == 1 {
			l, _ := pickTitle(t.segments(up).out, addr)
			return l.Text
		} else if titles > 1 {
			return ""
		}
		up = t.nodes[up].parent
	}
	return ""
}

var slugID = lazily(`^(?:\d+|[0-9a-f]{8,}|d \d+)$`)

// slugText reads the last descriptive part of an address: ".../harga-emas-naik.html"
// gives "harga emas naik".
func slugText(u *url.URL) string {
	segs := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := len(segs) - 1; i >= 0; i-- {
		s := segs[i]
		words := slugWords(s)
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
