package behaviour

import (
	"math/rand/v2"
	"strings"
)

// disguises in the order of the report.
var disguises = []disguise{
	{name: "cyrillic", doc: "charged words in Cyrillic look-alikes", word: lookalikes(cyrillic)},
	{name: "cyrillic-all", doc: "every word in Cyrillic look-alikes", everyWord: true, word: lookalikes(cyrillic)},
	{name: "greek", doc: "charged words in Greek look-alikes", word: lookalikes(greek)},
	{name: "zero-width-space", doc: "U+200B between the letters of charged words", word: between("\u200b")},
	{name: "zero-width-non-joiner", doc: "U+200C between the letters of charged words", word: between("\u200c")},
	{name: "soft-hyphen", doc: "U+00AD between the letters of charged words", word: between("\u00ad")},
	{name: "invisible-all", doc: "invisible characters between the letters of every word", everyWord: true,
		word: between("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e")},
	{name: "fullwidth", doc: "charged words in fullwidth letters", word: shifted(0xff21, 0xff41)},
	{name: "fullwidth-all", doc: "every word in fullwidth letters", everyWord: true, word: shifted(0xff21, 0xff41)},
	{name: "mathematical", doc: "charged words in mathematical letters", word: mathematical},
	{name: "mathematical-all", doc: "every word in mathematical letters", everyWord: true, word: mathematical},
	{name: "circled", doc: "charged words in circled letters", word: shifted(0x24b6, 0x24d0)},
	{name: "leetspeak", doc: "digits for letters in charged words", word: leetspeak},
	{name: "spaced", doc: "the letters of charged words spaced out", gap: " ", word: joined(" ")},
	{name: "dotted", doc: "full stops between the letters of charged words", word: joined(".")},
	{name: "separated", doc: "hyphens, underscores, asterisks or middle dots between the letters", word: joined("-", "_", "*", "·")},
	{name: "elongated", doc: "the last vowel of charged words drawn out", word: elongated},
	{name: "combining", doc: "combining marks over charged words", word: combining(1)},
	{name: "combining-stacked", doc: "three combining marks on each letter of charged words", word: combining(3)},
	{name: "accented", doc: "accented letters in charged words", word: accents},
	{name: "emoji", doc: "emoji between the letters of charged words", word: joined("🔥", "😱", "💥", "❗", "😡")},
}

// share is the part of the possible letters that a disguise of choice
// changes; at least one letter of a word is always changed.
const share = 0.7

// choose calls change for each letter that the draw picks, and for the first
// possible letter when it picks none; ok tells which letters are possible.
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
		after := make([]string, len(letters))
		choose(letters, r,
			func(i int) bool { return i+1 < len(letters) },
			func(i int) { after[i] = signs[r.IntN(len(signs))] })
		return interleave(letters, after)
	}
}

// joined puts the same visible sign between all letters.
func joined(signs ...string) func([]rune, *rand.Rand) string {
	return func(letters []rune, r *rand.Rand) string {
		sign := signs[r.IntN(len(signs))]
		after := make([]string, len(letters))
		for i := range len(letters) - 1 {
			after[i] = sign
		}
		return interleave(letters, after)
	}
}

func interleave(letters []rune, after []string) string {
	var b strings.Builder
	for i, l := range letters {
		b.WriteRune(l)
		b.WriteString(after[i])
	}
	return b.String()
}

// combining puts n marks on letters: on some for one, on all for more.
func combining(n int) func([]rune, *rand.Rand) string {
	marks := []rune("\u0300\u0301\u0302\u0303\u0308\u0316\u0323\u0332\u0336\u0338\u0345\u035b")
	return func(letters []rune, r *rand.Rand) string {
		after := make([]string, len(letters))
		add := func(i int) {
			for range n {
				after[i] += string(marks[r.IntN(len(marks))])
			}
		}
		if n > 1 {
			for i := range letters {
				add(i)
			}
		} else {
			choose(letters, r, func(int) bool { return true }, add)
		}
		return interleave(letters, after)
	}
}

// elongated repeats the last vowel three to five times more.
func elongated(letters []rune, r *rand.Rand) string {
	for i := len(letters) - 1; i >= 0; i-- {
		if strings.ContainsRune("aeiouAEIOU", letters[i]) {
			more := strings.Repeat(string(letters[i]), 3+r.IntN(3))
			return string(letters[:i]) + more + string(letters[i:])
		}
	}
	return string(letters)
}
