package records

import (
	"bytes"
	"errors"
	"strings"
)

// ErrTooLong is the cause of a problem with a record longer than allowed.
var ErrTooLong = errors.New("record too long")

// Batch is a run of whole records of one file, still to be parsed.
type Batch struct {
	Problems []*Problem // found while cutting; they come before the records
	// Columns are the names of the fields beside the headline, once known: the
	// first header's, or those of the first object of JSON Lines.
	Columns []string

	file    string
	first   int    // line of the first record
	data    string // whole records
	parser  parser
	sep     byte // that ends a record
	comma   byte // of CSV, whose records may span lines; else 0
	maxLine int
}

// Each parses the records of the batch in order. rec is reused; what it holds
// is valid until the next call. Exactly one of good and bad is called per
// record; blank lines get neither.
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
		if b.sep != '\n' { // the record starts after blanks
			rec.Line += strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")
		}
		line += lines
		b.parse(strings.TrimSuffix(raw, "\r"), rec, good, bad)
	}
}

func (b *Batch) parse(raw string, rec *Record, good func(*Record), bad func(*Problem)) {
	ok, p := false, (*Problem)(nil)
	if len(raw) > b.maxLine {
		p = tooLong(b.maxLine)
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

// cut takes the first record off data; lines is how many lines it takes.
func (b *Batch) cut(data string) (raw, rest string, lines int) {
	if b.sep != '\n' {
		raw, rest, _ = strings.Cut(data, string(rune(b.sep)))
		return raw, rest, strings.Count(raw, "\n")
	}
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
			open = quoteOpen(line, b.comma, open)
		}
		if !open {
			return data[:end-1], data[end:], lines
		}
	}
}

// whole is the length of the part of data that is whole records.
func whole(data []byte, sep, comma byte) int {
	if comma == 0 {
		return bytes.LastIndexByte(data, sep) + 1
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
