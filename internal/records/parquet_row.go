package records

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// rowEncoder writes rows as JSON objects. Numbers keep their digits; bytes that
// are not text become base64, dates and times RFC 3339, lists and groups arrays
// and objects.
type rowEncoder struct {
	schema *parquet.Schema
	fields []rowField
	nested bool
}

// rowField is a field of the schema's root.
type rowField struct {
	name   string
	key    string       // as it stands in the object, with the colon
	column int          // of a plain field's value; -1 for lists and groups
	typ    parquet.Type // of a plain field
}

func newRowEncoder(schema *parquet.Schema) *rowEncoder {
	e := &rowEncoder{schema: schema}
	for _, f := range schema.Fields() {
		field := rowField{name: f.Name(), key: string(AppendString(nil, f.Name())) + ":", column: -1}
		if leaf, ok := schema.Lookup(f.Name()); ok && !f.Repeated() {
			field.column, field.typ = leaf.ColumnIndex, f.Type()
		} else {
			e.nested = true
		}
		e.fields = append(e.fields, field)
	}
	return e
}

func (e *rowEncoder) appendRow(dst []byte, row parquet.Row) ([]byte, error) {
	whole := map[string]any{}
	if e.nested {
		if err := e.schema.Reconstruct(&whole, row); err != nil {
			return dst, err
		}
	}
	dst = append(dst, '{')
	for i := range e.fields {
		f := &e.fields[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, f.key...)
		if f.column >= 0 {
			dst = appendValue(dst, valueOf(row, f.column), f.typ)
			continue
		}
		raw, err := json.Marshal(whole[f.name])
		if err != nil {
			return dst, err
		}
		dst = append(dst, raw...)
	}
	return append(dst, '}'), nil
}

// valueOf is the value of a column that has one value per row.
func valueOf(row parquet.Row, column int) parquet.Value {
	if column < len(row) && row[column].Column() == column { // nearly always
		return row[column]
	}
	for _, v := range row {
		if v.Column() == column {
			return v
		}
	}
	return parquet.NullValue()
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
	return appendBytes(dst, v.ByteArray())
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
		var at time.Time
		switch l.Unit.Value.(type) {
		case *format.MilliSeconds:
			at = time.UnixMilli(v.Int64())
		case *format.MicroSeconds:
			at = time.UnixMicro(v.Int64())
		default:
			at = time.Unix(0, v.Int64())
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

func appendBytes(dst, b []byte) []byte {
	if utf8.Valid(b) {
		return AppendString(dst, string(b))
	}
	dst = append(dst, '"')
	dst = base64.StdEncoding.AppendEncode(dst, b)
	return append(dst, '"')
}
