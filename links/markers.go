package links

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarkerWords bounds a marker line or block heading.
const maxMarkerWords = 6

var (
	markerRests    = setOf("marker rest")
	markersAlone   = setOf("marker alone")
	markersInTitle = setOf("marker in title")

	markersBeforeLink = setOf("marker before link")
)

// markerKind returns the kind of block that a heading or marker line opens.
// heading allows words after the phrase ("Terpopuler di Nasional"); without it only a fixed
// set of words may follow, since running text could start the same way.
func markerKind(s string, heading bool) blockKind {
	if len(s) > 120 {
		return kindNone
	}
	norm := normWords(s)
	if k, ok := markers()[norm]; ok {
		return k
	}
	words := strings.Fields(norm)
	if len(words) < 2 || len(words) > maxMarkerWords {
		return kindNone
	}
	for n := len(words) - 1; n >= 1; n-- {
		k, ok := markers()[strings.Join(words[:n], " ")]
		if ok && (n > 1 || markersAlone()[words[0]]) && restFits(words[n:], heading) {
			return k
		}
	}
	if last := words[len(words)-1]; heading && last == "terkait" || last == "terpopuler" && len(words) <= 3 {
		return kindRelated
	}
	return kindNone
}

func restFits(rest []string, heading bool) bool {
	other := 0
	for _, w := range rest {
		if !markerRests()[w] {
			other++
		}
	}
	return other == 0 || heading && other <= 3
}

// cutMarker cuts a marker with a colon, dash or bar off the start of a title:
// "Baca juga: X" gives "Baca juga:" and "X". Without such a sign it cuts only
// the phrases that never start a title ("Baca juga").
func cutMarker(s string) (prefix, rest string) {
	if i := strings.IndexAny(s, ":|–—>»"); i > 0 && i <= 40 {
		k := markerKind(s[:i], false)
		_, n := utf8.DecodeRuneInString(s[i:])
		after := strings.TrimLeft(s[i+n:], " :|–—>»")
		if (k == kindRelated || k == kindLatest && (s[i] == ':' || s[i] == '|')) && after != "" && !markersInTitle()[normWords(s[:i])] {
			return strings.TrimSpace(s[:i+n]), after
		}
	}
	for _, p := range table("marker prefix") {
		if len(s) > len(p)+1 && strings.EqualFold(s[:len(p)], p) && s[len(p)] == ' ' {
			if rest := strings.TrimSpace(s[len(p):]); startsUpper(rest) {
				return s[:len(p)], rest
			}
		}
	}
	return "", s
}

func startsUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
		if unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
