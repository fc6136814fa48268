package behaviour

import (
	"slices"
	"strconv"
	"strings"
)

// encodings rewrite a title throughout.
var encodings = []variation{
	{"entities", "quotes and marks as entities", []way{strings.NewReplacer("'", "&#39;", "’", "&rsquo;", `"`, "&quot;", "“", "&ldquo;", "”", "&rdquo;", "!", "&#33;", "?", "&#x3f;").Replace}},
	{"double-escaped", "entities escaped twice", []way{strings.NewReplacer("'", "&amp;#39;", "’", "&amp;rsquo;", `"`, "&amp;quot;", ",", "&amp;#44;").Replace}},
	{"escapes", "escapes of JSON", []way{strings.NewReplacer("'", `\u0027`, "’", `\u2019`, `"`, `\"`, "!", `\u0021`).Replace}},
	{"underscores", "underscores for spaces", []way{strings.NewReplacer(" ", "_").Replace}},
	{"percent", "a title from an address", []way{strings.NewReplacer(" ", "%20").Replace}},
	{"narrow-spaces", "spaces of another kind", []way{strings.NewReplacer(" ", "\u2009").Replace}},
	{"soft-hyphens", "soft hyphens in words", []way{func(t string) string { return inWords(t, "\u00ad") }}},
	{"zero-width", "zero-width spaces in words", []way{func(t string) string { return inWords(t, "\u200b") }}},
	{"break-tags", "break opportunities in words", []way{func(t string) string { return inWords(t, "<wbr>") }}},
	{"emoji-between", "an emoji amid the words", []way{func(t string) string { return amid(t, "😱") }}},
	{"tildes-between", "tildes for spaces", []way{strings.NewReplacer(" ", " ~ ").Replace}},
	{"line-break", "a line break amid the words", []way{func(t string) string { return amid(t, "\n") }}},
}

// inWords puts a text after the second letter of each longer word.
func inWords(title, between string) string {
	words := strings.Fields(title)
	for i, w := range words {
		if r := []rune(w); len(r) > 3 {
			words[i] = string(r[:2]) + between + string(r[2:])
		}
	}
	return strings.Join(words, " ")
}

func amid(title, word string) string {
	words := strings.Fields(title)
	return strings.Join(slices.Insert(words, len(words)/2, word), " ")
}

// wrappings are what stands around a headline in the wild, or how it is encoded
// there, which says nothing of the wording; then pairs of them.
func wrappings(lang string) []variation {
	all := slices.Concat(variations("wrapping.txt", lang), encodings)
	both := variation{name: "two-kinds", doc: "one kind within another"}
	for i := range 6 {
		both.ways = append(both.ways, func(h string) string {
			r := randFor("two-kinds "+strconv.Itoa(i), h)
			draw := func() way {
				ways := all[r.IntN(len(all))].ways
				return ways[r.IntN(len(ways))]
			}
			inner, outer := draw(), draw()
			return outer(inner(h))
		})
	}
	return append(all, both)
}
