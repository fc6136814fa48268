package records

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// tableParser reads a row of a table with a header.
type tableParser struct {
	split  splitter
	fields []Field // the columns, values left empty
	text   int     // the headline's column
	sheet  bool    // rows may end early, and columns without a name are left out
	// With Reader.Unscored: which columns scoring added, and whether it did.
	verdict []bool
	scored  bool
}

// kept reports whether a column stands beside the headline.
func (p *tableParser) kept(i int) bool { return i != p.text && (!p.sheet || p.fields[i].Name != "") }

// sepLine recognises the first line of a spreadsheet's CSV that names the
// separator, such as "sep=;".
func (r *Reader) sepLine(line string) bool {
	sep, ok := strings.CutPrefix(strings.Trim(strings.ToLower(line), `"`), "sep=")
	if ok && len(sep) == 1 {
		r.comma, r.format = sep[0], CSV
	}
	return ok && len(sep) == 1
}

// header makes the parser for the rows below a header. In a sheet other rows
// may stand above it.
func (r *Reader) header(line string) *Problem {
	split, comma := r.splitterFor(line)
	names, err := split(nil, line)
	if err != nil {
		return &Problem{Msg: "header: " + err.Error()}
	}
	if !utf8.ValidString(line) {
		return &Problem{Msg: "the header is not valid UTF-8; convert the file, for example with iconv"}
	}
	p, bad := newTable(names, r.Field, r.format == Workbook)
	if r.headerRows--; bad != nil && r.headerRows > 0 {
		if r.firstRow == nil {
			r.firstRow = names
		}
		return nil
	}
	switch {
	case bad != nil && r.firstRow != nil:
		return missing(r.Field, r.firstRow, "column", "sheet")
	case bad != nil:
		return bad
	}
	p.split, p.verdict = split, make([]bool, len(p.fields))
	if r.Unscored {
		p.findVerdicts()
	}
	r.layout.table(p, comma)
	r.layout.Line = r.line - 1
	r.parser, r.comma, r.headerRows = p, comma, 0
	return nil
}

// splitterFor finds what separates the columns: what a sep= line named, tabs in
// TSV, else whatever sets the headline's column apart, else the separator that
// occurs most.
func (r *Reader) splitterFor(header string) (split splitter, comma byte) {
	switch {
	case r.format == Workbook:
		return splitCSV(','), 0 // rows never span lines
	case r.comma != 0:
		return splitCSV(r.comma), r.comma
	case r.format == TSV && (strings.Contains(header, "\t") || !strings.ContainsAny(header, ",;")):
		return splitTabs, 0
	}
	comma, _ = r.separator(header)
	return splitCSV(comma), comma
}

// separator is the comma, semicolon or tab that sets the headline's column apart in a
// header; where none does, found is false and it is the one that occurs most.
func (r *Reader) separator(header string) (comma byte, found bool) {
	comma = ','
	for _, c := range []byte(",;\t") {
		names, err := splitCSV(c)(nil, header)
		if err == nil && len(names) > 1 && findText(r.Field, len(names), func(i int) string { return strings.TrimSpace(names[i]) }) >= 0 {
			return c, true
		}
		if strings.Count(header, string(c)) > strings.Count(header, string(comma)) {
			comma = c
		}
	}
	return comma, false
}

// newTable finds the headline's column in a header.
func newTable(names []string, field string, sheet bool) (*tableParser, *Problem) {
	p := &tableParser{sheet: sheet}
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		p.fields = append(p.fields, Field{Name: names[i]})
	}
	p.text = findText(field, len(names), func(i int) string { return names[i] })
	if p.text < 0 {
		return nil, missing(field, names, "column", "header")
	}
	for i, name := range names {
		if i != p.text && strings.EqualFold(name, names[p.text]) {
			return nil, &Problem{Field: name, Msg: "this column occurs twice in the header; rename one"}
		}
	}
	p.number()
	return p, nil
}

