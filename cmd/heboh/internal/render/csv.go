package render

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// table writes rows with a header: the columns of the input, then those that are
// added. Rows from a table of the same kind stay byte for byte the same.
type table struct {
	pageless
	Options
	names []string        // of the columns that are added
	bare  *records.Layout // where the input has none
}

func newTable(o Options, names []string) table {
	return table{Options: o, names: names, bare: &records.Layout{Columns: []string{"text"}}}
}

func (*table) Separator() int { return 0 }
func (*table) Tail() []byte   { return nil }

func (t *table) Head(l *records.Layout) []byte {
	l = cmp.Or(l, t.bare)
	s, end := t.style(l), "\n"
	var dst []byte
	if t.keeps(l) {
		dst, end = l.AppendHead(nil)
	} else {
		for i, name := range l.Columns {
			if i > 0 {
				dst = append(dst, s.comma)
			}
			dst = s.text(dst, name)
		}
	}
	for _, name := range t.names {
		dst = s.text(append(dst, s.comma), added(name, l.Columns))
	}
	return append(dst, end...)
}

// keeps reports whether rows of this layout are of the kind that is written.
func (t *table) keeps(l *records.Layout) bool {
	switch {
	case l == nil:
		return false
	case t.Format == "tsv":
		return l.Comma == '\t' && (l.Format == records.TSV || l.Format == records.CSV)
	}
	return t.Format == "csv" && l.Format == records.CSV
}

// style is how cells are written under a header.
func (t *table) style(l *records.Layout) style {
	s := style{comma: ',', quotes: true, decimal: t.Decimal, raw: t.RawCSV}
	switch {
	case t.keeps(l):
		s.comma, s.quotes = l.Comma, l.Format == records.CSV
	case t.Format == "tsv":
		s.comma, s.quotes = '\t', false
	}
	return s
}

// begin appends the record's own cells. A field without a column is left out,
// which is a problem.
func (t *table) begin(dst []byte, rec *records.Record, l *records.Layout) ([]byte, style, *records.Problem) {
	s := t.style(l)
	if t.same(rec, l) {
		return rec.Layout.AppendRow(dst, rec.Raw), s, nil
	}
	l = cmp.Or(l, t.bare)
	next := 0 // of the fields, nearly always that of the column
	for i, name := range l.Columns {
		if i > 0 {
			dst = append(dst, s.comma)
		}
		if i == l.Headline {
			dst = s.text(dst, rec.Text)
			continue
		}
		at := next
		if at >= len(rec.Extra) || rec.Extra[at].Name != name {
			at = slices.IndexFunc(rec.Extra, func(f records.Field) bool { return f.Name == name })
		}
		if at >= 0 {
			dst = s.text(dst, rec.Extra[at].Text())
			next = at + 1
		}
	}
	for _, f := range rec.Extra {
		if !slices.Contains(l.Columns, f.Name) {
			return dst, s, &records.Problem{File: rec.File, Line: rec.Line, Field: f.Name, Once: "column " + f.Name,
				Msg: "not a field of the first record, so there is no column for it; --format jsonl keeps it"}
		}
	}
	return dst, s, nil
}

// same reports whether a record can be written as it stood.
func (t *table) same(rec *records.Record, l *records.Layout) bool {
	return t.keeps(l) && rec.Layout != nil && l.Like(rec.Layout)
}

func (t *table) end(dst []byte, rec *records.Record, l *records.Layout) []byte {
	if t.same(rec, l) {
		return append(dst, rec.End...)
	}
	return append(dst, '\n')
}

// Keep appends a row that cannot be judged, or a blank line, as it stood.
func (t *table) Keep(dst []byte, rec *records.Record, l *records.Layout) []byte {
	if !t.same(rec, l) {
		return dst
	}
	if !l.Whole(rec.Raw) || strings.Trim(rec.Raw, " ") == "" {
		return append(append(dst, rec.Raw...), rec.End...)
	}
	dst = rec.Layout.AppendRow(dst, rec.Raw)
	for range t.names {
		dst = append(dst, l.Comma)
	}
	return append(dst, rec.End...)
}

// style is how the cells of a table are written.
type style struct {
	comma   byte
	quotes  bool // without them, what would end a cell becomes a space
	decimal byte // in numbers; 0 is the point
	raw     bool // leave texts that a spreadsheet would take for formulas
}

var blankEnds = strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ")

func (s style) text(dst []byte, v string) []byte {
	if !s.raw {
		v = records.Guarded(v)
	}
	if s.quotes {
		return records.AppendCSV(dst, v, s.comma)
	}
	return append(dst, blankEnds.Replace(v)...)
}

