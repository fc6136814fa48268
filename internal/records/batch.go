package records

import (
	"bytes"
	"strings"
)

// Batch is a run of whole records of one file, still to be parsed.
type Batch struct {
	Problems []*Problem // found while cutting; they come before the records
	// Columns are the names of the fields beside the headline, once known: the
	// first header's, or those of the first object of JSON Lines.
	Columns []string
	file    string
	first   int    // line of the first record
	data    string // whole lines, the last perhaps without its end
	parser  parser
	comma   byte // of CSV, whose records may span lines; else 0
}

// Each parses the records of the batch one after the other. rec is reused;
// what it holds is valid until the next call. Of good and bad exactly one is
// called a record; blank lines get neither.
func (b *Batch) Each(rec *Record, good func(*Record), bad func(*Problem)) {
	for _, p := range b.Problems {
		bad(p)
	}
	line := b.first
	for rest := b.data; rest != ""; {
		var raw string
		var lines int
		raw, rest, lines = b.cut(rest)
		rec.File, rec.Line = b.file, line
		line += lines
		b.one(strings.TrimSuffix(raw, "\r"), rec, good, bad)
	}
}

func (b *Batch) one(raw string, rec *Record, good func(*Record), bad func(*Problem)) {
	ok, p := false, (*Problem)(nil)
	if len(raw) > MaxLine {
		p = tooLong()
	} else {
		ok, p = b.parser.parse(raw, rec)
	}
	switch {
	case p != nil:
		p.File, p.Line = rec.File, rec.Line
		bad(p)
	case ok:
		good(rec)
	}
}

func tooLong() *Problem {
	return &Problem{Msg: "longer than 1 MiB; is this a file of headlines? The line is skipped"}
}

// cut takes the first record off data.
func (b *Batch) cut(data string) (raw, rest string, lines int) {
	open := false
	for end := 0; ; {
		i := strings.IndexByte(data[end:], '\n')
		if i < 0 {
			return data, "", lines + 1
		}
		line := data[end : end+i]
		end += i + 1
		lines++
		if b.comma != 0 && (open || strings.IndexByte(line, '"') >= 0) {
			open = quoteOpen([]byte(line), b.comma, open)
		}
		if !open {
			return data[:end-1], data[end:], lines
		}
	}
}

// whole is the length of the part of data that is whole records: lines, or CSV
// records with their quotes closed.
func whole(data []byte, comma byte) int {
	if comma == 0 {
		return bytes.LastIndexByte(data, '\n') + 1
	}
	open, good := false, 0
	for end := 0; ; {
		i := bytes.IndexByte(data[end:], '\n')
		if i < 0 {
			return good
		}
		line := data[end : end+i]
		end += i + 1
		if open || bytes.IndexByte(line, '"') >= 0 {
			open = quoteOpen(line, comma, open)
		}
		if !open {
			good = end
		}
	}
}
