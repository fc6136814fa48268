package render

import (
	"strconv"

	"github.com/heboh/heboh/internal/records"
)

// sheet writes the rows from which package columns makes a workbook: all cells, or
// only those to be added to the rows of the workbook that was read.
type sheet struct {
	table
}

func newSheet(o Options) *sheet {
	o.Decimal, o.RawCSV = 0, true // a cell of a workbook is a formula only if it is marked as one
	return &sheet{table: table{o, verdictNames(o.Explain)}}
}

// Keep appends nothing: a row that is not judged gets no new cells.
func (s *sheet) Keep(dst []byte, _ *records.Record, _ *records.Layout) []byte { return dst }

func (s *sheet) Head(l *records.Layout) []byte {
	if !s.Patch || l == nil {
		return s.table.Head(l)
	}
	style, names := s.style(nil), columnsOf(l)
	dst := append(strconv.AppendInt(nil, int64(l.Line), 10), ',')
	for i, gone := range l.Verdict() {
		if gone {
			dst = append(strconv.AppendInt(dst, int64(i), 10), ' ')
		}
	}
	for _, name := range s.names {
		dst = style.text(append(dst, ','), added(name, names))
	}
	return append(dst, '\n')
}

func (s *sheet) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	if !s.Patch {
		dst, style, bad := s.begin(dst, r.Record, r.Layout)
		return append(style.verdicts(dst, r, s.Explain), '\n'), bad
	}
	dst = strconv.AppendInt(dst, int64(r.Line), 10)
	return append(s.style(nil).verdicts(dst, r, s.Explain), '\n'), nil
}