// number appends a comma and a number of at most four decimals.
func (s style) number(dst []byte, v float64) []byte {
	const most = 1e4
	dst = append(dst, s.comma)
	from := len(dst)
	switch {
	case v >= 0 && v <= 1:
		dst = appendShare(dst, v, most)
	default:
		dst = strconv.AppendFloat(dst, math.Round(v*most)/most, 'f', -1, 64)
	}
	point := slices.Index(dst[from:], '.')
	if point < 0 || s.decimal == 0 || s.decimal == '.' {
		return dst
	}
	dst[from+point] = s.decimal
	if s.decimal != s.comma {
		return dst
	}
	return append(slices.Insert(dst, from, '"'), '"')
}

// probability is number for a probability, which rounding never moves across the
// threshold.
func (s style) probability(dst []byte, v *model.Verdict) []byte {
	p := v.Probability
	if p < v.Threshold && p+.00005 >= v.Threshold {
		p = math.Floor(p*1e4) / 1e4
	}
	return s.number(dst, p)
}

// csvFormat writes a table of headlines: the columns of the input, both verdicts,
// the devices, the reasons (cues as JSON) if asked for, and the language. Of links,
// address, title and role come first, and all else after the verdicts.
type csvFormat struct{ table }

func newCSV(o Options) *csvFormat {
	c := &csvFormat{newTable(o, verdictNames(o.Explain))}
	if o.Links {
		c.bare = linkLayout
		for _, f := range LinkFields(&Page{}, &Link{}, o) {
			c.names = append(c.names, f.Name)
		}
	}
	return c
}

func verdictNames(explain bool) []string {
	names := append([]string{"label", "probability", "threshold", "bias_label", "bias_probability"}, model.DeviceNames[:]...)
	if explain {
		names = append(names, "cues", "intercept_log_odds", "bias_cues", "bias_intercept_log_odds")
	}
	return append(names, "language", "abstained")
}

func (c *csvFormat) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	dst, s, bad := c.begin(dst, r.Record, r.Layout)
	dst = s.verdicts(dst, r, c.Explain)
	for i := range r.after {
		dst = s.text(append(dst, s.comma), r.after[i].Text())
	}
	return c.end(dst, r.Record, r.Layout), bad
}

// verdicts appends the cells of verdictNames, each after a comma.
func (s style) verdicts(dst []byte, r *Result, explain bool) []byte {
	dst = append(append(dst, s.comma), r.Label.String()...)
	dst = s.number(s.probability(dst, &r.Verdict), r.Threshold)
	dst = append(append(dst, s.comma), r.Bias.Label.String()...)
	dst = s.probability(dst, &r.Bias.Verdict)
	for _, p := range r.Devices.Values() {
		dst = s.number(dst, p)
	}
	if explain {
		for _, v := range []model.Reasons{r.Reasons, r.Bias.Reasons} {
			dst = s.text(append(dst, s.comma), string(appendReasons(nil, v.Cues)))
			dst = s.number(dst, v.Intercept)
		}
	}
	dst = append(append(dst, s.comma), r.Language.String()...)
	return strconv.AppendBool(append(dst, s.comma), r.Abstained)
}

// patch writes the cells to be added to the rows of a workbook, from which package
// columns makes the new one: a row that is not judged gets none.
type patch struct{ csvFormat }

// newSheet returns the format of the rows from which package columns makes a workbook.
func newSheet(o Options) format {
	o.Decimal, o.RawCSV = 0, true // a cell of a workbook is a formula only if it is marked as one
	if o.Book != nil {
		return &patch{*newCSV(o)}
	}
	return newCSV(o)
}

func (*patch) Keep(dst []byte, _ *records.Record, _ *records.Layout) []byte { return dst }

func (p *patch) Head(l *records.Layout) []byte {
	if l == nil {
		return p.table.Head(l)
	}
	style := p.style(nil)
	dst := append(strconv.AppendInt(nil, int64(l.Line), 10), ',')
	for i, gone := range l.Verdict() {
		if gone {
			dst = append(strconv.AppendInt(dst, int64(i), 10), ' ')
		}
	}
	for _, name := range p.names {
		dst = style.text(append(dst, ','), added(name, l.Columns))
	}
	return append(dst, '\n')
}

func (p *patch) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	dst = strconv.AppendInt(dst, int64(r.Line), 10)
	return append(p.style(nil).verdicts(dst, r, p.Explain), '\n'), nil
}
