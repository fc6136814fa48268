package behaviour

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// A section is one "== name | field | field" heading of a data file with the
// marked lines below it.
type section struct {
	file   string
	line   int
	fields []string
	lines  []marked
}

// marked is a line of a section: its mark is one of "+-=<>".
type marked struct {
	mark byte
	text string
	line int
}

func (s section) name() string { return s.fields[0] }

// errorf reports what is wrong with the line of that number.
func (s section) errorf(line int, format string, args ...any) error {
	return fmt.Errorf("behaviour: %s:%d: %w", s.file, line, fmt.Errorf(format, args...))
}

// readSections reads a data file whose headings hold the given number of
// fields and whose lines carry only the given marks.
func readSections(fsys fs.FS, name string, fields int, marks string) ([]section, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("behaviour: %w", err)
	}
	return parseSections(name, string(data), fields, marks)
}

func parseSections(file, data string, fields int, marks string) ([]section, error) {
	fail := func(n int, format string, args ...any) ([]section, error) {
		return nil, section{file: file}.errorf(n, format, args...)
	}
	if !utf8.ValidString(data) {
		return fail(1, "not UTF-8")
	}
	var out []section
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "== "):
			f := splitFields(line[3:], "|")
			if len(f) != fields {
				return fail(n, "heading has %d fields, want %d separated by |", len(f), fields)
			}
			out = append(out, section{file: file, line: n, fields: f})
		case len(line) < 3 || line[1] != ' ' || strings.IndexByte(marks, line[0]) < 0:
			return fail(n, "want a heading, a comment or a line that opens with one of %q and a space", marks)
		case len(out) == 0:
			return fail(n, "a line before the first heading")
		default:
			s := &out[len(out)-1]
			s.lines = append(s.lines, marked{line[0], strings.TrimSpace(line[2:]), n})
		}
	}
	for _, s := range out {
		if len(s.lines) == 0 {
			return fail(s.line, "section %q has no lines", s.name())
		}
	}
	if len(out) == 0 {
		return fail(n, "no section")
	}
	return out, nil
}

func splitFields(s, sep string) []string {
	f := strings.Split(s, sep)
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return f
}

// checkLang refuses languages that the suite does not report on.
func (s section) checkLang(lang string) error {
	for _, l := range langs {
		if lang == l {
			return nil
		}
	}
	return s.errorf(s.line, "language %q, want one of %s", lang, strings.Join(langs, ", "))
}
