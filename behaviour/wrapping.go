package behaviour

import (
	"slices"
	"strings"
)

// A wrapping is what stands around a headline in the wild, or how it is encoded
// there; it says nothing of the wording.
type wrapping struct {
	section
	ways []func(title string) string
}

// encodings rewrite a title throughout.
var encodings = []rewrite{
	{"entities", "quotes and marks as entities", strings.NewReplacer("'", "&#39;", "’", "&rsquo;", `"`, "&quot;", "“", "&ldquo;", "”", "&rdquo;", "!", "&#33;", "?", "&#x3f;").Replace},
	{"double-escaped", "entities escaped twice", strings.NewReplacer("'", "&amp;#39;", "’", "&amp;rsquo;", `"`, "&amp;quot;", ",", "&amp;#44;").Replace},
	{"escapes", "escapes of JSON", strings.NewReplacer("'", `\u0027`, "’", `\u2019`, `"`, `\"`, "!", `\u0021`).Replace},
	{"underscores", "underscores for spaces", strings.NewReplacer(" ", "_").Replace},
	{"percent", "a title from an address", strings.NewReplacer(" ", "%20").Replace},
	{"narrow-spaces", "spaces of another kind", strings.NewReplacer(" ", "\u2009").Replace},
	{"soft-hyphens", "soft hyphens in words", func(t string) string { return inWords(t, "\u00ad") }},
	{"zero-width", "zero-width spaces in words", func(t string) string { return inWords(t, "\u200b") }},
	{"break-tags", "break opportunities in words", func(t string) string { return inWords(t, "<wbr>") }},
	{"emoji-between", "an emoji amid the words", func(t string) string { return amid(t, "😱") }},
	{"tildes-between", "tildes for spaces", strings.NewReplacer(" ", " ~ ").Replace},
	{"line-break", "a line break amid the words", func(t string) string { return amid(t, "\n") }},
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

func (c *checklist) wrappings(lang string) []wrapping {
	var out []wrapping
	for _, s := range c.wraps {
		if s.kind != lang && s.kind != "both" {
			continue
		}
		w := wrapping{section: s}
		for _, l := range s.lines {
			w.ways = append(w.ways, func(title string) string { return strings.ReplaceAll(l.text, "{}", title) })
		}
		out = append(out, w)
	}
	for _, e := range encodings {
		out = append(out, wrapping{e.section(lang), []func(string) string{e.apply}})
	}
	return out
}

// wrapTests wrap the sensational and the plain headlines of a language in every
// kind, and in pairs of kinds.
func (c *checklist) wrapTests(lang string) []test {
	var out []test
	all := c.wrappings(lang)
	for _, w := range append(all, wrapping{section: section{name: "two-kinds", doc: "one kind within another"}}) {
		w.lang = lang
		for _, by := range []rule{staysPositive, staysNegative} {
			t := newTest(Wrapping, w.section, by)
			t.byRule = true
			t.Label = labelOf("", by == staysPositive)
			for k, h := range c.written(lang, by == staysPositive) {
				ways := w.ways
				if ways == nil {
					ways = twoKinds(all, k)
				}
				for _, way := range ways {
					t.compare(h, way(h))
				}
			}
			out = append(out, t)
		}
	}
	return out
}

// twoKinds puts some kinds within others, other pairs for each headline.
func twoKinds(all []wrapping, headline int) []func(string) string {
	var out []func(string) string
	for i := range 6 {
		inner, outer := all[(7*headline+i)%len(all)].ways, all[(11*headline+17*i+5)%len(all)].ways
		out = append(out, func(title string) string {
			return outer[headline%len(outer)](inner[headline%len(inner)](title))
		})
	}
	return out
}

// wrapChecks measure how many headlines of a language wrapping turns.
func (t targets) wrapChecks(r *Report, lang string) []Check {
	var worst [2]Result // of neutral and of sensational headlines, the first of equals
	var cases [2]int
	sum, kinds := 0.0, 0
	for _, x := range r.Results {
		if x.Kind != Wrapping || x.Lang != lang || x.Cases == 0 {
			continue
		}
		label := 0
		if x.Label == labelOf("", true) {
			label, kinds, sum = 1, kinds+1, sum+1-x.Rate
		}
		cases[label] += x.Cases
		if worst[label].Cases == 0 || x.Rate < worst[label].Rate {
			worst[label] = x
		}
	}
	return []Check{
		atMost("wrapping, turned neutral, mean of kinds", lang, cases[1], sum/float64(max(kinds, 1)), t.WrappingNeutral),
		atMost("wrapping, turned neutral, worst: "+worst[1].Test, lang, cases[1], 1-worst[1].Rate, t.WrappingNeutralWorst),
		atMost("wrapping, turned sensational, worst: "+worst[0].Test, lang, cases[0], 1-worst[0].Rate, t.WrappingSensational),
	}
}
