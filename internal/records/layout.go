package records

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// Layout is how a file lays out its records, so that the output can look the same.
type Layout struct {
	Format   Format   // for a table CSV or TSV, by its separator
	Comma    byte     // between the cells of a table
	Mark     bool     // the file begins with a byte order mark
	Columns  []string // of the first record, the headline's included
	Headline int      // index of the headline's column
	Line     int      // of a table's header

	above  string // the lines above the header
	header string // without its line end
	end    string // its line end
	cells  int    // in the header
	// Which cells were added by scoring, nil if none were.
	verdict []bool
}

// head takes a line that may be the header, with its line end, and the length of the
// line without it. Lines taken earlier are above the header.
func (l *Layout) head(raw string, length int, swapped, open bool) {
	l.above += l.header + l.end
	l.header, l.end = raw[:length], raw[length:]
	if open {
		l.end = l.end[:len(l.end)-1]
	}
	if swapped {
		l.header, l.end = swap.Replace(l.header), swap.Replace(l.end)
	}
}

// table takes the columns from the header.
func (l *Layout) table(p *tableParser, comma byte) {
	if l.Comma = comma; comma != 0 {
		l.Format = CSV
	} else if !p.sheet {
		l.Format, l.Comma = TSV, '\t'
	}
	l.cells = len(p.fields)
	for i, f := range p.fields {
		switch {
		case i == p.text:
			l.Headline = len(l.Columns)
		case !p.kept(i) || p.verdict[i]:
			continue
		}
		l.Columns = append(l.Columns, f.Name)
	}
	if p.scored {
		l.verdict = p.verdict
	}
}

// Verdict tells which cells of a row were added by scoring, nil if none were.
func (l *Layout) Verdict() []bool { return l.verdict }

// Like reports whether a record of a file with this layout can be written unchanged
// under the header of the other.
func (l *Layout) Like(other *Layout) bool {
	return l == other || l.Format == other.Format && l.Comma == other.Comma && l.header == other.header
}

// AppendHead appends all that comes before the first record but the header's line
// end, which it returns.
func (l *Layout) AppendHead(dst []byte) (head []byte, end string) {
	if l.Mark {
		dst = append(dst, utf8Mark...)
	}
	return l.AppendRow(append(dst, l.above...), l.header), l.end
}

// AppendRow appends the row of a table as it was, without the cells that were added
// by scoring.
func (l *Layout) AppendRow(dst []byte, raw string) []byte {
	if l.verdict == nil {
		return append(dst, raw...)
	}
	first := true
	for i := range l.verdict {
		cell, rest, _ := l.cut(raw)
		raw = rest
		if l.verdict[i] {
			continue
		}
		if !first {
			dst = append(dst, l.Comma)
		}
		dst, first = append(dst, cell...), false
	}
	return dst
}

// Whole reports whether a row has as many cells as the header.
func (l *Layout) Whole(raw string) bool {
	n := 1
	for _, rest, more := l.cut(raw); more; _, rest, more = l.cut(rest) {
		n++
	}
	return n == l.cells
}

// cut cuts off the first cell of a row, quotes included.
func (l *Layout) cut(raw string) (cell, rest string, more bool) {
	end := 0
	if l.Format == CSV && strings.HasPrefix(raw, `"`) {
		if _, after, err := quoted(raw); err == nil {
			end = len(raw) - len(after)
		}
	}
	i := strings.IndexByte(raw[end:], l.Comma)
	if i < 0 {
		return raw, "", false
	}
	return raw[:end+i], raw[end+i+1:], true
}

// findColumns finds the layout of the first input that has records.
func (r *Reader) findColumns(b *Batch) {
	if r.first != nil || b.empty() {
		return
	}
	r.first = b.layout
	if r.first.Columns != nil {
		return
	}
	probe := *b
	probe.Problems, probe.Blank = nil, nil
	probe.Each(new(Record), func(rec *Record) {
		if r.first.Columns == nil {
			r.first.Columns, r.first.Headline = rec.columns(), rec.Place
		}
	}, func(*Problem) {})
}

// columns are the names of all fields, in order.
func (r *Record) columns() []string {
	return slices.Insert(r.fieldNames(), r.Place, r.Name())
}

// fieldNames are the names of the fields beside the headline.
func (r *Record) fieldNames() (names []string) {
	for _, f := range r.Extra {
		names = append(names, f.Name)
	}
	return names
}

// Name is what the headline's field is called where it is written.
func (r *Record) Name() string {
	if r.Field == "" {
		return textNames[0]
	}
	return r.Field
}

// withoutVerdict is the object without the members that the record lacks, which were
// added by scoring.
func (r *Record) withoutVerdict(object string) string {
	out, end := []byte{'{'}, len("{")
	gjson.Parse(object).ForEach(func(key, value gjson.Result) bool {
		member := object[end : value.Index+len(value.Raw)] // with the comma before it
		end += len(member)
		if key.Str == r.Field || slices.ContainsFunc(r.Extra, func(f Field) bool { return f.Name == key.Str }) {
			if len(out) == len("{") {
				member = strings.TrimPrefix(strings.TrimLeft(member, " \t\r\n"), ",")
			}
			out = append(out, member...)
		}
		return true
	})
	return string(append(out, object[end:]...))
}
