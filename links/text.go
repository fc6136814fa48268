package links

import (
	"cmp"
	"context"
	"net/url"
	"strings"
)

const (
	maxTitleLine  = 220 // runes of a line that can be a title
	minBodyLine   = 160 // runes from which a line that follows another directly is running text
	maxBlockLines = 200 // titles after one marker
)

var (
	lineBullet = lazily(`^(?:[-*•·–—▪►»>]+|\d{1,3}[.)])\s+`)
	mdLink     = lazily(`^\[([^\]]{1,600})\]\((\S{1,900}?)(?:\s+"[^"]*")?\)$`)
	bareURL    = lazily(`\s*[<(]?(https?://[^\s<>()"]+)[>)]?\s*$`)
	sentence   = lazily(`[.!?]["”']?\s+\pL`)
)

// textReader reads a plain text article: first a headline, then paragraphs,
// and blocks of titles, one per line, after marker lines.
type textReader struct {
	*merger
	page   *Page
	res    *resolver
	body   []string
	marker string // of the block being read, "" outside
	kind   blockKind
	taken  int  // titles in the block
	blank  int  // blank lines just before
	spaced bool // titles of this block are separated by blank lines
}

// extractText reads plain text. The error is nil or a *LimitError.
func extractText(ctx context.Context, page *Page, src string, base *url.URL) error {
	r := &textReader{merger: newMerger(), page: page, res: newResolver(base, "", "")}
	defer func() { page.Links, page.Body = r.links, strings.Join(r.body, "\n") }()
	n := 0
	for line := range strings.Lines(src) {
		n++
		r.line(line, n)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(r.links) >= maxLinks {
			return &LimitError{What: "links", Limit: maxLinks, Line: n}
		}
	}
	return nil
}

func (r *textReader) line(raw string, n int) {
	line := foldSpace(raw)
	if line == "" {
		r.blank++
		return
	}
	blank := r.blank
	r.blank = 0
	if k := markerKind(strings.TrimLeft(line, "#*=- "), true); k != kindNone && r.isMarkerLine(line) {
		if k != kindAd && k != kindShare { // "ADVERTISEMENT" between titles ends nothing
			r.marker, r.kind, r.taken, r.spaced = strings.Trim(line, "#*=-: "), k, 0, false
		}
		return
	}
	if prefix, rest := cutMarker(strings.TrimLeft(line, "([#*- ")); prefix != "" && visibleRunes(line) <= maxTitleLine {
		r.addLine(strings.TrimRight(rest, ")]"), strings.TrimRight(prefix, ": "), prefix, n)
		return
	}
	if r.marker != "" && r.label(line) {
		r.blank = blank
		return
	}
	if r.marker != "" && r.continues(line, blank) {
		if r.kind == kindRelated || r.kind == kindLatest {
			r.addLine(line, r.marker, "", n)
		}
		r.taken++
		return
	}
	r.marker = ""
	r.running(line, n)
}

// isMarkerLine rejects titles and sentences that begin like a marker.
func (r *textReader) isMarkerLine(line string) bool {
	words := len(strings.Fields(line))
	return words <= 4 || strings.HasSuffix(line, ":") || strings.HasPrefix(line, "#")
}

// continues reports whether a line is the next title of the open block.
func (r *textReader) continues(line string, blank int) bool {
	runes := int(visibleRunes(line))
	switch {
	case r.taken >= maxBlockLines || runes > maxTitleLine:
		return false
	case r.taken == 0, blank == 0 && !r.spaced:
		return runes <= minBodyLine || !sentence().MatchString(line)
	case blank == 0:
		return runes <= minBodyLine && !sentence().MatchString(line) || bareURL().MatchString(line)
	case blank == 1 && (r.taken == 1 || r.spaced):
		// One title, a blank line, another: or the article goes on.
		if runes > minBodyLine || strings.HasSuffix(line, ".") {
			return false
		}
		r.spaced = true
		return true
	}
	return false
}

// label takes a line of a block that is only a date, a count or a section. It
// belongs to the title before it, if there is one.
func (r *textReader) label(line string) bool {
	when, count, section := isWhen(line), isCounter(line), isSection(line)
	if !when && !count && !section {
		return false
	}
	if k := len(r.links) - 1; k >= 0 && r.taken > 0 {
		if l := &r.links[k]; when {
			l.Date = cmp.Or(l.Date, line)
		} else if section {
			l.Section = cmp.Or(l.Section, line)
		}
	}
	return true
}

// running takes a line of the article itself.
func (r *textReader) running(line string, n int) {
	if r.page.Headline == "" && len(r.body) == 0 && visibleRunes(line) <= maxTitleLine {
		r.page.Headline = strings.TrimLeft(line, "# ")
		r.page.HeadlineLine = n
		return
	}
	r.body = append(r.body, line)
}

// addLine takes one line with a title, an address or both.
func (r *textReader) addLine(line, block, prefix string, n int) {
	if loc := lineBullet().FindStringIndex(line); loc != nil && loc[1] < len(line) {
		line = line[loc[1]:]
	}
	l := Link{Role: RoleRelated, Source: SourceAnchor, Block: block, Prefix: prefix, Line: n}
	if m := mdLink().FindStringSubmatch(line); m != nil {
		line, l.URL = m[1], m[2]
	} else if m := bareURL().FindStringSubmatchIndex(line); m != nil {
		l.URL = line[m[2]:m[3]]
		line = strings.TrimRight(line[:m[0]], " -–—|:")
	}
	if line == "" { // the address of the title before it
		if k := len(r.links) - 1; k >= 0 && r.links[k].URL == "" {
			r.links[k].URL = l.URL
		}
		return
	}
	u := r.res.resolve(l.URL)
	l.setTitle(line, publisherNames("", u))
	key := "text " + normWords(l.Text)
	if u != nil {
		l.URL, key = u.String(), addressKey(u)
	}
	r.add(key, l, false)
}
