package records

import (
	"bytes"
	"strings"
)

// takeHeader reads the header line once it is there; blank lines before it are
// skipped.
func (r *Reader) takeHeader() (done bool, bad *Problem) {
	for {
		end := bytes.IndexByte(r.buf, '\n')
		if end < 0 && !r.eof {
			if len(r.buf) > MaxLine {
				return false, &Problem{File: r.name, Line: r.line, Msg: "the header is longer than 1 MiB; is this a table?"}
			}
			return false, nil
		}
		if end < 0 {
			end = len(r.buf)
		}
		line := strings.TrimSuffix(string(r.buf[:end]), "\r")
		blank := strings.TrimSpace(line) == ""
		if blank && end == len(r.buf) {
			return false, &Problem{File: r.name, Msg: "empty; a header with the names of the columns is wanted"}
		}
		if !blank {
			bad = r.header(line)
			r.header = nil
		}
		r.buf = append(r.buf[:0], r.buf[min(end+1, len(r.buf)):]...)
		r.line++
		if !blank {
			return bad == nil, bad
		}
	}
}

func (r *Reader) csvHeader(line string) *Problem {
	if strings.Contains(line, ";") && !strings.Contains(line, ",") {
		r.comma = ';' // what spreadsheets write where the comma is the decimal point
	}
	return r.table(splitCommas(r.comma), line)
}

func (r *Reader) table(split func([]string, string) ([]string, error), line string) *Problem {
	p, bad := newTable(split, line, r.Field)
	if bad != nil {
		bad.File, bad.Line = r.name, r.line
		return bad
	}
	r.parser = p
	return nil
}

// findColumns learns the names of the columns from the first input with data.
func (r *Reader) findColumns(b *Batch) {
	if r.known || b.data == "" {
		return
	}
	switch p := r.parser.(type) {
	case *tableParser:
		r.columns, r.known = p.columns(), true
	case jsonParser:
		probe := Batch{file: b.file, first: 1, data: b.data, parser: p}
		var rec Record
		probe.Each(&rec, func(rec *Record) {
			if r.known {
				return
			}
			r.known = true
			for _, f := range rec.Extra {
				r.columns = append(r.columns, f.Name)
			}
		}, func(*Problem) {})
	default:
		r.known = true
	}
}
