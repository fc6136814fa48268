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

// parquetRows reads the rows of a Parquet file. Numbers keep their digits; bytes that
// are not text become base64, dates and times RFC 3339, lists and groups JSON.
type parquetRows struct {
	file    *parquet.File
	check   pageCheck
	next    int // of the row groups
	schema  *parquet.Schema
	columns []parquetColumn
	nested  bool         // some columns are lists or groups
	rows    parquet.Rows // of the row group being read, nil before the first
	room    [rowsAtOnce]parquet.Row
	read    []parquet.Row   // in room, not yet handed on
	values  []parquet.Value // of the plain columns of a row, by index
	perRow  float64         // bytes of the file
	count   func(int)       // may be nil
}

// parquetColumn is a field of the schema's root.
type parquetColumn struct {
	Field
	index int          // of a plain column's value
	typ   parquet.Type // of a plain column; nil for lists and groups
}

func newParquetRows(f *os.File, count func(int)) (p *parquetRows, err error) {
	defer recovered(&err)
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errParquetStream
	}
	if err := checkFooter(f, info.Size()); err != nil {
		return nil, fmt.Errorf("not a whole Parquet file (%w); fetch it again", err)
	}
	file, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(64<<10))
	if err != nil {
		return nil, fmt.Errorf("not a whole Parquet file (%w); fetch it again", err)
	}
	p = &parquetRows{file: file, check: pageCheck{r: f, size: info.Size(), most: maxPages}, schema: file.Schema(), count: count}
	p.perRow = float64(info.Size()) / float64(max(file.NumRows(), 1))
	p.values = make([]parquet.Value, len(p.schema.Columns()))
	for _, f := range p.schema.Fields() {
		c := parquetColumn{Field: Field{Name: f.Name(), Key: string(AppendString(nil, f.Name()))}}
		if leaf, ok := p.schema.Lookup(f.Name()); ok && !f.Repeated() {
			c.index, c.typ = leaf.ColumnIndex, f.Type()
		}
		p.nested = p.nested || c.typ == nil
		p.columns = append(p.columns, c)
	}
	return p, nil
}

// fillRows hands out the next rows.
func (r *Reader) fillRows(b *Batch) *Problem {
	at := r.line
	b.file, b.first, b.layout, b.rows = r.name, at, r.layout, rows{jsonParser{r.Field, r.Unscored}, nil, len(r.rows.columns)}
	n, err := r.rows.take(b, r.maxLine())
	r.line += n
	bad := new(Problem)
	switch {
	case err == nil:
		return nil
	case err == io.EOF:
		r.end()
		return nil
	case !errors.As(err, &bad):
		r.end()
		bad = r.failed(err)
	}
	return bad.at(r.name, at, 0)
}

// take adds the next rows to a batch and returns how many it took: none with io.EOF or
// another error of the file, one with a Problem of that row.
func (p *parquetRows) take(b *Batch, most int) (n int, err error) {
	for len(p.read) == 0 {
		if err := p.moreRows(); err != nil {
			return 0, err
		}
	}
	for size := 0; len(p.read) > 0 && size < chunk; n++ { // many rows may share one long value of a dictionary
		more, err := p.appendRow(b, most)
		if err != nil && n > 0 {
			return n, nil // it comes again, after the rows before it
		}
		p.read = p.read[1:]
		if size += more; err != nil {
			return 1, err
		}
	}
	return n, nil
}

// moreRows takes the next rows of a row group, or opens the next group, or
// returns io.EOF.
func (p *parquetRows) moreRows() (err error) {
	defer recovered(&err)
	if p.rows == nil {
		groups := p.file.RowGroups()
		if p.next == len(groups) {
			return io.EOF
		}
		if err := p.check.group(p.schema, &p.file.Metadata().RowGroups[p.next]); err != nil {
			return fmt.Errorf("the Parquet file cannot be read: row group %d: %w; fetch it again, or write it with smaller pages and fewer columns", p.next+1, err)
		}
		p.rows = groups[p.next].Rows()
		p.next++
	}
	n, err := p.rows.ReadRows(p.room[:])
	if p.count != nil {
		p.count(int(p.perRow * float64(n)))
	}
	p.read = p.room[:n]
	switch {
	case err == io.EOF && n > 0: // which the next call says again
		err = nil
	case err == io.EOF || err == nil && n == 0:
		err = p.rows.Close()
		p.rows = nil
	case err != nil:
		p.read = nil
	}
	if err != nil {
		return fmt.Errorf("the Parquet file is damaged (%w); fetch it again", err)
	}
	return nil
}

// Close ends the reading of rows; the file is its opener's.
func (p *parquetRows) Close() error {
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
