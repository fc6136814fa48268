package behaviour

import (
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A disguise rewrites words so that a reader still reads them and a filter may
// not.
type disguise struct {
	name, doc string
	everyWord bool   // disguise every word, not only the charged ones
	gap       string // added between disguised words, besides what separates them
	word      func(letters []rune, r *rand.Rand) string
}

// allDisguises in the order of the report.
var allDisguises = []disguise{
	{name: "cyrillic", doc: "charged words in Cyrillic look-alikes", word: lookalikes(cyrillic)},
	{name: "cyrillic-all", doc: "every word in Cyrillic look-alikes", everyWord: true, word: lookalikes(cyrillic)},
	{name: "greek", doc: "charged words in Greek look-alikes", word: lookalikes(greek)},
	{name: "zero-width-space", doc: "U+200B between the letters of charged words", word: between("\u200b")},
	{name: "zero-width-non-joiner", doc: "U+200C between the letters of charged words", word: between("\u200c")},
	{name: "soft-hyphen", doc: "U+00AD between the letters of charged words", word: between("\u00ad")},
	{name: "invisible-all", doc: "invisible characters between the letters of every word", everyWord: true,
		word: between("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e")},
	{name: "fullwidth", doc: "charged words in fullwidth letters", word: alphabet(0xff21, 0xff41)},
	{name: "fullwidth-all", doc: "every word in fullwidth letters", everyWord: true, word: alphabet(0xff21, 0xff41)},
	{name: "mathematical", doc: "charged words in mathematical letters", word: mathematical},
	{name: "mathematical-all", doc: "every word in mathematical letters", everyWord: true, word: mathematical},
	{name: "circled", doc: "charged words in circled letters", word: alphabet(0x24b6, 0x24d0)},
	{name: "leetspeak", doc: "digits for letters in charged words", word: leetspeak},
	{name: "spaced", doc: "the letters of charged words spaced out", gap: " ", word: joined(" ")},
	{name: "dotted", doc: "full stops between the letters of charged words", word: joined(".")},
	{name: "separated", doc: "hyphens, underscores, asterisks or middle dots between the letters", word: joined("-", "_", "*", "·")},
	{name: "elongated", doc: "the last vowel of charged words drawn out", word: elongated},
	{name: "combining", doc: "combining marks over charged words", word: combining(1)},
	{name: "combining-stacked", doc: "three combining marks on each letter of charged words", word: combining(3)},
	{name: "accented", doc: "accented letters in charged words", word: lookalikes(accents)},
	{name: "emoji", doc: "emoji between the letters of charged words", word: joined("🔥", "😱", "💥", "❗", "😡")},
}

// Groups of a Latin letter and those that replace it: look-alikes (compare
// Unicode Technical Standard 39, "confusables"), digits, and accented forms.
const (
	cyrillic = "AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ aа cс dԁ eе hһ iі jј oо pр qԛ sѕ wԝ xх yу"
	greek    = "AΑ BΒ EΕ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ XΧ YΥ ZΖ aα iι kκ nη oο pρ tτ uυ vν"
	leet     = "A4 E3 I1 O0 S5 T7 a4 e3 i1 o0 s5 t7"
	accents  = "AÀÁÂÃĀĂÄÅẠĄ CĆĈĊČÇ DĎ EÈÉÊĒĖËĚẸĘ GĜĞ IÌÍÎĨĪİÏỊĮ LĹ NǸŃÑŇ OÒÓÔÕŌÖŐỌ RŔŘ SŚŜŠŞ TŤŢ UÙÚÛŨŪÜŮŰỤŲ YÝŸ ZŹŻŽ " +
		"aàáâãāăäåạą cćĉċčç dď eèéêēėëěẹę gĝğ iìíîĩīïịį lĺ nǹńñň oòóôõōöőọ rŕř sśŝšş tťţ uùúûũūüůűụų yýÿ zźżž"
)

// disguises are the variations that hide the charged words of a language.
func (c *checklist) disguises(lang string) []variation {
	var out []variation
	for _, d := range allDisguises {
		out = append(out, variation{d.name, d.doc, []way{func(h string) string { return d.apply(h, c.charged[lang]) }}})
	}
	return out
}

// apply disguises the words of a headline: all of them, or those in charged.
func (d disguise) apply(headline string, charged map[string]bool) string {
	r := randFor(d.name, headline)
	var b strings.Builder
	end := 0 // of the last disguised word
	for _, w := range words.FindAllStringIndex(headline, -1) {
		word, between := headline[w[0]:w[1]], headline[end:w[0]]
		if !d.everyWord && !charged[strings.ToLower(word)] {
			continue
		}
		b.WriteString(between)
		if end > 0 && utf8.RuneCountInString(between) == 1 {
			b.WriteString(d.gap)
		}
		b.WriteString(d.word([]rune(word), r))
		end = w[1]
	}
	return b.String() + headline[end:]
}

var words = regexp.MustCompile(`\pL+`)

// randFor seeds the choices of a disguise from the names alone, so that they do
// not depend on the order in which headlines are tested.
func randFor(name, headline string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name + "\x00" + headline))
	return rand.New(rand.NewPCG(2020, h.Sum64()))
}

// forms maps the first letter of each group to the others.
func forms(groups string) map[rune][]rune {
	m := make(map[rune][]rune)
	for g := range strings.FieldsSeq(groups) {
		letters := []rune(g)
		m[letters[0]] = letters[1:]
	}
	return m
}

