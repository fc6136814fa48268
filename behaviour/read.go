package behaviour

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// A section is a "== name | field …" heading of a data file with the marked
// lines below it.
type section struct {
	file                  string
	line                  int
	name, lang, kind, doc string
	head                  string // "" for the first one, sensational
	lines                 []marked
}

// marked is a line of a section: its mark is one of "+-=<>".
type marked struct {
	mark byte
	text string
	line int
}

// positive reports whether the headline must be called sensational, or biased.
func (l marked) positive() bool { return l.mark == '+' }

// errorf reports what is wrong with the line of that number.
func (s section) errorf(line int, format string, args ...any) error {
	return fmt.Errorf("behaviour: %s:%d: %w", s.file, line, fmt.Errorf(format, args...))
}

// reader reads the data files and keeps the first error.
type reader struct {
	fsys fs.FS
	err  error
}

func (r *reader) file(name string) []byte {
	if r.err != nil {
		return nil
	}
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		r.err = fmt.Errorf("behaviour: %w", err)
	}
	return data
}

// sections reads a data file of one language, or of those that its headings
// name. Headings have the given fields and lines only the given marks.
func (r *reader) sections(name, lang, fields, marks string) []section {
	data := r.file(name)
	if r.err != nil {
		return nil
	}
	all, err := parseSections(name, string(data), strings.Fields(fields), marks)
	r.err = err
	for i := range all {
		if lang != "" {
			all[i].lang = lang
		}
	}
	return all
}

func parseSections(file, data string, fields []string, marks string) ([]section, error) {
	at := section{file: file}
	if !utf8.ValidString(data) {
		return nil, at.errorf(1, "not UTF-8")
	}
	var out []section
	for line := range strings.Lines(data) {
		at.line++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "== "):
			s := section{file: file, line: at.line}
			if err := s.heading(splitFields(line[3:], "|"), fields); err != nil {
				return nil, err
			}
			out = append(out, s)
		case len(line) < 3 || line[1] != ' ' || strings.IndexByte(marks, line[0]) < 0:
			return nil, at.errorf(at.line, "want a heading, a comment or a line that opens with one of %q and a space", marks)
		case len(out) == 0:
			return nil, at.errorf(at.line, "a line before the first heading")
		default:
			s := &out[len(out)-1]
			s.lines = append(s.lines, marked{line[0], strings.TrimSpace(line[2:]), at.line})
		}
	}
	for _, s := range out {
		if len(s.lines) == 0 {
			return nil, s.errorf(s.line, "section %q has no lines", s.name)
		}
	}
	if len(out) == 0 {
		return nil, at.errorf(at.line, "no section")
	}
	return out, nil
}

// heading assigns the fields of a heading; "head=NAME" may follow them.
func (s *section) heading(values, fields []string) error {
	last := values[len(values)-1]
	if head, ok := strings.CutPrefix(last, "head="); ok {
		if _, known := labels[head]; !known && head != "sensational" {
			return s.errorf(s.line, "unknown head %q, want sensational or biased", head)
		}
		if head != "sensational" {
			s.head = head
		}
		values = values[:len(values)-1]
	}
	if len(values) != len(fields) {
		return s.errorf(s.line, "heading has %d fields, want %d separated by |", len(values), len(fields))
	}
	for i, name := range fields {
		*map[string]*string{"name": &s.name, "lang": &s.lang, "kind": &s.kind, "doc": &s.doc}[name] = values[i]
	}
	if slices.Contains(fields, "lang") && !slices.Contains(langs, s.lang) {
		return s.errorf(s.line, "language %q, want one of %s", s.lang, strings.Join(langs, ", "))
	}
	return nil
}

func splitFields(s, sep string) []string {
	var out []string
	for field := range strings.SplitSeq(s, sep) {
		out = append(out, strings.TrimSpace(field))
	}
	return out
}

// pairs reads chains of headlines, each stronger than the one before.
func (r *reader) pairs(file, lang string) []section {
	all := r.sections(file, lang, "name doc", "<>")
	for _, s := range all {
		var before byte
		for _, l := range s.lines {
			switch {
			case l.mark == '<' && before == '<':
				r.fail(s.errorf(l.line, "the headline before has no stronger line (>)"))
			case l.mark == '>' && before == 0:
				r.fail(s.errorf(l.line, "a stronger line (>) without a calmer one (<) above"))
			}
			before = l.mark
		}
		if before == '<' {
			r.fail(s.errorf(s.line, "the last headline has no stronger line (>)"))
		}
	}
	return all
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// additions reads text to put before or after headlines; "_" stands for a space.
func (r *reader) additions(file string) []section {
	all := r.sections(file, "", "name lang kind doc", "=")
	for _, s := range all {
		if s.kind != "prefix" && s.kind != "suffix" {
			r.fail(s.errorf(s.line, "%q, want prefix or suffix", s.kind))
		}
		for i := range s.lines {
			s.lines[i].text = strings.ReplaceAll(s.lines[i].text, "_", " ")
		}
	}
	return all
}

// charged reads the words that disguises aim at.
func (r *reader) charged(words map[string]map[string]bool) {
	for _, lang := range langs {
		words[lang] = map[string]bool{}
	}
	for _, s := range r.sections("charged.txt", "", "lang doc", "=") {
		for _, l := range s.lines {
			for w := range strings.FieldsSeq(l.text) {
				if w != strings.ToLower(w) {
					r.fail(s.errorf(l.line, "%q is not lower case", w))
				}
				words[s.lang][w] = true
			}
		}
	}
}

func (r *reader) targets(t *targets) {
	data := r.file("targets.json")
	if r.err != nil {
		return
	}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(t); err != nil {
		r.err = fmt.Errorf("behaviour: targets.json: %w", err)
	}
}
