package links

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarkerWords is how long a marker line or block heading may be.
const maxMarkerWords = 6

// markerIndex maps each phrase to its kind; phrases never repeat across kinds.
var markerIndex = func() map[string]blockKind {
	idx := map[string]blockKind{}
	for k := kindRelated; k <= kindPagination; k++ {
		for _, p := range markerPhrases[k] {
			if _, dup := idx[p]; !dup {
				idx[p] = k
			}
		}
	}
	return idx
}()

// fieldsDash splits at white space and reads "-" inside a field as a space.
func fieldsDash(list string) []string {
	words := strings.Fields(list)
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, "-", " ")
	}
	return words
}

// normMarker lower-cases s, drops apostrophes and turns everything but letters
// and digits into single spaces.
func normMarker(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case r == '\'' || r == '’' || r == '‘':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// markerKind tells what block a heading or marker line opens. heading allows
// words after the phrase ("Terpopuler di Nasional"); without it only a fixed
// set of words may follow, since running text could start the same way.
func markerKind(s string, heading bool) blockKind {
	if len(s) > 120 {
		return kindNone
	}
	norm := normMarker(s)
	if k, ok := markerIndex[norm]; ok {
		return k
	}
	words := strings.Fields(norm)
	if len(words) < 2 || len(words) > maxMarkerWords {
		return kindNone
	}
	for n := len(words) - 1; n >= 1; n-- {
		k, ok := markerIndex[strings.Join(words[:n], " ")]
		if !ok || n == 1 && !strongAlone[words[0]] {
			continue
		}
		if restFits(words[n:], heading) {
			return k
		}
	}
	if heading && words[len(words)-1] == "terkait" || words[len(words)-1] == "terpopuler" && len(words) <= 3 {
		return kindRelated
	}
	return kindNone
}

// strongAlone are one-word phrases that may be followed by other words and
// still open a block.
var strongAlone = map[string]bool{"terpopuler": true, "rekomendasi": true, "related": true, "trending": true, "recommended": true, "terkait": true,
	"terbaru": true, "terkini": true, "latest": true, "popular": true, "iklan": true, "sponsored": true, "bagikan": true, "share": true, "populer": true,
	"arsip": true, "archives": true, "archive": true, "kategori": true, "categories": true, "tags": true}

func restFits(rest []string, heading bool) bool {
	loose := 0
	for _, w := range rest {
		if !markerRests[w] {
			loose++
		}
	}
	if heading {
		return loose <= 3
	}
	return loose == 0
}

// splitMarkerPrefix cuts a marker with a colon, dash or bar off the start of a
// title: "Baca juga: X" gives "Baca juga:" and "X". Without such a sign only
// the phrases that never start a title ("Baca juga") are cut.
func splitMarkerPrefix(s string) (prefix, rest string) {
	if i := strings.IndexAny(s, ":|–—>»"); i > 0 && i <= 40 {
		k := markerKind(s[:i], false)
		_, n := utf8.DecodeRuneInString(s[i:])
		after := strings.TrimLeft(s[i+n:], " :|–—>»")
		if (k == kindRelated || k == kindLatest && (s[i] == ':' || s[i] == '|')) && after != "" && !plainWord[normMarker(s[:i])] {
			return strings.TrimSpace(s[:i+n]), after
		}
	}
	for _, p := range barePrefixes {
		if len(s) > len(p)+1 && strings.EqualFold(s[:len(p)], p) && s[len(p)] == ' ' {
			if rest := strings.TrimSpace(s[len(p):]); rest != "" && startsUpper(rest) {
				return s[:len(p)], rest
			}
		}
	}
	return "", s
}

// plainWord are markers that are ordinary openings of a headline, with a colon
// too ("Trending: …", "Fokus: …"), and so stay part of the title.
var plainWord = map[string]bool{"trending": true, "tren": true, "populer": true, "popular": true, "pilihan": true, "untuk anda": true, "new": true, "for you": true,
	"sorotan": true, "fokus": true, "headline": true, "breaking news": true, "terpopuler": true, "just in": true, "featured": true, "rekomendasi": true, "jangan lewatkan": true}

var barePrefixes = []string{"Baca juga", "Baca pula", "Lihat juga", "Simak juga", "Tonton juga", "Also read", "Read also", "See also"}

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
