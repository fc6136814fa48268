package behaviour

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

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
	{"registered", "® follows the first word", func(t string) (string, bool) { return afterFirstWord(t, "®") }},
	{"trade-mark", "™ follows the first word", func(t string) (string, bool) { return afterFirstWord(t, "™") }},
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

// curlyQuotes opens a quote after a space, a bracket or the start, and
// closes it elsewhere; within a word it is an apostrophe.
func curlyQuotes(t string) string {
	var b strings.Builder
	prev := ' '
	for _, r := range t {
		opens := unicode.IsSpace(prev) || prev == '(' || prev == '['
		switch {
		case r == '"' && opens:
			r = '“'
		case r == '"':
			r = '”'
		case r == '\'' && opens:
			r = '‘'
		case r == '\'':
			r = '’'
		}
		b.WriteRune(r)
		prev = r
	}
	return b.String()
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

func afterFirstWord(t, sign string) (string, bool) {
	i := strings.IndexByte(t, ' ')
	if i < 1 {
		return t, false
	}
	if r, _ := utf8.DecodeLastRuneInString(t[:i]); !unicode.IsLetter(r) {
		return t, false
	}
	return t[:i] + sign + t[i:], true
}
