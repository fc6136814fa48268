package records

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
)

// chunk is how much is read at a time: large enough that handing a batch to
// another core costs next to nothing.
const chunk = 256 << 10

// Reader cuts inputs into batches of records. Use it from one goroutine.
type Reader struct {
	Field    string // the headline's field or column, in any case; "": text, title, headline, judul or name
	Format   Format
	Sheet    string // of workbooks; "": the first
	Table    bool   // an input that shows no format is CSV, as with Field, else Lines
	Inputs   []Input
	Unscored bool  // fields that heboh score added are dropped: a verdict is no label, and scoring again replaces it
	MaxLine  int   // bytes of a line or record; 0: the constant MaxLine
	Chunk    int   // bytes to read at a time; 0: 256 KiB
	MaxBytes int64 // of one input once unpacked; 0: no limit

	Explain func(error) string // puts an I/O error in words; nil: its own
	Count   func(bytes int)    // called after every read; may be nil

	at    int     // of Inputs, the next to open
	first *Layout // of the first input that has records
	buf   []byte
	current
}

// current is the state of reading one input. Its records start in buf at line.
type current struct {
	r       io.Reader
	rows    *parquetRows // instead of r
	c       io.Closer
	name    string
	format  Format
	line    int   // of the first byte of buf
	offset  int64 // of the same
	eof     bool
	unended bool // the last line has no end
	layout  *Layout
	skip    bool // inside a record that is too long
	ends    byte // of lines: '\n', also after '\r', or '\r' alone; 0: not known yet
	cutter
	begun      bool   // something other than blanks was read
	array      *array // not nil inside a JSON array
	parser     parser
	headerRows int // still to be looked at for the header
	firstRow   []string
	searches   int // for closing quotes, without success
}

const (
	// headerRows is how far down the header of a sheet may stand.
	headerRows = 5
	// maxSearches bounds how often a megabyte is searched for a closing quote; a
	// file that opens one on every line would take quadratic time.
	maxSearches = 10
)

// Next fills b with the next records, or returns io.EOF. It returns as soon as
// one whole record is there: what a person typed is not held back. A file that
// cannot be read becomes a Problem of the batch, and the next file follows.
func (r *Reader) Next(b *Batch) error {
	*b = Batch{Problems: b.Problems[:0], Blank: b.Blank}
	for {
		var bad *Problem
		switch {
		case r.rows != nil:
			bad = r.fillRows(b)
		case r.r != nil:
			bad = r.fill(b)
		case r.at == len(r.Inputs):
			return io.EOF
		default:
			bad = r.start(r.Inputs[r.at])
			r.at++
		}
		if bad != nil {
			bad.File = r.name
			b.Problems = append(b.Problems, bad)
		}
		if !b.empty() || len(b.Problems) > 0 {
			r.findColumns(b)
			b.First = r.first
			return nil
		}
	}
}

func (r *Reader) failed(err error) *Problem {
	msg := err.Error()
	if r.Explain != nil {
		msg = r.Explain(err)
	}
	return &Problem{Msg: msg, Err: err}
}

func (r *Reader) end() {
	if r.c != nil {
		r.c.Close()
	}
	r.r, r.rows, r.c = nil, nil, nil
}

// fill reads once and hands out the records that are complete.
func (r *Reader) fill(b *Batch) *Problem {
	if bad := r.read(); bad != nil {
		r.end()
		return bad
	}
	if r.skip && !r.skipped() {
		return nil
	}
	if r.headerRows > 0 {
		if bad := r.takeHeader(); bad != nil {
			r.end()
			return bad
		}
		if r.headerRows > 0 {
			return nil
		}
	}
	data := r.whole()
	var bad *Problem
	if data == "" && len(r.buf) > 0 && (r.eof || len(r.buf) > r.maxLine()+len("\r\n")) {
		bad = r.broken()
	}
	if data != "" {
		b.file, b.first, b.offset, b.parser, b.cutter, b.maxLine, b.data = r.name, r.line, r.offset, r.parser, r.cutter, r.maxLine(), data
		b.layout, b.swapped = r.layout, r.ends == '\r'
		r.drop(len(data))
		b.unended = r.unended && len(r.buf) == 0 && r.at == len(r.Inputs)
	}
	if r.eof && len(r.buf) == 0 && (r.array == nil || len(b.data) == 0) {
		r.end()
		if bad == nil && r.array != nil {
			bad = r.array.bad(r.line) // in a batch of its own, after the records
		}
	}
	return bad
}

