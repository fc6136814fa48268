package behaviour

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

// The data files are part of the program: one that cannot be read panics, and a test
// looks at what they say.
//
//go:embed data/*.txt data/targets.json
var embedded embed.FS

// A section is a "== name | field …" heading of a data file with the marked
// lines below it.
type section struct {
	name, lang, kind, doc string
	head                  string // "" for the first one, sensational
	lines                 []marked
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

// sections reads a data file of one language, or of those that its headings
// name. Headings have the given fields.
func sections(name, lang string, fields ...string) []section {
	var all []section
	for line := range strings.Lines(string(file(name))) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "== "):
			s, err := newSection(splitFields(line[3:], "|"), fields)
			if err != nil {
				panic(fmt.Errorf("behaviour: %s: %s: %w", name, line, err))
			}
			if lang != "" {
				s.lang = lang
			}
			all = append(all, s)
		default:
			s := &all[len(all)-1]
			s.lines = append(s.lines, marked{line[0], strings.TrimSpace(line[1:])})
		}
	}
	return all
}

// newSection assigns the fields of a heading; "head=NAME" may follow them.
func newSection(values, fields []string) (s section, err error) {
	if head, ok := strings.CutPrefix(values[len(values)-1], "head="); ok {
		s.head, values = head, values[:len(values)-1]
	}
	if len(values) != len(fields) {
		return s, fmt.Errorf("%d fields; it must have %s", len(values), strings.Join(fields, " | "))
	}
	for i, name := range fields {
		*map[string]*string{"name": &s.name, "lang": &s.lang, "kind": &s.kind, "doc": &s.doc}[name] = values[i]
	}
	return s, nil
}

func splitFields(s, sep string) []string {
	var out []string
	for field := range strings.SplitSeq(s, sep) {
		out = append(out, strings.TrimSpace(field))
	}
	return out
}

// spaced is sections with text to put around headlines, where "_" stands for a space.
func spaced(name string, fields ...string) []section {
	all := sections(name, "", fields...)
	for _, s := range all {
		for i := range s.lines {
			s.lines[i].text = strings.ReplaceAll(s.lines[i].text, "_", " ")
		}
	}
	return all
}

// chargedWords reads the words that disguises aim at, by language.
func chargedWords() map[string]map[string]bool {
	words := map[string]map[string]bool{}
	for _, s := range sections("charged.txt", "", "lang", "doc") {
		if words[s.lang] == nil {
			words[s.lang] = map[string]bool{}
		}
		for _, l := range s.lines {
			for w := range strings.FieldsSeq(l.text) {
				words[s.lang][w] = true
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
