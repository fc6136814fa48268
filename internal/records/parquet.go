package records

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

var errParquetStream = errors.New("a Parquet file is read from its end; give it as a file that is neither compressed nor a pipe, with --in FILE")

// rowsAtOnce is how many rows are taken from a Parquet file at a time.
const rowsAtOnce = 64

// parquetLines reads a Parquet file as JSON Lines, a few rows at a time. Numbers
// keep their digits; bytes that are not text become base64, dates and times RFC
// 3339, lists and groups arrays and objects.
type parquetLines struct {
	file   *parquet.File
	check  pageCheck
	next   int // of the row groups
	schema *parquet.Schema
	fields []parquetField
	nested bool         // some fields are lists or groups
	rows   parquet.Rows // of the row group being read, nil before the first
	room   [rowsAtOnce]parquet.Row
	read   []parquet.Row   // in room, not yet encoded
	values []parquet.Value // of the plain fields of a row, by column
	buf    bytes.Buffer    // a line not yet read
	perRow float64         // bytes of the file
	count  func(int)       // may be nil
}

// parquetField is a field of the schema's root.
type parquetField struct {
	name   string
	column int          // of a plain field's value
	typ    parquet.Type // of a plain field; nil for lists and groups
}

func newParquetLines(f *os.File, count func(int)) (p *parquetLines, err error) {
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
	p = &parquetLines{file: file, check: pageCheck{r: f, size: info.Size(), most: maxPages}, schema: file.Schema(), count: count}
	p.perRow = float64(info.Size()) / float64(max(file.NumRows(), 1))
	p.values = make([]parquet.Value, len(p.schema.Columns()))
	for _, f := range p.schema.Fields() {
		field := parquetField{name: f.Name()}
		if leaf, ok := p.schema.Lookup(f.Name()); ok && !f.Repeated() {
			field.column, field.typ = leaf.ColumnIndex, f.Type()
		}
		p.nested = p.nested || field.typ == nil
		p.fields = append(p.fields, field)
	}
	return p, nil
}

// Read fills b with the next lines.
func (p *parquetLines) Read(b []byte) (n int, err error) {
	defer recovered(&err)
	for p.buf.Len() == 0 {
		if err := p.more(); err != nil {
			return 0, err
		}
	}
	return p.buf.Read(b)
}

// more encodes the next row, or returns io.EOF. Rows are encoded one at a time:
// many may share one long value of a dictionary.
func (p *parquetLines) more() error {
	for len(p.read) == 0 {
		if err := p.moreRows(); err != nil {
			return err
		}
	}
	line, err := p.appendRow(p.buf.AvailableBuffer(), p.read[0])
	p.read = p.read[1:]
	p.buf.Write(line)
	return err
}

// moreRows takes the next rows of a row group, or opens the next group, or
// returns io.EOF.
func (p *parquetLines) moreRows() error {
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

// appendRow writes a row as a line.
func (p *parquetLines) appendRow(dst []byte, row parquet.Row) ([]byte, error) {
	size := 0
	for _, v := range row {
		if size += 16; v.Kind() == parquet.ByteArray || v.Kind() == parquet.FixedLenByteArray {
			size += len(v.ByteArray())
		}
	}
	if size > maxRow {
		return dst, fmt.Errorf("a row of the Parquet file has %d MB, at most %d are read", size>>20, maxRow>>20)
	}
	whole := map[string]any{}
	if p.nested {
		if err := p.schema.Reconstruct(&whole, row); err != nil {
			return dst, err
		}
	}
	for _, v := range row {
		p.values[v.Column()] = v
	}
	comma := byte('{')
	for _, f := range p.fields {
		dst = append(AppendString(append(dst, comma), f.name), ':')
		comma = ','
		if f.typ != nil {
			dst = appendValue(dst, p.values[f.column], f.typ)
			continue
		}
		raw, err := json.Marshal(whole[f.name])
		if err != nil {
			return dst, err
		}
		dst = append(dst, raw...)
	}
	return append(dst, '}', '\n'), nil
}

func appendValue(dst []byte, v parquet.Value, typ parquet.Type) []byte {
	if v.IsNull() {
		return append(dst, "null"...)
	}
	if logical := typ.LogicalType(); logical != nil {
		if out, ok := appendLogical(dst, v, logical.Value); ok {
			return out
		}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.AppendBool(dst, v.Boolean())
	case parquet.Int32:
		return strconv.AppendInt(dst, int64(v.Int32()), 10)
	case parquet.Int64:
		return strconv.AppendInt(dst, v.Int64(), 10)
	case parquet.Float:
		return appendNumber(dst, float64(v.Float()), 32)
	case parquet.Double:
		return appendNumber(dst, v.Double(), 64)
	case parquet.Int96:
		return AppendString(dst, v.Int96().String())
	}
	if b := v.ByteArray(); !utf8.Valid(b) {
		return AppendString(dst, base64.StdEncoding.EncodeToString(b))
	}
	return AppendString(dst, string(v.ByteArray()))
}

// appendLogical writes the date, time or JSON that a value stands for.
func appendLogical(dst []byte, v parquet.Value, logical format.LogicalTypeValue) ([]byte, bool) {
	switch l := logical.(type) {
	case *format.IntType:
		if l.IsSigned {
			return dst, false
		}
		if v.Kind() == parquet.Int32 {
			return strconv.AppendUint(dst, uint64(v.Uint32()), 10), true
		}
		return strconv.AppendUint(dst, v.Uint64(), 10), true
	case *format.DateType:
		day := time.Unix(int64(v.Int32())*24*60*60, 0).UTC()
		return AppendString(dst, day.Format(time.DateOnly)), true
	case *format.TimestampType:
		at := time.Unix(0, v.Int64())
		switch l.Unit.Value.(type) {
		case *format.MilliSeconds:
			at = time.UnixMilli(v.Int64())
		case *format.MicroSeconds:
			at = time.UnixMicro(v.Int64())
		}
		return AppendString(dst, at.UTC().Format(time.RFC3339Nano)), true
	case *format.JsonType:
		b := bytes.NewBuffer(dst)
		if json.Compact(b, v.ByteArray()) == nil { // without line ends
			return b.Bytes(), true
		}
	}
	return dst, false
}

// appendNumber writes a number; JSON has only finite ones.
func appendNumber(dst []byte, v float64, bits int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, "null"...)
	}
	return strconv.AppendFloat(dst, v, 'g', -1, bits)
}
