package records

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// rows are the records of a batch that come as fields, not as text.
type rows struct {
	jsonParser
	fields []Field // one row after the other
	width  int     // fields in a row
}

// appendRow appends the fields of the first row that was read to a batch. It returns
// their size.
func (p *parquetRows) appendRow(b *Batch, most int) (size int, err error) {
	defer recovered(&err)
	for _, v := range p.read[0] {
		p.values[v.Column()] = v
		if size += len("0,"); v.Kind() == parquet.ByteArray || v.Kind() == parquet.FixedLenByteArray {
			size += len(v.ByteArray())
		}
	}
	if size > most {
		return size, tooLong(most)
	}
	whole := map[string]any{}
	if p.nested {
		if err := p.schema.Reconstruct(&whole, p.read[0]); err != nil {
			return size, err
		}
	}
	fields := slices.Grow(b.fields, len(p.read)*len(p.columns))
	for _, c := range p.columns {
		if c.typ != nil {
			c.Value, c.JSON = value(p.values[c.index], c.typ)
		} else {
			raw, err := json.Marshal(whole[c.Name])
			if err != nil {
				return size, err
			}
			c.Value, c.JSON = string(raw), true
		}
		fields = append(fields, c.Field)
	}
	b.fields = fields
	return size, nil
}

// eachRow is Each for the rows of a Parquet file.
func (b *Batch) eachRow(rec *Record, good func(*Record), bad func(*Problem)) {
	for i := 0; i < len(b.fields); i += b.width {
		*rec = Record{File: b.file, Line: b.first + i/b.width, Extra: append(rec.Extra[:0], b.fields[i:i+b.width]...), Layout: b.layout}
		if p := b.find(rec); p != nil {
			bad(p.at(rec.File, rec.Line, 0))
		} else {
			good(rec)
		}
	}
}

// value is a value as a text, or as JSON.
func value(v parquet.Value, typ parquet.Type) (text string, isJSON bool) {
	if v.IsNull() {
		return "null", true
	}
	if logical := typ.LogicalType(); logical != nil {
		if text, isJSON = logicalValue(v, logical.Value); text != "" {
			return text, isJSON
		}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean()), true
	case parquet.Int32:
		return strconv.FormatInt(int64(v.Int32()), 10), true
	case parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10), true
	case parquet.Float:
		return number(float64(v.Float()), 32), true
	case parquet.Double:
		return number(v.Double(), 64), true
	case parquet.Int96: // a time as Spark and Impala write it: nanoseconds of a Julian day
		const julian1970 = 2440588
		t := v.Int96()
		at := time.Unix((int64(t[2])-julian1970)*24*60*60, int64(t[1])<<32|int64(t[0]))
		return at.UTC().Format(time.RFC3339Nano), false
	}
	if b := v.ByteArray(); !utf8.Valid(b) {
		return base64.StdEncoding.EncodeToString(b), false
	}
	return string(v.ByteArray()), false
}

// logicalValue is the date, time, decimal or JSON that a value stands for, "" for none.
func logicalValue(v parquet.Value, logical format.LogicalTypeValue) (text string, isJSON bool) {
	switch l := logical.(type) {
	case *format.IntType:
		switch {
		case l.IsSigned:
		case v.Kind() == parquet.Int32:
			return strconv.FormatUint(uint64(v.Uint32()), 10), true
		default:
			return strconv.FormatUint(v.Uint64(), 10), true
		}
	case *format.DateType:
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly), false
	case *format.TimestampType:
		at := time.Unix(0, v.Int64())
		switch l.Unit.Value.(type) {
		case *format.MilliSeconds:
			at = time.UnixMilli(v.Int64())
		case *format.MicroSeconds:
			at = time.UnixMicro(v.Int64())
		}
		return at.UTC().Format(time.RFC3339Nano), false
	case *format.DecimalType:
		if n := unscaled(v); n != nil {
			return decimal(n, int(l.Scale)), true
		}
	case *format.JsonType:
		var b bytes.Buffer
		if json.Compact(&b, v.ByteArray()) == nil { // without line ends
			return b.String(), true
		}
	}
	return "", false
}

// maxDecimal is the most digits of a decimal, and maxDecimalBytes how long it then is.
const maxDecimal, maxDecimalBytes = 76, 32

// unscaled is a decimal without its point: an integer, or the bytes of one, the highest
// first, in two's complement. It is nil where these are too many.
func unscaled(v parquet.Value) *big.Int {
	switch v.Kind() {
	case parquet.Int32:
		return big.NewInt(int64(v.Int32()))
	case parquet.Int64:
		return big.NewInt(v.Int64())
	}
	b := v.ByteArray()
	if len(b) > maxDecimalBytes {
		return nil
	}
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}

// decimal puts the point before the last digits, so many of them.
func decimal(n *big.Int, scale int) string {
	width := 1 + scale
	if n.Sign() < 0 {
		width++
	}
	s := fmt.Sprintf("%0*d", width, n)
	return strings.TrimSuffix(s[:len(s)-scale]+"."+s[len(s)-scale:], ".")
}

// number is a number as JSON, which has only finite ones.
func number(v float64, bits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "null"
	}
	return strconv.FormatFloat(v, 'g', -1, bits)
}
