package records

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
)

// frontMatter passes on the lines of a file up to the end of its front matter:
// between two lines of ---, YAML, or of +++, TOML. Without any it passes on
// nothing.
type frontMatter struct {
	r     *bufio.Reader
	fence string // of the front matter; "" before it begins
	rest  []byte // of a line, not yet read
	done  bool
}

// Read fills p from the front matter.
func (f *frontMatter) Read(p []byte) (int, error) {
	for len(f.rest) == 0 {
		if f.done {
			return 0, io.EOF
		}
		if err := f.line(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// line takes the next line, or a part of it where it is very long.
func (f *frontMatter) line() error {
	line, err := f.r.ReadSlice('\n')
	if err != nil && err != bufio.ErrBufferFull && err != io.EOF {
		return err
	}
	bare := strings.TrimRight(string(line), " \t\r\n")
	switch {
	case f.fence != "":
		f.done = bare == f.fence || err == io.EOF
	case bare == "---" || bare == "+++":
		f.fence = bare
	case bare != "" || err == io.EOF:
		f.done = true // text: there is no front matter
		return nil
	}
	f.rest = append(f.rest[:0], line...)
	return nil
}

// frontParser reads the headline from a line of front matter and skips all
// other lines.
type frontParser struct{ field string }

func (p frontParser) parse(raw string, rec *Record) (bool, *Problem) {
	rec.Extra = rec.Extra[:0]
	key, value, ok := cutKey(raw)
	if !ok || key != p.field {
		return false, nil
	}
	if bad := p.value(value, rec); bad != nil {
		return false, bad
	}
	return true, checkText(rec.Text, p.field)
}

// cutKey splits "key: value" and "key = value" that stand at the margin.
func cutKey(raw string) (key, value string, ok bool) {
	i := strings.IndexAny(raw, ":=")
	if i <= 0 || raw[0] == ' ' || raw[0] == '\t' || raw[0] == '#' {
		return "", "", false
	}
	key = strings.Trim(strings.TrimSpace(raw[:i]), `"'`)
	return key, strings.TrimSpace(raw[i+1:]), true
}

func (p frontParser) value(v string, rec *Record) *Problem {
	switch {
	case v == "":
		rec.Text = "" // which is told of as empty
	case v[0] == '"':
		end := closing(v)
		if end < 0 || json.Unmarshal([]byte(v[:end+1]), &rec.Text) != nil {
			return &Problem{Field: p.field, Msg: `the quotes do not end on this line, or hold a \ that JSON does not know; write the headline on one line`}
		}
	case v[0] == '\'':
		end := strings.LastIndexByte(v, '\'')
		if end == 0 {
			return &Problem{Field: p.field, Msg: "the quotes do not end on this line; write the headline on one line"}
		}
		rec.Text = strings.ReplaceAll(v[1:end], "''", "'")
	case strings.ContainsRune("|>[{&*!", rune(v[0])):
		return &Problem{Field: p.field, Msg: "is not plain text on one line; write the headline in quotes on the line of its name"}
	default:
		rec.Text, _, _ = strings.Cut(v, " #")
	}
	return nil
}

// closing is the place of the quote that ends v, which begins with one; -1 for
// none.
func closing(v string) int {
	for i := 1; i < len(v); i++ {
		switch v[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}
