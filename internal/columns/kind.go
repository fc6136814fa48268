package columns

import (
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// kind is what a column holds.
type kind uint8

const (
	nothing kind = iota // null so far; written as text
	boolean
	integer
	double
	text
	object // any JSON
)

func (k kind) String() string {
	return [...]string{"nothing", "true and false", "whole numbers", "numbers", "text", "any JSON"}[k]
}

// kindOf is the narrowest kind that holds a JSON value.
func kindOf(v string) kind {
	switch v[0] {
	case 'n':
		return nothing
	case 't', 'f':
		return boolean
	case '"':
		return text
	case '{', '[':
		return object
	}
	if strings.ContainsAny(v, ".eE") { // nearly all; a failing ParseInt takes long
		return double
	}
	if _, err := strconv.ParseInt(v, 10, 64); err == nil {
		return integer
	}
	return double
}

// holds reports whether a column of the kind can hold a value of another.
func (k kind) holds(other kind) bool {
	return other == k || other == nothing || k == object || other == integer && k == double
}

// widen is the narrowest kind that holds what both hold.
func widen(a, b kind) kind {
	switch {
	case a.holds(b):
		return a
	case b.holds(a):
		return b
	}
	return object
}

func (k kind) node() parquet.Node {
	n := parquet.String()
	switch k {
	case boolean:
		n = parquet.Leaf(parquet.BooleanType)
	case integer:
		n = parquet.Int(64)
	case double:
		n = parquet.Leaf(parquet.DoubleType)
	case object:
		n = parquet.JSON()
	}
	return parquet.Optional(parquet.Compressed(n, &parquet.Zstd))
}

// value is the value of a cell that the kind holds, other than null.
func (k kind) value(c *cell) parquet.Value {
	switch k {
	case boolean:
		return parquet.BooleanValue(c.value[0] == 't')
	case integer:
		n, _ := strconv.ParseInt(string(c.value), 10, 64) // the kind says that it is one
		return parquet.Int64Value(n)
	case double:
		return parquet.DoubleValue(c.number())
	case object:
		return parquet.ByteArrayValue(c.json())
	}
	return parquet.ByteArrayValue(c.text())
}
