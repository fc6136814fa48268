package records

import (
	"errors"
	"strings"
)

// ErrTooLong is the cause of a problem with a record longer than allowed.
var ErrTooLong = errors.New("record too long")

// Batch is a run of whole records of one file, still to be parsed.
type Batch struct {
	Problems []*Problem // found while cutting; they come before the records
	First    *Layout    // of the first input that has records; nil until it is known
	// Blank, when set, is called for blank lines.
	Blank func(*Record)

	file    string
	layout  *Layout
	unended bool   // the last record has no line end
	swapped bool   // see Reader.fixLineEnds
	first   int    // line of the first record
	offset  int64  // of the first record
	data    string // whole records
	rows           // of a Parquet file, instead of data
	parser  parser
	cutter
	maxLine int
}

func (b *Batch) empty() bool { return b.data == "" && len(b.fields) == 0 }

// Each parses the records of the batch in order. rec is reused; what it holds
// is valid until the next call. Exactly one of good and bad is called per
// record; blank lines get neither.
func (b *Batch) Each(rec *Record, good func(*Record), bad func(*Problem)) {
	*rec = Record{Extra: rec.Extra[:0]}
	for _, p := range b.Problems {
		bad(p)
	}
	if b.fields != nil {
		b.eachRow(rec, good, bad)
		return
	}
	line := b.first
	for rest := b.data; rest != ""; {
		offset := b.offset + int64(len(b.data)-len(rest))
		raw, after, lines, _ := b.cut(rest)
		rest = after
		text := strings.TrimSuffix(raw, "\r")
		*rec = Record{File: b.file, Line: line, Extra: rec.Extra[:0], Layout: b.layout, Raw: text, End: b.end(raw[len(text):], rest == "")}
		if b.sep != '\n' { // the record starts after blanks
			rec.Line += strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")
			rec.Raw = strings.TrimSpace(raw)
		}
		if b.swapped {
			rec.Raw = swap.Replace(rec.Raw)
		}
		line += lines
		if len(raw) > b.maxLine {
			bad(tooLong(b.maxLine).at(rec.File, rec.Line, offset))
		} else if ok, p := b.parser.parse(text, rec); p != nil {
			bad(p.at(rec.File, rec.Line, offset))
		} else if ok {
			good(rec)
		} else if b.Blank != nil {
			b.Blank(rec)
		}
	}
}

// end is the line end of a record, which a return may be part of.
func (b *Batch) end(before string, last bool) string {
	switch {
	case last && b.unended && b.swapped:
		return swap.Replace(before)
	case last && b.unended:
		return before
	case b.swapped:
		return swap.Replace(before + "\n")
	case before != "":
		return "\r\n"
	}
	return "\n"
}

// cutter tells where records end.
type cutter struct {
	sep   byte // between records: '\n', or arraySep
	comma byte // of CSV, whose records may span lines; else 0
}

// cut takes the first record off data; lines is how many lines it takes, and
// ended whether its end is in data.
func (c cutter) cut(data string) (raw, rest string, lines int, ended bool) {
	if c.sep != '\n' {
		raw, rest, ended = strings.Cut(data, string(rune(c.sep)))
		return raw, rest, strings.Count(raw, "\n"), ended
	}
	open := false
	for end := 0; ; {
		i := strings.IndexByte(data[end:], '\n')
		if i < 0 {
			return data, "", lines + 1, false
		}
		line := data[end : end+i]
		end += i + 1
		lines++
		if c.comma != 0 && (open || strings.IndexByte(line, '"') >= 0) {
			open = quoteOpen(line, c.comma, open)
		}
		if !open {
			return data[:end-1], data[end:], lines, true
		}
	}
}
