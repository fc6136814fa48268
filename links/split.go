package links

import (
	"strings"
)

// parts is a title taken apart.
type parts struct {
	title, prefix, section, date, counter, publisher string
}

// maxTitleBytes is how long a title may be; what comes after is cut.
const maxTitleBytes = 1000

// splitTitle takes prefix, rank, date, section and publisher off a title.
// names are what the publisher may be called: the site's name and the labels
// of its host. A part is taken only while a title remains.
func splitTitle(s string, names []string) parts {
	p := parts{title: clip(foldSpace(s), maxTitleBytes)}
	take := func(field *string, cut func(string) (string, string)) {
		got, rest := cut(p.title)
		if got != "" && strings.TrimSpace(rest) != "" {
			p.title = strings.TrimSpace(rest)
			if *field == "" {
				*field = got
			}
		}
	}
	take(&p.counter, cutCounter)
	take(&p.prefix, splitMarkerPrefix)
	take(&p.publisher, func(s string) (string, string) { return cutPublisher(s, names) })
	take(&p.date, cutDate)
	take(&p.section, cutSection)
	take(&p.date, cutDate)
	take(&p.prefix, splitMarkerPrefix)
	take(&p.publisher, func(s string) (string, string) { return cutPublisher(s, names) })
	return p
}

var (
	leadSection = lazily(`^([\pL &]{2,24}?)\s*[|»•·]\s*|^([\pL &]{2,24}?)\s+[-–—]\s+`)
	tailSep     = lazily(`\s+[|»•·–—-]+\s+`)
)

// cutSection takes a known section name off either end of a title.
func cutSection(s string) (section, rest string) {
	if m := leadSection().FindStringSubmatchIndex(s); m != nil {
		name := strings.TrimRight(strings.TrimSpace(s[:m[1]]), " |»•·–—-")
		if isSection(name) {
			return name, s[m[1]:]
		}
	}
	if head, tail := cutTail(s); isSection(tail) {
		return tail, head
	}
	return "", s
}

func isSection(s string) bool { return s != "" && len(s) <= 30 && sections[normMarker(s)] }

// cutTail divides s at its last separator.
func cutTail(s string) (head, tail string) {
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
	if tail == "" || len(tail) > 60 {
		return "", s
	}
	if domainShape().MatchString(tail) || isName(tail, names) {
		return tail, head
	}
	return "", s
}

// isName compares letters and digits only; a name may lack its top domain.
func isName(s string, names []string) bool {
	squeezed := strings.ReplaceAll(normMarker(s), " ", "")
	if squeezed == "" {
		return false
	}
	for _, n := range names {
		n = strings.ReplaceAll(normMarker(n), " ", "")
		if n != "" && (squeezed == n || len(n) >= 4 && (squeezed == n+"com" || squeezed == n+"online" || squeezed == n+"news" || squeezed == n+"id")) {
			return true
		}
	}
	return false
}

// publisherNames returns what a publisher may be called in titles.
func publisherNames(site string, hosts ...string) []string {
	var names []string
	if site != "" {
		names = append(names, site)
	}
	for _, h := range hosts {
		labels := strings.Split(strings.TrimPrefix(strings.ToLower(h), "www."), ".")
		if len(labels) >= 2 {
			names = append(names, strings.Join(labels, "."))
			names = append(names, labels[:len(labels)-1]...)
		}
	}
	return names
}