// lookalikes replaces some of the letters that have a group, at least one.
func lookalikes(groups string) func([]rune, *rand.Rand) string {
	m := forms(groups)
	return func(letters []rune, r *rand.Rand) string {
		out := append([]rune(nil), letters...)
		choose(letters, r,
			func(i int) bool { return len(m[letters[i]]) > 0 },
			func(i int) { out[i] = m[letters[i]][r.IntN(len(m[letters[i]]))] })
		return string(out)
	}
}

// leetspeak writes digits for vowels, s and t, all of them.
func leetspeak(letters []rune, _ *rand.Rand) string {
	m := forms(leet)
	return strings.Map(func(l rune) rune {
		if d := m[l]; d != nil {
			return d[0]
		}
		return l
	}, string(letters))
}

// alphabet writes letters of an alphabet that starts elsewhere in Unicode.
func alphabet(upper, lower rune) func([]rune, *rand.Rand) string {
	return func(letters []rune, _ *rand.Rand) string {
		return strings.Map(func(l rune) rune {
			switch {
			case 'A' <= l && l <= 'Z':
				return upper + l - 'A'
			case 'a' <= l && l <= 'z':
				return lower + l - 'a'
			}
			return l
		}, string(letters))
	}
}

// mathematical writes a word in one of the mathematical alphabets without gaps:
// bold, bold italic, bold script, bold fraktur, sans-serif, sans-serif bold,
// monospace.
func mathematical(letters []rune, r *rand.Rand) string {
	starts := []rune{0x1d400, 0x1d468, 0x1d4d0, 0x1d56c, 0x1d5a0, 0x1d5d4, 0x1d670}
	s := starts[r.IntN(len(starts))]
	return alphabet(s, s+26)(letters, r)
}

// share is the part of the possible letters that a disguise of choice changes;
// at least one letter of a word is always changed.
const share = 0.7

// choose calls change for each letter that is drawn, and for the first possible
// letter when none is; ok says which letters are possible.
func choose(letters []rune, r *rand.Rand, ok func(i int) bool, change func(i int)) {
	first, picked := -1, false
	for i := range letters {
		if !ok(i) {
			continue
		}
		if first < 0 {
			first = i
		}
		if r.Float64() < share {
			change(i)
			picked = true
		}
	}
	if !picked && first >= 0 {
		change(first)
	}
}

// between puts invisible characters between letters.
func between(signs ...string) func([]rune, *rand.Rand) string {
	return func(letters []rune, r *rand.Rand) string {
		out := strings.Split(string(letters), "")
		choose(letters, r,
			func(i int) bool { return i+1 < len(letters) },
			func(i int) { out[i] += signs[r.IntN(len(signs))] })
		return strings.Join(out, "")
	}
}

// joined puts the same visible sign between all letters.
func joined(signs ...string) func([]rune, *rand.Rand) string {
	return func(letters []rune, r *rand.Rand) string {
		return strings.Join(strings.Split(string(letters), ""), signs[r.IntN(len(signs))])
	}
}

// combining puts n marks on letters: on some for one, on all for more.
func combining(n int) func([]rune, *rand.Rand) string {
	marks := []rune("\u0300\u0301\u0302\u0303\u0308\u0316\u0323\u0332\u0336\u0338\u0345\u035b")
	return func(letters []rune, r *rand.Rand) string {
		out := strings.Split(string(letters), "")
		mark := func(i int) {
			for range n {
				out[i] += string(marks[r.IntN(len(marks))])
			}
		}
		if n == 1 {
			choose(letters, r, func(int) bool { return true }, mark)
		} else {
			for i := range letters {
				mark(i)
			}
		}
		return strings.Join(out, "")
	}
}

// elongated repeats the last vowel three to five times more.
func elongated(letters []rune, r *rand.Rand) string {
	word := string(letters)
	i := strings.LastIndexAny(word, "aeiouAEIOU")
	if i < 0 {
		return word
	}
	return word[:i] + strings.Repeat(word[i:i+1], 3+r.IntN(3)) + word[i:]
}

// rewrites change how a headline is written and nothing of what it says, so they must
// keep its label.
var rewrites = []variation{
	{"quotes", "straight quotes become curly ones", []way{curlyQuotes}},
	{"straight-quotes", "curly quotes become straight ones", []way{straightQuotes}},
	{"no-break-spaces", "spaces become no-break spaces", []way{strings.NewReplacer(" ", "\u00a0").Replace}},
	{"decomposed", "accented letters are written as a letter and a mark (NFD)", []way{decompose}},
	{"dashes", "hyphens between spaces and figures become en dashes", []way{enDashes}},
	{"ellipsis", "three dots become one sign", []way{strings.NewReplacer("...", "…").Replace}},
	{"trailing-space", "a space and a line end follow", []way{func(t string) string { return t + " \n" }}},
	{"leading-space", "spaces lead", []way{func(t string) string { return "  " + t }}},
	{"double-spaces", "spaces are doubled", []way{strings.NewReplacer(" ", "  ").Replace}},
}

// ornaments are put on plain headlines only: they add a sign.
var ornaments = []variation{
	{"emoji-at-end", "an emoji ends the title", []way{func(t string) string { return t + " 📰" }}},
	{"flag-at-end", "a flag ends the title", []way{func(t string) string { return t + " 🇮🇩" }}},
	{"registered", "® follows the first word", []way{afterFirstWord("®")}},
	{"trade-mark", "™ follows the first word", []way{afterFirstWord("™")}},
	{"byte-order-mark", "a byte order mark leads", []way{func(t string) string { return "\ufeff" + t }}},
}

func decompose(t string) string { return norm.NFD.String(t) }

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

func afterFirstWord(sign string) func(string) string {
	return func(t string) string { return firstWord.ReplaceAllString(t, "$1"+sign+" ") }
}
