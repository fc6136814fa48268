package datasets

import (
	"bufio"
	"encoding/csv"
	"errors"
	"strings"
)

// csvReader reads comma-separated rows. It cuts the input into records itself,
// for the cap on their length, for exact line numbers and so that a quote that
// is never closed costs one row instead of the rest of the file; encoding/csv
// reads each record.
type csvReader struct {
	lines   lines
	header  header
	comma   byte
	pending []pendingLine // lines taken in search of a closing quote
	failed  int           // such searches that found none
	buf     *bufio.Reader // reused between records
}

type pendingLine struct {
	text string
	line int
	err  error
}

func newCSV(br *bufio.Reader, o Options) (*csvReader, error) {
	c := &csvReader{lines: lines{r: br}, comma: ',', buf: bufio.NewReader(nil)}
	first, err := headerLine(&c.lines)
	if err != nil {
		return nil, err
	}
	if strings.Contains(first, ";") && !strings.Contains(first, ",") {
		c.comma = ';' // what spreadsheets write where the comma is the decimal point
	}
	columns, err := c.parse(first)
	if err == nil {
		c.header, err = o.matchColumns(columns)
	}
	return c, atLine(err, c.lines.line)
}

func (c *csvReader) next() (row, error) {
	first := c.take()
	for first.err == nil && strings.TrimSpace(first.text) == "" {
		first = c.take()
	}
	if first.err != nil {
		return row{}, first.err
	}
	record, ok := c.complete(first)
	if !ok {
		return row{}, &LineError{Line: first.line, Msg: "a quote is opened and never closed; the line is skipped"}
	}
	values, err := c.parse(record)
	if err != nil {
		return row{}, atLine(err, first.line)
	}
	if err := countFields(c.header, values, first.line); err != nil {
		return row{}, err
	}
	return c.header.fill(first.line, values), nil
}

// take returns the next line, one that was put back first.
func (c *csvReader) take() pendingLine {
	if len(c.pending) > 0 {
		p := c.pending[0]
		c.pending = c.pending[1:]
		return p
	}
	text, err := c.lines.next()
	if err != nil {
		return pendingLine{err: lineProblem(&c.lines, err)}
	}
	return pendingLine{text: string(text), line: c.lines.line}
}

// maxSearches bounds how often a megabyte is read in vain for a closing quote;
// a file made to open one on each line would else take quadratic time.
const maxSearches = 10

// complete adds lines to first until its quotes are closed. When that does not
// happen within MaxLine the lines are put back.
func (c *csvReader) complete(first pendingLine) (record string, ok bool) {
	open := quoteOpen(first.text, c.comma, false)
	if !open || c.failed >= maxSearches {
		return first.text, !open
	}
	var b strings.Builder
	b.WriteString(first.text)
	var taken []pendingLine
	for open && b.Len() <= MaxLine {
		p := c.take()
		taken = append(taken, p)
		if p.err != nil {
			break
		}
		b.WriteByte('\n')
		b.WriteString(p.text)
		open = quoteOpen(p.text, c.comma, true)
	}
	if open || b.Len() > MaxLine {
		c.pending = append(taken, c.pending...)
		c.failed++
		return "", false
	}
	return b.String(), true
}

// quoteOpen reports whether a quoted field is still open at the end of a line
// that began inside one or not. Only a quote at the start of a field opens one.
func quoteOpen(text string, comma byte, inside bool) bool {
	atStart := !inside
	for i := 0; i < len(text); i++ {
		switch {
		case inside && text[i] == '"':
			if i+1 < len(text) && text[i+1] == '"' {
				i++
			} else {
				inside = false
			}
		case inside:
		case text[i] == '"' && atStart:
			inside, atStart = true, false
		default:
			atStart = text[i] == comma
		}
	}
	return inside
}

// parse splits one record.
func (c *csvReader) parse(record string) ([]string, error) {
	c.buf.Reset(strings.NewReader(record))
	r := csv.NewReader(c.buf)
	r.Comma = rune(c.comma)
	r.FieldsPerRecord = -1
	values, err := r.Read()
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		switch bad.Err {
		case csv.ErrBareQuote:
			return nil, errors.New(`a quote inside a field that does not start with one; write "…""…"`)
		case csv.ErrQuote:
			return nil, errors.New(`text after a closing quote; write a quote inside quotes as ""`)
		}
		return nil, bad.Err
	}
	return values, err
}
