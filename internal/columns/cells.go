package columns

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
)

// A row on its way to a Writer is its cells, each a byte of kind and flags, name and
// value.
const (
	kinds    = 1<<3 - 1
	isNull   = 1 << 3
	isJSON   = 1 << 4 // the value is JSON as it stood in the input
	isAdded  = 1 << 5 // not of the input: another name if the input has the name
	endOfRow = 0xff
)

// Row appends the cells of a row to Bytes. End completes it.
type Row struct{ Bytes []byte }

func (r *Row) cell(kind byte, name, value string) {
	r.Bytes = binary.AppendUvarint(append(r.Bytes, kind), uint64(len(name)))
	r.Bytes = binary.AppendUvarint(append(r.Bytes, name...), uint64(len(value)))
	r.Bytes = append(r.Bytes, value...)
}

// Headline appends the headline.
func (r *Row) Headline(name, value string) { r.cell(byte(text), name, value) }

// Field appends a field of the input.
func (r *Row) Field(f *records.Field) {
	kind := byte(text)
	if f.JSON {
		if kind = byte(kindOf(f.Value)) | isJSON; f.Value == "null" {
			kind |= isNull
		}
	}
	r.cell(kind, f.Name, f.Value)
}

// Text appends a text that is not of the input.
func (r *Row) Text(name, value string) { r.cell(byte(text)|isAdded, name, value) }

// OptionalText is Text, but "" is null. So it is for the others, whose value is JSON.
func (r *Row) OptionalText(name, value string) { r.optional(text, name, value) }

// Integer appends a whole number.
func (r *Row) Integer(name, value string) { r.optional(integer|isJSON, name, value) }

// JSON appends a list or an object.
func (r *Row) JSON(name, value string) { r.optional(object|isJSON, name, value) }

// True appends true.
func (r *Row) True(name string, is bool) {
	value := ""
	if is {
		value = "true"
	}
	r.optional(boolean|isJSON, name, value)
}

func (r *Row) optional(kind kind, name, value string) {
	flags := byte(kind) | isAdded
	if value == "" {
		flags |= isNull
	}
	r.cell(flags, name, value)
}

// Number appends a number that is not of the input.
func (r *Row) Number(name string, v float64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], math.Float64bits(v))
	r.cell(byte(double)|isAdded, name, string(b[:]))
}

// End ends the row.
func (r *Row) End() []byte { return append(r.Bytes, endOfRow) }

// cell is a cell as it was read. What it holds is part of what was read.
type cell struct {
	flags byte
	name  []byte
	value []byte
}

func (c *cell) kind() kind { return kind(c.flags & kinds) }

func (c *cell) is(flag byte) bool { return c.flags&flag != 0 }

// origin is 0 for a field of the input, 1 for one that was added.
func (c *cell) origin() int { return int(c.flags&isAdded) / isAdded }

// number is the value of a number.
func (c *cell) number() float64 {
	if c.is(isJSON) {
		v, _ := strconv.ParseFloat(string(c.value), 64) // the nearest, where it is too large
		return v
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(c.value))
}

// text is the text of a cell that holds one.
func (c *cell) text() []byte {
	if c.is(isJSON) {
		return []byte(gjson.ParseBytes(c.value).Str)
	}
	return c.value
}

// json is the value as JSON.
func (c *cell) json() []byte {
	if c.is(isJSON) {
		return c.value
	}
	return records.AppendString(nil, string(c.value))
}

var errCells = errors.New("damaged rows")

// cutRow takes the cells of the first row off p.
func cutRow(cells []cell, p []byte) (row []cell, rest []byte, err error) {
	for len(p) > 0 {
		c := cell{flags: p[0]}
		if p = p[1:]; c.flags == endOfRow {
			return cells, p, nil
		}
		for _, part := range []*[]byte{&c.name, &c.value} {
			n, size := binary.Uvarint(p)
			if size <= 0 || n > uint64(len(p)-size) {
				return nil, nil, errCells
			}
			*part, p = p[size:size+int(n):size+int(n)], p[size+int(n):]
		}
		cells = append(cells, c)
	}
	return nil, nil, errCells
}
