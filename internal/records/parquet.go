package records

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
)

var errParquetStream = errors.New("a Parquet file is read from its end; give it as a file that is neither compressed nor a pipe, with --in FILE")

// rowsAtOnce is how many rows are taken from a Parquet file at a time.
const rowsAtOnce = 64

// parquetLines reads a Parquet file as JSON Lines, a few rows at a time.
type parquetLines struct {
	groups []parquet.RowGroup // not begun
	rows   parquet.Rows       // of the group being read
	room   [rowsAtOnce]parquet.Row
	encode *rowEncoder
	buf    []byte // the lines of room
	rest   []byte // of buf, not yet read
}

func newParquetLines(f *os.File, count func(int)) (p *parquetLines, err error) {
	defer recovered(&err)
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if err := checkFooter(f, info.Size()); err != nil {
		return nil, fmt.Errorf("not a whole Parquet file (%w); fetch it again", err)
	}
	file, err := parquet.OpenFile(countedAt{f, count}, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(64<<10))
	if err != nil {
		return nil, fmt.Errorf("not a whole Parquet file (%w); fetch it again", err)
	}
	return &parquetLines{groups: file.RowGroups(), encode: newRowEncoder(file.Schema())}, nil
}

// Read fills b with the next lines.
func (p *parquetLines) Read(b []byte) (n int, err error) {
	defer recovered(&err)
	for len(p.rest) == 0 {
		if err := p.more(); err != nil {
			return 0, err
		}
	}
	n = copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// more encodes the next rows, or returns io.EOF.
func (p *parquetLines) more() error {
	if p.rows == nil {
		if len(p.groups) == 0 {
			return io.EOF
		}
		p.rows, p.groups = p.groups[0].Rows(), p.groups[1:]
	}
	n, err := p.rows.ReadRows(p.room[:])
	p.buf = p.buf[:0]
	for _, row := range p.room[:n] {
		var bad error
		if p.buf, bad = p.encode.appendRow(p.buf, row); bad != nil {
			return bad
		}
		p.buf = append(p.buf, '\n')
	}
	p.rest = p.buf
	if err == io.EOF || n == 0 && err == nil {
		err = p.rows.Close()
		p.rows = nil
	}
	if err != nil {
		return fmt.Errorf("the Parquet file is damaged (%w); fetch it again", err)
	}
	return nil
}

// Close ends the reading of rows; the file is its opener's.
func (p *parquetLines) Close() error {
	if p.rows == nil {
		return nil
	}
	return p.rows.Close()
}

// recovered turns a panic over a damaged file into an error: the library trusts
// what files claim.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the Parquet file is damaged (%v); fetch it again", r)
	}
}

// countedAt reports how many bytes are read.
type countedAt struct {
	io.ReaderAt
	count func(int)
}

func (c countedAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, at)
	if n > 0 && c.count != nil {
		c.count(n)
	}
	return n, err
}
