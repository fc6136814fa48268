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

import (
	"bytes"
	"embed"
	"encoding/json"
	"strings"
	"sync"
)

// langs are the languages reported on, in the order of the report.
var langs = []string{"id", "en"}

// checklist is the suite. It is immutable and safe for concurrent use.
type checklist struct {
	minimum   []section
	harmless  []section
	templates []template
	pairs     []section
	charged   map[string]map[string]bool // language, word
	targets   targets
	tests     []test // in the order of the report
}

var suite = sync.OnceValue(func() *checklist {
	c := &checklist{harmless: sections("harmless.txt", ""), charged: chargedWords(), targets: readTargets()}
	for _, lang := range langs {
		c.minimum = append(c.minimum, sections("minimum."+lang+".txt", lang)...)
		c.templates = append(c.templates, templates("invariance."+lang+".txt", lang)...)
		c.pairs = append(c.pairs, sections("direction."+lang+".txt", lang)...)
	}
	c.build()
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

// The data files are part of the program: one that cannot be read panics, and a test
// looks at what they say.
//
//go:embed data/*.txt data/targets.json
var embedded embed.FS

// A section is a "== name | field …" heading of a data file with the marked
// lines below it.
type section struct {
	name, lang, doc string
	head            string // "" for the first one, sensational
	lines           []marked
}

// marked is a line of a section: its mark is one of "+-=<>".
type marked struct {
	mark byte
	text string
}

// positive reports whether the headline must be called sensational, or biased.
func (l marked) positive() bool { return l.mark == '+' }

func file(name string) []byte {
	data, err := embedded.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	return data
}

// sections reads a data file of one language, or of those that its headings name
// between the section and what it shows; "head=NAME" may follow these.
func sections(name, lang string) []section {
	var all []section
	for line := range strings.Lines(string(file(name))) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "== "):
			s, fields := section{lang: lang}, splitFields(line[3:], "|")
			last := len(fields) - 1
			if head, ok := strings.CutPrefix(fields[last], "head="); ok {
				s.head, last = head, last-1
			}
			s.name, s.doc = fields[0], fields[last]
			if last > 1 {
				s.lang = fields[1]
			}
			all = append(all, s)
		default:
			s := &all[len(all)-1]
			s.lines = append(s.lines, marked{line[0], strings.TrimSpace(line[1:])})
		}
	}
	return all
}

func splitFields(s, sep string) []string {
	var out []string
	for field := range strings.SplitSeq(s, sep) {
		out = append(out, strings.TrimSpace(field))
	}
	return out
}

// chargedWords reads the words that disguises aim at, by language.
func chargedWords() map[string]map[string]bool {
	words := map[string]map[string]bool{}
	for _, s := range sections("charged.txt", "") { // whose names are languages
		words[s.name] = map[string]bool{}
		for _, l := range s.lines {
			for w := range strings.FieldsSeq(l.text) {
				words[s.name][w] = true
			}
		}
	}
	return words
}

func readTargets() (t targets) {
	dec := json.NewDecoder(bytes.NewReader(file("targets.json")))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&t); err != nil {
		panic(err)
	}
	return t
}
