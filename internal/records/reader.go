package records

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
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
	Table    bool   // an input that shows its format neither by its name nor by its first bytes is CSV
	Inputs   []Input
	Unscored bool  // fields that heboh score added are dropped: a verdict is no label, and scoring again replaces it
	MaxLine  int   // bytes of a line or record; 0: the constant MaxLine
	Chunk    int   // bytes to read at a time; 0: 256 KiB
	MaxBytes int64 // of one input once unpacked; 0: no limit

	Explain func(error) string // puts an I/O error in words; nil: its own
	Count   func(bytes int)    // called after every read; may be nil
	// Header, when set, names the columns of a table whose header has these cells.
	// Columns of workbooks called "" are left out.
	Header func(cells []string) []string

	at    int     // of Inputs, the next to open
	first *Layout // of the first input that has records
	buf   []byte
	current
}

// current is the state of reading one input. Its records start in buf at line.
type current struct {
	r       io.Reader
	c       io.Closer
	name    string
	format  Format
	line    int // of the first byte of buf
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
	searches   int // in vain, for closing quotes
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
		if len(b.data) > 0 || len(b.Problems) > 0 {
			r.findColumns(b)
			b.First = r.first
			return nil
		}
	}
}

func (r *Reader) start(in Input) *Problem {
	r.buf = r.buf[:0]
	r.current = current{name: in.Name, line: 1, cutter: cutter{sep: '\n'}, format: r.Format, layout: &Layout{}}
	if r.format == Auto {
		r.format = FormatOf(in.Name)
	}
	if err := r.open(in); err != nil {
		r.end()
		return r.failed(err)
	}
	r.layout.Format = r.format
	switch r.format {
	case JSONL, Parquet, Markdown:
		r.parser = jsonParser{r.Field, r.Unscored}
	case CSV, TSV, Workbook:
		r.headerRows = 1
		if r.format == Workbook {
			r.headerRows = headerRows
		}
	default:
		r.parser = lineParser{}
	}
	return nil
}

// open opens an input as text: as it is, or made of a workbook, a Parquet file
// or front matter, a line of text per line or row.
func (r *Reader) open(in Input) (err error) {
	var raw io.Reader
	if raw, r.c, err = in.raw(); err != nil {
		return err
	}
	if in.Plain {
		r.r = &counted{Reader: raw, count: r.Count}
		return nil
	}
	if r.format == Parquet {
		return r.openParquet(raw)
	}
	u, err := unpack(&counted{Reader: raw, count: r.Count})
	if err != nil {
		return err
	}
	r.c = closers{u, r.c}
	switch {
	case bytes.HasPrefix(u.start, parquetMark):
		if u.layers > 0 {
			return errParquetStream
		}
		return r.openParquet(raw)
	case bytes.HasPrefix(u.start, zipMark), r.format == Workbook:
		r.format = Workbook
		r.r, err = newWorkbook(u, r.Sheet)
		return err
	}
	var plain io.Reader = u
	if r.MaxBytes > 0 {
		plain = &counted{Reader: u, left: r.MaxBytes, limit: r.MaxBytes}
	}
	p, mark, err := decode(plain)
	if err != nil {
		return err
	}
	r.layout.Mark = mark
	if r.format == Auto && r.Table {
		r.format = sniff(buffered(p))
	}
	r.r = p
	if r.format == Markdown {
		r.r, err = newFrontMatter(p, r.Field)
	}
	return err
}

// sniff is the format of a table or its like by its first bytes.
func sniff(start []byte) Format {
	start = bytes.TrimLeft(start, " \t\r\n")
	switch {
	case bytes.HasPrefix(start, []byte("{")), bytes.HasPrefix(start, []byte("[")):
		return JSONL
	case bytes.HasPrefix(start, labelMark):
		return Lines
	}
	return CSV
}

func (r *Reader) openParquet(raw io.Reader) error {
	f, ok := raw.(*os.File)
	if !ok {
		return errParquetStream
	}
	p, err := newParquetLines(f, r.Count)
	if err != nil {
		return err
	}
	r.format, r.r, r.c = Parquet, p, closers{p, r.c}
	return nil
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
	r.r, r.c = nil, nil
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
		b.file, b.first, b.parser, b.cutter, b.maxLine, b.data = r.name, r.line, r.parser, r.cutter, r.maxLine(), data
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
		bad.Line = r.line
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
	bad := &Problem{Line: r.line, Msg: errOpenQuote.Error()}
	if r.comma == 0 || bytes.IndexByte(r.buf, '\n') < 0 {
		bad = tooLong(r.maxLine())
		bad.Line = r.line
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

// takeHeader reads the rows that can be the header, those that are complete.
// Blank rows are skipped.
func (r *Reader) takeHeader() *Problem {
	for r.headerRows > 0 {
		end := bytes.IndexByte(r.buf, '\n')
		switch {
		case end < 0 && r.eof && r.firstRow != nil:
			return missing(r.Field, r.firstRow, "column", "header")
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
