package behaviour

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"unicode"
)

// A disguise rewrites words so that a reader still reads them and a filter
// may not.
type disguise struct {
	name, doc string
	everyWord bool // disguise every word, not only the charged ones
	gap       string
	word      func(letters []rune, r *rand.Rand) string
}

// DisguiseNames lists the disguises in the order of the report.
func DisguiseNames() []string {
	var out []string
	for _, d := range disguises {
		out = append(out, d.name)
	}
	return out
}

// Disguise applies the named disguise to a title in Indonesian ("id") or
// English ("en"); it reports false when there is no such disguise, or when
// the title has no word to disguise. The same title is disguised in the same
// way each time.
func (c *Checklist) Disguise(name, title, lang string) (string, bool) {
	for _, d := range disguises {
		if d.name == name {
			return d.apply(title, c.charged[lang])
		}
	}
	return "", false
}

// apply disguises the words of a title: all of them, or those in charged.
func (d disguise) apply(title string, charged map[string]bool) (string, bool) {
	r := randFor(d.name, title)
	runes := []rune(title)
	var b strings.Builder
	changed, last := false, -2
	for i := 0; i < len(runes); {
		if !unicode.IsLetter(runes[i]) {
			b.WriteRune(runes[i])
			i++
			continue
		}
		end := i
		for end < len(runes) && unicode.IsLetter(runes[end]) {
			end++
		}
		word := runes[i:end]
		if d.everyWord || charged[strings.ToLower(string(word))] {
			if last == i-1 {
				b.WriteString(d.gap)
			}
			b.WriteString(d.word(word, r))
			changed, last = true, end
		} else {
			b.WriteString(string(word))
		}
		i = end
	}
	out := b.String()
	return out, changed && out != title
}

// randFor draws the choices of a disguise from the names alone, so that they
// do not depend on the order in which titles are tested.
func randFor(name, title string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name + "\x00" + title))
	return rand.New(rand.NewPCG(2020, h.Sum64()))
}
