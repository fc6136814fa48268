package links

import (
	"cmp"
	"strings"
)

// splitTitle takes prefix, rank, date, section and publisher off a title.
// names are what the publisher may be called: the site's name and the labels
// of its host. A part is taken only while a title remains.
func splitTitle(s string, names []string) Link {
	l := Link{Text: clip(foldSpace(s), maxTitleBytes)}
	take := func(field *string, cut func(string) (string, string)) {
		part, rest := cut(l.Text)
		if rest = strings.TrimSpace(rest); part != "" && rest != "" {
			l.Text = rest
			*field = cmp.Or(*field, part)
		}
	}
	take(&l.Counter, cutCounter)
	take(&l.Prefix, cutMarker)
	take(&l.Publisher, func(s string) (string, string) { return cutPublisher(s, names) })
	before := l.Text
	take(&l.Date, cutDate)
	take(&l.Section, cutSection)
	if l.Text != before {
		take(&l.Date, cutDate)
	}
	return l
}

var (
	leadSection = lazily(`^([\pL &]{2,24}?)\s*[|»•·]\s*|^([\pL &]{2,24}?)\s+[-–—]\s+`)
	tailSep     = lazily(`\s+[|»•·–—-]+\s+`)
)

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

// cutSection takes a known section name off either end of a title.
func cutSection(s string) (section, rest string) {
	if !hasSign(s) {
		return "", s
	}
	if m := leadSection().FindStringSubmatchIndex(s); m != nil {
		if name := strings.Trim(s[:m[1]], " |»•·–—-"); isSection(name) {
			return name, s[m[1]:]
		}
	}
	if head, tail := cutTail(s); isSection(tail) {
		return tail, head
	}
	return "", s
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

// cutPublisher takes the publisher's name off the end of a title: one of
// names, or anything that has the shape of a domain.
func cutPublisher(s string, names []string) (publisher, rest string) {
	head, tail := cutTail(s)
	if tail != "" && len(tail) <= 60 && (domainShape().MatchString(tail) || isName(tail, names)) {
		return tail, head
	}
	return "", s
}

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
func publisherNames(site, host string) []string {
	var names []string
	if site != "" {
		names = append(names, site)
	}
	if labels := strings.Split(strings.TrimPrefix(strings.ToLower(host), "www."), "."); len(labels) >= 2 {
		names = append(names, strings.Join(labels, "."))
		names = append(names, labels[:len(labels)-1]...)
	}
	return names
}
