package links

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Discrepancy is how far a title says or shouts what its article does not say.
type Discrepancy struct {
	Terms    int      `json:"terms"`              // content words of the title, each once
	Missing  []string `json:"missing,omitempty"`  // of these, the ones the body never mentions, in title order
	Capitals []string `json:"capitals,omitempty"` // words in capitals that the body writes, but never in capitals
	Marks    []string `json:"marks,omitempty"`    // "!", "?" or "…" of the title that the body never uses
}

// Share returns the part of the title's content words that the body never
// mentions, 0 to 1; 0 for a title without any.
func (d Discrepancy) Share() float64 {
	if d.Terms == 0 {
		return 0
	}
	return float64(len(d.Missing)) / float64(d.Terms)
}

// Mismatch compares a title with the article under it. Words are compared
// without case and without the common affixes of Indonesian and English, so
// that "menangkap" in the body covers "ditangkap" in the title. An empty body
// gives the zero Discrepancy: there is nothing to compare with.
func Mismatch(title, body string) Discrepancy {
	var d Discrepancy
	if strings.TrimSpace(body) == "" {
		return d
	}
	forms := map[string]bool{} // words of the body and their stems
	spelt := map[string]int{}  // how the body writes a word
	const lower, capitals = 1, 2
	for _, w := range wordsOf(body) {
		low := strings.ToLower(w)
		if _, seen := spelt[low]; !seen {
			for _, form := range stems(low) {
				forms[form] = true
			}
		}
		if isShouted(w) {
			spelt[low] |= capitals
		} else {
			spelt[low] |= lower
		}
	}
	seen := map[string]bool{}
	for _, w := range wordsOf(title) {
		low := strings.ToLower(w)
		if seen[low] {
			continue
		}
		seen[low] = true
		if isShouted(w) && spelt[low] == lower {
			d.Capitals = append(d.Capitals, w)
		}
		if stopWords()[low] || utf8.RuneCountInString(low) < 3 {
			continue
		}
		d.Terms++
		if !slices.ContainsFunc(stems(low), func(form string) bool { return forms[form] }) {
			d.Missing = append(d.Missing, w)
		}
	}
	for _, mark := range []string{"!", "?", "…"} {
		if hasMark(title, mark) && !hasMark(body, mark) {
			d.Marks = append(d.Marks, mark)
		}
	}
	return d
}

func hasMark(s, mark string) bool {
	return strings.Contains(s, mark) || mark == "…" && strings.Contains(s, "...")
}

// isShouted reports whether a word of at least two letters has no lower case.
func isShouted(w string) bool {
	letters := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// wordsOf splits at everything but letters and digits.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// minStem is how many bytes of a word must remain without its affixes.
const minStem = 4

var (
	prefixes = []string{"meng", "meny", "mem", "men", "me", "peng", "peny", "pem", "pen", "pe", "ber", "ter", "per", "di", "ke", "se"}
	suffixes = []string{"kannya", "annya", "inya", "nya", "lah", "kah", "kan", "an", "i", "ku", "mu", "ing", "ed", "d", "es", "s", "ly"}
)

// stems returns a word and its forms without one suffix, one prefix, and both.
// They are only compared with each other, so a wrong cut does little harm.
func stems(w string) []string {
	bases := append(make([]string, 0, 4), w)
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) && len(w)-len(s) >= minStem {
			bases = append(bases, w[:len(w)-len(s)])
		}
	}
	out := append(make([]string, 0, 12), bases...)
	for _, base := range bases {
		for _, p := range prefixes {
			if rest, ok := strings.CutPrefix(base, p); ok && len(rest) >= minStem-1 {
				out = append(out, rest)
				if c := nasal[p]; c != "" {
					out = append(out, c+rest) // "menangkap" from "tangkap"
				}
			}
		}
	}
	return out
}

// nasal gives the sound that a nasal prefix swallows.
var nasal = map[string]string{"mem": "p", "men": "t", "meng": "k", "meny": "s", "pem": "p", "pen": "t", "peng": "k", "peny": "s"}

var stopWords = setOf("stop word")
