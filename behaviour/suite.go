// Package behaviour tests what a headline scorer does, case by case, rather
// than by one figure on held-out rows, in the style of CheckList (Ribeiro, Wu,
// Guestrin and Singh, "Beyond Accuracy: Behavioral Testing of NLP Models with
// CheckList", ACL 2020).
//
// Six kinds of test are run, in Indonesian and in English:
//
//   - minimum functionality: headlines that every careful reader of the rubric
//     labels the same way, by capability;
//   - invariance: names, places, numbers, the sides of a conflict, the
//     publisher's suffix and the Unicode form must not change the verdict;
//   - direction: more shouting, more exclamation marks or a loaded word in
//     place of a sober one must not lower the score;
//   - evasion: a sensational headline must still be caught when its words are
//     disguised by look-alike letters, invisible characters and the like;
//   - harmless: Unicode used for good reason must not turn a plain headline
//     sensational;
//   - wrapping: what feeds, content systems and chats put around a headline
//     must not move the verdict, of sensational headlines or of plain ones.
//
// Headlines, templates and targets are text files, embedded and described in
// README.md. Runs are repeatable to the byte: orders are fixed and the disguises
// are drawn from a fixed seed.
//
// The headlines are for measurement only and must never be trained on.
package behaviour

import "sync"

// langs are the languages reported on, in the order of the report.
var langs = []string{"id", "en"}

// checklist is the suite. It is immutable and safe for concurrent use.
type checklist struct {
	minimum   []section
	harmless  []section
	templates []template
	pairs     []section
	wraps     []section
	charged   map[string]map[string]bool // language, word
	targets   targets
	tests     []test // in the order of the report
}

// suite reads and builds the suite once.
var suite = sync.OnceValue(func() *checklist {
	c := &checklist{
		harmless: sections("harmless.txt", "", "name", "lang", "doc"),
		wraps:    spaced("wrapping.txt", "name", "kind", "doc"),
		charged:  chargedWords(),
		targets:  readTargets(),
	}
	for _, lang := range langs {
		c.minimum = append(c.minimum, sections("minimum."+lang+".txt", lang, "name", "doc")...)
		c.templates = append(c.templates, templates("invariance."+lang+".txt", lang)...)
		c.pairs = append(c.pairs, sections("direction."+lang+".txt", lang, "name", "doc")...)
	}
	c.build(spaced("rewrites.txt", "name", "lang", "kind", "doc"), spaced("additions.txt", "name", "lang", "kind", "doc"))
	return c
})

// written lists the headlines of the minimum functionality of a language that
// are sensational, or that are not.
func (c *checklist) written(lang string, sensational bool) []string {
	return texts(c.minimum, lang, sensational)
}

func texts(list []section, lang string, positive bool) []string {
	var out []string
	for _, s := range list {
		for _, l := range s.lines {
			if s.lang == lang && s.head == "" && l.positive() == positive {
				out = append(out, l.text)
			}
		}
	}
	return out
}
