package records

import (
	"bufio"
	"io"
	"strings"
)

// chunk is how much is read at a time: large enough that the cost of handing a
// batch to another core does not show.
const chunk = 256 << 10

// Reader cuts inputs into batches. Use one goroutine.
type Reader struct {
	Field   string // the headline's field or column
	Format  Format
	Inputs  []Input
	Explain func(error) string // puts an I/O error in words; nil: its own
	Count   func(bytes int)    // told of every read; may be nil

	at      int // of Inputs, the next to open
	r       io.Reader
	c       io.Closer
	name    string
	line    int    // of the first byte of buf
	buf     []byte // read and not yet handed out
	eof     bool
	skip    bool // inside a line that is too long
	comma   byte
	parser  parser
	header  func(line string) *Problem // not nil until the header was read
	columns []string
	known   bool // columns were found
}

// Next fills b with the next records, or returns io.EOF. It returns as soon as
// one whole record is there: what a person typed is not held back. Files that
// cannot be read become a Problem of the batch, and the next file follows.
func (r *Reader) Next(b *Batch) error {
	*b = Batch{Problems: b.Problems[:0]}
	for {
		if r.r == nil {
			if r.at == len(r.Inputs) {
				return io.EOF
			}
			if bad := r.start(r.Inputs[r.at]); bad != nil {
				b.Problems = append(b.Problems, bad)
			}
			r.at++
		} else {
			r.fill(b)
		}
		if len(b.data) > 0 || len(b.Problems) > 0 {
			r.findColumns(b)
			b.Columns = r.columns
			return nil
		}
	}
}

func (r *Reader) start(in Input) *Problem {
	*r = Reader{Field: r.Field, Format: r.Format, Inputs: r.Inputs, Explain: r.Explain, Count: r.Count,
		at: r.at, columns: r.columns, known: r.known, buf: r.buf[:0], name: in.Name, line: 1}
	format := r.Format
	if format == Auto {
		format = FormatOf(in.Name)
	}
	open := in.open
	if format == Parquet {
		open = in.openParquet
	}
	var err error
	if r.r, r.c, err = open(r.Count); err != nil {
		r.r = nil
		return r.failed(err)
	}
	switch format {
	case Markdown:
		r.r, r.parser = &frontMatter{r: bufio.NewReader(r.r)}, frontParser{r.Field}
	case JSONL, Parquet:
		r.parser = jsonParser{r.Field}
	case CSV:
		r.comma = ','
		r.header = r.csvHeader
	case TSV:
		r.header = func(line string) *Problem { return r.table(splitTabs, line) }
	default:
		r.parser = lineParser{}
	}
	return nil
}

func (r *Reader) failed(err error) *Problem {
	msg := err.Error()
	if r.Explain != nil {
		msg = r.Explain(err)
	}
	return &Problem{File: r.name, Msg: msg}
}

func (r *Reader) end() {
	if r.c != nil {
		r.c.Close()
	}
	r.r, r.c = nil, nil
}

// fill reads once and hands out what is whole.
func (r *Reader) fill(b *Batch) {
	if bad := r.read(); bad != nil {
		b.Problems = append(b.Problems, bad)
		r.end()
		return
	}
	if r.skip && !r.skipped() {
		return
	}
	if r.header != nil {
		done, bad := r.takeHeader()
		if bad != nil {
			b.Problems = append(b.Problems, bad)
			r.end()
			return
		}
		if !done {
			return
		}
	}
	n := whole(r.buf, r.comma)
	if n == 0 && len(r.buf) > 0 && (r.eof || len(r.buf) > MaxLine+len("\r\n")) {
		r.broken(b)
	}
	r.hand(b, n)
	if r.eof && len(r.buf) == 0 {
		r.end()
	}
}

// hand moves the first n bytes into the batch.
func (r *Reader) hand(b *Batch, n int) {
	if n == 0 {
		return
	}
	b.file, b.first, b.parser, b.comma = r.name, r.line, r.parser, r.comma
	b.data = string(r.buf[:n])
	r.line += strings.Count(b.data, "\n")
	r.buf = append(r.buf[:0], r.buf[n:]...)
}

// read adds one read's worth to buf.
func (r *Reader) read() *Problem {
	if r.eof {
		return nil
	}
	r.buf = grow(r.buf)
	n, err := r.r.Read(r.buf[len(r.buf):cap(r.buf)])
	r.buf = r.buf[:len(r.buf)+n]
	if err == io.EOF {
		r.eof = true
		if len(r.buf) > 0 && r.buf[len(r.buf)-1] != '\n' {
			r.buf = append(r.buf, '\n')
		}
		return nil
	}
	if err != nil {
		bad := r.failed(err)
		bad.Line = r.line
		return bad
	}
	return nil
}

// grow makes room for a chunk; carried-over bytes stay in place.
func grow(buf []byte) []byte {
	if cap(buf)-len(buf) >= chunk/2 {
		return buf
	}
	return append(make([]byte, 0, max(2*cap(buf), chunk)), buf...)
}
