package records

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// parser turns one record as it stands in the input into a Record, reusing its
// Extra. It reports false for a record that is to be skipped silently.
type parser interface {
	parse(raw string, rec *Record) (ok bool, bad *Problem)
}

// lineParser takes the whole line for the headline.
type lineParser struct{}

func (lineParser) parse(raw string, rec *Record) (bool, *Problem) {
	rec.Extra = rec.Extra[:0]
	if strings.TrimSpace(raw) == "" {
		return false, nil
	}
	rec.Text = raw
	return true, checkText(raw, "")
}

// Check says what is wrong with a headline, if anything is.
func Check(headline string) *Problem { return checkText(headline, "") }

// checkText is what every headline must meet.
func checkText(text, field string) *Problem {
	if strings.TrimSpace(text) == "" {
		return &Problem{Field: field, Msg: "empty; give a headline or leave the record out"}
	}
	if !utf8.ValidString(text) {
		return &Problem{Field: field, Msg: "not valid UTF-8; convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"}
	}
	return nil
}

// tableParser reads a row of a table with a header.
type tableParser struct {
	split  func(dst []string, raw string) ([]string, error)
	fields []Field // the columns, values left empty
	text   int     // the headline's column
}

// newTable finds the headline's column in a header line.
func newTable(split func([]string, string) ([]string, error), header, field string) (*tableParser, *Problem) {
	if !utf8.ValidString(header) {
		return nil, &Problem{Line: 1, Msg: "the header is not valid UTF-8; convert the file, for example with iconv"}
	}
	names, err := split(nil, header)
	if err != nil {
		return nil, &Problem{Line: 1, Msg: "header: " + err.Error()}
	}
	p := &tableParser{split: split, text: -1}
	seen := map[string]bool{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		if seen[name] {
			return nil, &Problem{Line: 1, Field: name, Msg: "this column stands twice in the header; rename one"}
		}
		seen[name] = true
		if name == field {
			p.text = i
		}
		p.fields = append(p.fields, Field{Name: name, Key: string(AppendString(nil, name))})
	}
	if p.text < 0 {
		return nil, &Problem{Line: 1, Field: field, Msg: fmt.Sprintf("no such column; the header has %s: name the headline's with --field", list(names))}
	}
	return p, nil
}

func list(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

func (p *tableParser) parse(raw string, rec *Record) (bool, *Problem) {
	rec.Extra = rec.Extra[:0]
	if strings.Trim(raw, " ") == "" {
		return false, nil
	}
	var room [32]string
	values, err := p.split(room[:0], raw)
	if err != nil {
		return false, &Problem{Msg: err.Error()}
	}
	if len(values) != len(p.fields) {
		return false, &Problem{Msg: fmt.Sprintf("%d fields where the header has %d; check the separators and quotes", len(values), len(p.fields))}
	}
	for i, v := range values {
		if i == p.text {
			rec.Text = v
			continue
		}
		if !utf8.ValidString(v) {
			return false, checkText("\xff", p.fields[i].Name)
		}
		f := p.fields[i]
		f.Value = v
		rec.Extra = append(rec.Extra, f)
	}
	return true, checkText(rec.Text, p.fields[p.text].Name)
}

// columns are the names of the columns beside the headline.
func (p *tableParser) columns() []string {
	var names []string
	for i, f := range p.fields {
		if i != p.text {
			names = append(names, f.Name)
		}
	}
	return names
}