// number tells columns of one name apart: id, id_2, id_3.
func (p *tableParser) number() {
	times := map[string]int{}
	for i := range p.fields {
		f := &p.fields[i]
		for name := f.Name; times[f.Name] > 0 && (name != "" || !p.sheet); {
			times[name]++
			f.Name = fmt.Sprintf("%s_%d", name, times[name])
		}
		times[f.Name]++
		f.Key = string(AppendString(nil, f.Name))
	}
}

// missing is the problem with a header or an object without the headline.
func missing(field string, names []string, what, whose string) *Problem {
	others, sheet := "", ""
	if field == "" {
		others = ", and none called " + strings.Join(textNames[1:], ", ")
	}
	if whose == "sheet" {
		sheet = ", and --sheet names another"
	}
	return &Problem{Field: cmp.Or(field, textNames[0]), Columns: append([]string{}, names...),
		Msg: fmt.Sprintf("no such %s%s; the %s has %s%s", what, others, whose, list(names), sheet)}
}

func list(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return cmp.Or(strings.Join(names, ", "), "none")
}

func (p *tableParser) parse(raw string, rec *Record) (bool, *Problem) {
	rec.Field = p.fields[p.text].Name
	if strings.Trim(raw, " ") == "" {
		return false, nil
	}
	var room [32]string
	values, err := p.split(room[:0], raw)
	if err != nil {
		return false, &Problem{Msg: err.Error()}
	}
	if p.sheet { // which stores no empty cells at the end of a row, and may have notes to the right
		values = append(values, make([]string, len(p.fields))...)[:len(p.fields)]
	}
	if len(values) != len(p.fields) {
		return false, &Problem{Msg: fmt.Sprintf("%d fields where the header has %d; check the separators and quotes", len(values), len(p.fields))}
	}
	for i, v := range values {
		if i == p.text {
			rec.Text, rec.Place = unguarded(v), len(rec.Extra)
		}
		if !p.kept(i) {
			continue
		}
		if !utf8.ValidString(v) {
			return false, checkText("\xff", p.fields[i].Name)
		}
		if p.verdict[i] {
			continue
		}
		f := p.fields[i]
		f.Value = v
		rec.Extra = append(rec.Extra, f)
	}
	rec.Scored = p.scored
	if p.sheet && rec.Text == "" && !slices.ContainsFunc(rec.Extra, func(f Field) bool { return f.Value != "" }) {
		return false, nil
	}
	return true, checkText(rec.Text, rec.Field)
}

// findVerdicts tells by the header, once for all rows, which columns scoring
// added.
func (p *tableParser) findVerdicts() {
	var beside Record
	for i, f := range p.fields {
		if p.kept(i) {
			beside.Extra = append(beside.Extra, f)
		}
	}
	beside.dropVerdict()
	p.scored = beside.Scored
	for i, f := range p.fields {
		p.verdict[i] = p.kept(i) && !slices.ContainsFunc(beside.Extra, func(b Field) bool { return b.Name == f.Name })
	}
}

// takeHeader reads the rows that can be the header, those that are complete.
// Blank rows are skipped.
func (r *Reader) takeHeader() *Problem {
	for r.headerRows > 0 {
		end := bytes.IndexByte(r.buf, '\n')
		switch {
		case end < 0 && r.eof && r.firstRow != nil:
			return missing(r.Field, r.firstRow, "column", "sheet")
		case end < 0 && r.eof:
			return &Problem{Msg: "empty; a table needs a header with the names of its columns"}
		case end < 0 && len(r.buf) > r.maxLine():
			return &Problem{Line: r.line, Msg: fmt.Sprintf("the header is longer than %d bytes; is this a table?", r.maxLine())}
		case end < 0:
			return nil
		}
		raw := string(r.buf[:end+1])
		line := strings.TrimSuffix(raw[:end], "\r")
		r.layout.head(raw, len(line), r.ends == '\r', r.unended && len(r.buf) == end+1)
		r.drop(end + 1)
		if strings.Trim(line, " \t,;") == "" || r.format != Workbook && r.sepLine(line) {
			continue
		}
		if bad := r.header(line); bad != nil {
			bad.Line = r.line - 1
			return bad
		}
	}
	return nil
}
