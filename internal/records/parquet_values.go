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

// cells are the rows of a batch, whose data is their values.
type cells struct {
	jsonParser
	columns []parquetColumn
	values  []cell
}

// cell is a value, which ends where the next one starts.
type cell struct {
	end  int
	json bool
}

// appendRow appends the values of a row and notes their ends in the batch.
func (p *parquetRows) appendRow(dst []byte, row parquet.Row, b *Batch, most int) (out []byte, err error) {
	defer recovered(&err)
	size := 0
	for _, v := range row {
		p.values[v.Column()] = v
		if size += len("0,"); v.Kind() == parquet.ByteArray || v.Kind() == parquet.FixedLenByteArray {
			size += len(v.ByteArray())
		}
	}
	if size > most {
		return dst, tooLong(most)
	}
	whole := map[string]any{}
	if p.nested {
		if err := p.schema.Reconstruct(&whole, row); err != nil {
			return dst, err
		}
	}
	values := b.values
	for _, c := range p.columns {
		isJSON := true
		if c.typ != nil {
			dst, isJSON = appendValue(dst, p.values[c.index], c.typ)
		} else {
			raw, err := json.Marshal(whole[c.Name])
			if err != nil {
				return dst, err
			}
			dst = append(dst, raw...)
		}
		values = append(values, cell{len(dst), isJSON})
	}
	b.values = values
	return dst, nil
}

// eachRow is Each for the rows of a Parquet file.
func (b *Batch) eachRow(rec *Record, good func(*Record), bad func(*Problem)) {
	from, values := 0, b.values
	for line := b.first; len(values) > 0; line++ {
		*rec = Record{File: b.file, Line: line, Extra: rec.Extra[:0], Layout: b.layout}
		for i, c := range b.columns {
			v := values[i]
			c.Value, c.JSON = b.data[from:v.end], v.json
			rec.Extra = append(rec.Extra, c.Field)
			from = v.end
		}
		values = values[len(b.columns):]
		if _, p := b.find(rec); p != nil {
			bad(p.at(rec.File, rec.Line, 0))
		} else {
			good(rec)
		}
	}
}

// appendValue appends a value, as JSON or as a text.
func appendValue(dst []byte, v parquet.Value, typ parquet.Type) (out []byte, isJSON bool) {
	if v.IsNull() {
		return append(dst, "null"...), true
	}
	if logical := typ.LogicalType(); logical != nil {
		if out, isJSON = appendLogical(dst, v, logical.Value); len(out) > len(dst) {
			return out, isJSON
		}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.AppendBool(dst, v.Boolean()), true
	case parquet.Int32:
		return strconv.AppendInt(dst, int64(v.Int32()), 10), true
	case parquet.Int64:
		return strconv.AppendInt(dst, v.Int64(), 10), true
	case parquet.Float:
		return appendNumber(dst, float64(v.Float()), 32), true
	case parquet.Double:
		return appendNumber(dst, v.Double(), 64), true
	case parquet.Int96:
		return append(dst, v.Int96().String()...), false
	}
	if b := v.ByteArray(); !utf8.Valid(b) {
		return base64.StdEncoding.AppendEncode(dst, b), false
	}
	return append(dst, v.ByteArray()...), false
}

// appendLogical appends the date, time or JSON that a value stands for, if it does.
func appendLogical(dst []byte, v parquet.Value, logical format.LogicalTypeValue) (out []byte, isJSON bool) {
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
		return day.AppendFormat(dst, time.DateOnly), false
	case *format.TimestampType:
		at := time.Unix(0, v.Int64())
		switch l.Unit.Value.(type) {
		case *format.MilliSeconds:
			at = time.UnixMilli(v.Int64())
		case *format.MicroSeconds:
			at = time.UnixMicro(v.Int64())
		}
		return at.UTC().AppendFormat(dst, time.RFC3339Nano), false
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