func (r *Reader) maxLine() int { return cmp.Or(r.MaxLine, MaxLine) }

// whole is the part of buf that is whole records.
func (r *Reader) whole() string {
	data := string(r.buf[:bytes.LastIndexByte(r.buf, r.sep)+1])
	if r.comma == 0 {
		return data
	}
	for rest := data; ; {
		_, after, _, ended := r.cut(rest)
		if !ended {
			return data[:len(data)-len(rest)]
		}
		rest = after
	}
}

// drop leaves out the first n bytes of buf.
func (r *Reader) drop(n int) {
	r.line += bytes.Count(r.buf[:n], []byte("\n"))
	r.offset += int64(n)
	r.buf = append(r.buf[:0], r.buf[n:]...)
}

// read adds what one call to Read returns to buf.
func (r *Reader) read() *Problem {
	if r.eof {
		return nil
	}
	size := cmp.Or(r.Chunk, chunk)
	if cap(r.buf)-len(r.buf) < size/2 {
		r.buf = append(make([]byte, 0, max(2*cap(r.buf), size)), r.buf...)
	}
	old := len(r.buf)
	n, err := r.r.Read(r.buf[old:cap(r.buf)])
	r.buf = r.buf[:old+n]
	r.eof = err == io.EOF
	if err != nil && !r.eof {
		bad := r.failed(err)
		bad.Line, bad.Offset = r.line, r.offset
		return bad
	}
	r.fixLineEnds(old)
	r.splitArray(old)
	if r.eof && len(r.buf) > 0 && r.buf[len(r.buf)-1] != r.sep {
		r.buf, r.unended = append(r.buf, r.sep), true
	}
	return nil
}

// swap undoes fixLineEnds.
var swap = strings.NewReplacer("\n", "\r", "\r", "\n")

// fixLineEnds swaps returns and line feeds in an input whose lines end in returns.
// The first line end decides.
func (r *Reader) fixLineEnds(from int) {
	if r.ends == 0 {
		from = 0
		i := bytes.IndexByte(r.buf, '\r')
		switch {
		case bytes.IndexByte(r.buf, '\n') >= 0:
			r.ends = '\n'
		case i >= 0 && i+1 < len(r.buf):
			r.ends = '\r'
		}
	}
	if r.ends == '\r' {
		for i := from; i < len(r.buf); i++ {
			switch r.buf[i] {
			case '\r':
				r.buf[i] = '\n'
			case '\n':
				r.buf[i] = '\r'
			}
		}
	}
}

// broken gives up the first record, which does not end: one that is too long to
// its end, one with a quote that is never closed to the end of its line.
func (r *Reader) broken() *Problem {
	bad := &Problem{Line: r.line, Offset: r.offset, Msg: errOpenQuote.Error()}
	if r.comma == 0 || bytes.IndexByte(r.buf, '\n') < 0 {
		bad = tooLong(r.maxLine())
		bad.Line, bad.Offset = r.line, r.offset
	} else if r.searches++; r.searches == maxSearches {
		r.comma = 0 // from here on every line is a row
	}
	r.skip = true
	r.skipped()
	return bad
}

func tooLong(limit int) *Problem {
	return &Problem{Msg: fmt.Sprintf("longer than %d bytes; is this a file of headlines? The record is skipped", limit), Err: ErrTooLong}
}

// skipped drops the rest of a record that is given up; false: it goes on.
func (r *Reader) skipped() bool {
	end := bytes.IndexByte(r.buf, r.sep)
	if end < 0 {
		r.drop(len(r.buf))
		if r.eof {
			r.end()
		}
		return false
	}
	r.drop(end + 1)
	r.skip = false
	return true
}
