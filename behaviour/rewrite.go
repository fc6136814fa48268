package behaviour

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A rewrite changes how a headline is written and nothing of what it says. It
// reports false where it has nothing to change.
type rewrite struct {
	name, doc string
	apply     func(title string) (string, bool)
}

// rewrites must keep the label of any headline, and so must not turn a plain
// headline sensational.
var rewrites = []rewrite{
	{"quotes", "straight quotes become curly ones", replaced(curlyQuotes)},
	{"straight-quotes", "curly quotes become straight ones", replaced(straightQuotes)},
	{"no-break-spaces", "spaces become no-break spaces", replaced(strings.NewReplacer(" ", "\u00a0").Replace)},
	{"decomposed", "accented letters are written as a letter and a mark (NFD)", replaced(decompose)},
	{"dashes", "hyphens between spaces and figures become en dashes", replaced(enDashes)},
	{"ellipsis", "three dots become one sign", replaced(strings.NewReplacer("...", "…").Replace)},
	{"trailing-space", "a space and a line end follow", func(t string) (string, bool) { return t + " \n", true }},
	{"leading-space", "spaces lead", func(t string) (string, bool) { return "  " + t, true }},
	{"double-spaces", "spaces are doubled", replaced(strings.NewReplacer(" ", "  ").Replace)},
}

// ornaments are put on plain headlines only: they add a sign.
var ornaments = []rewrite{
	{"emoji-at-end", "an emoji ends the title", func(t string) (string, bool) { return t + " 📰", true }},
	{"flag-at-end", "a flag ends the title", func(t string) (string, bool) { return t + " 🇮🇩", true }},
	{"registered", "® follows the first word", afterFirstWord("®")},
	{"trade-mark", "™ follows the first word", afterFirstWord("™")},
	{"byte-order-mark", "a byte order mark leads", func(t string) (string, bool) { return "\ufeff" + t, true }},
}

func (w rewrite) section(lang string) section { return section{name: w.name, lang: lang, doc: w.doc} }

func decompose(t string) string { return norm.NFD.String(t) }

// replaced reports whether f changes anything.
func replaced(f func(string) string) func(string) (string, bool) {
	return func(t string) (string, bool) {
		out := f(t)
		return out, out != t
	}
}

var (
	openDouble = regexp.MustCompile(`(^|[\s\pZ(\[])"`)
	openSingle = regexp.MustCompile(`(^|[\s\pZ(\[])'`)
)

// curlyQuotes opens a quote after a space, a bracket or the start, and closes it
// elsewhere; within a word it is an apostrophe.
func curlyQuotes(t string) string {
	t = openDouble.ReplaceAllString(t, "$1“")
	t = openSingle.ReplaceAllString(t, "$1‘")
	return strings.NewReplacer(`"`, "”", "'", "’").Replace(t)
}

func straightQuotes(t string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'").Replace(t)
}

var betweenDigits = regexp.MustCompile(`(\d)-(\d)`)

// enDashes leaves the hyphens within words alone.
func enDashes(t string) string {
	t = strings.ReplaceAll(t, " - ", " – ")
	for range 2 { // matches do not overlap: 1-2-3 takes two passes
		t = betweenDigits.ReplaceAllString(t, "$1–$2")
	}
	return t
}

var firstWord = regexp.MustCompile(`^([^ ]*\pL) `)

func afterFirstWord(sign string) func(string) (string, bool) {
	return replaced(func(t string) string { return firstWord.ReplaceAllString(t, "$1"+sign+" ") })
}
