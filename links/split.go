package links

import (
	"cmp"
	"net/url"
	"strings"
	"sync"

	"github.com/heboh/heboh/features"
)

// splitTitle takes prefix, rank, date, section and publisher off a title.
// names are what the publisher may be called: the site's name and the labels
// of its host. What else may be a part is what the features take for wrapping, so
// that a title has the same verdict with and without it.
func splitTitle(s string, names []string) Link {
	l := Link{Text: clip(foldSpace(s), maxTitleBytes)}
	for {
		prefix, title := cutMarker(l.Text)
		head, tail := cutTail(l.Text)
		first, last := edges(l.Text)
		if !(l.take(&l.Prefix, prefix, title) ||
			len(tail) <= maxName && isName(tail, names) && l.take(&l.Publisher, tail, head) ||
			l.takePart(first, strings.TrimPrefix(l.Text, first), false) ||
			l.takePart(last, strings.TrimSuffix(l.Text, last), true)) {
			return l
		}
	}
}

const maxName = 60 // bytes of a publisher's name

// take puts a part into a field and leaves the rest, unless nothing remains.
func (l *Link) take(field *string, part, rest string) bool {
	if rest = strings.TrimSpace(rest); part == "" || rest == "" {
		return false
	}
	l.Text = rest
	*field = cmp.Or(*field, part)
	return true
}

// takePart takes a part that was beside a title if there is a field for it. A date that
// no sign separates from the title belongs to it ("Harga Emas 12 Januari 2024").
func (l *Link) takePart(part, rest string, atEnd bool) bool {
	text := trimSigns(part)
	apart := !atEnd || text != strings.TrimSpace(part) || strings.Contains(text, ", ") || endsInAge(text) && !endsOpen(rest)
	switch {
	case isWhen(text):
		return apart && l.take(&l.Date, text, rest)
	case isCounter(text):
		return l.take(&l.Counter, strings.Trim(text, " .():"), rest)
	case isSection(text) && !strings.ContainsAny(part, ":+#"): // a speaker, one of a pair, a hashtag
		return l.take(&l.Section, text, rest)
	case atEnd && len(text) <= maxName && domainShape().MatchString(text):
		return l.take(&l.Publisher, text, rest)
	}
	return false
}

var headlines = sync.Pool{New: func() any { return new(features.Headline) }}

// edges returns the first and last part beside the headline in a title.
func edges(title string) (first, last string) {
	h := headlines.Get().(*features.Headline)
	defer headlines.Put(h)
	h.Reset(title)
	for _, w := range h.Wrapping() {
		if strings.TrimSpace(title[:w.Start]) == "" {
			first = title[:w.End]
		}
		if strings.TrimSpace(title[w.End:]) == "" {
			last = title[w.Start:]
		}
	}
	return first, last
}

var tailSep = lazily(`\s+[|»•·–—-]+\s+`)

// hasSign is a quick look for what may separate a section, a publisher or a date
// from a title: a hyphen within a word does not.
func hasSign(s string) bool {
	for i, c := range s {
		switch c {
		case '|', '»', '•', '·', '–', '—':
			return true
		case '-':
			if i > 0 && s[i-1] <= ' ' {
				return true
			}
		}
	}
	return false
}

func isSection(s string) bool { return s != "" && len(s) <= 30 && sections()[normWords(s)] }

// cutTail divides s at its last separator.
func cutTail(s string) (head, tail string) {
	if !hasSign(s) {
		return s, ""
	}
	all := tailSep().FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return s, ""
	}
	last := all[len(all)-1]
	return s[:last[0]], s[last[1]:]
}

var domainShape = lazily(`(?i)^[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20})?\.(?:com|net|org|id|co\.id|news|tv|co|info|co\.uk|today)$`)

// isName compares letters and digits only; a name may lack its top domain.
func isName(s string, names []string) bool {
	squeeze := func(s string) string { return strings.ReplaceAll(normWords(s), " ", "") }
	s = squeeze(s)
	if s == "" {
		return false
	}
	for _, n := range names {
		if n = squeeze(n); n == "" {
			continue
		}
		switch rest, ok := strings.CutPrefix(s, n); {
		case ok && rest == "", ok && len(n) >= 4 && (rest == "com" || rest == "online" || rest == "news" || rest == "id"):
			return true
		}
	}
	return false
}

// publisherNames returns what a publisher may be called in titles.
func publisherNames(site string, page *url.URL) []string {
	var names []string
	host := ""
	if page != nil {
		host = page.Hostname()
	}
	if site != "" {
		names = append(names, site)
	}
	if labels := strings.Split(strings.TrimPrefix(strings.ToLower(host), "www."), "."); len(labels) >= 2 {
		names = append(names, strings.Join(labels, "."))
		names = append(names, labels[:len(labels)-1]...)
	}
	return names
}
