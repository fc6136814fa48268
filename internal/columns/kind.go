package columns

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/model"
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

// kindOf is the narrowest kind that holds a value.
func kindOf(v gjson.Result) kind {
	switch {
	case v.Type == gjson.Null:
		return nothing
	case v.IsBool():
		return boolean
	case v.Type == gjson.String:
		return text
	case v.Type == gjson.Number:
		if strings.ContainsAny(v.Raw, ".eE") { // nearly all; a failing ParseInt takes long
			return double
		}
		if _, err := strconv.ParseInt(v.Raw, 10, 64); err == nil {
			return integer
		}
		return double
	}
	return object
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

// value is a value that the kind holds, other than null.
func (k kind) value(v gjson.Result) parquet.Value {
	switch k {
	case boolean:
		return parquet.BooleanValue(v.Bool())
	case integer:
		return parquet.Int64Value(v.Int())
	case double:
		return parquet.DoubleValue(v.Float())
	case object:
		return parquet.ByteArrayValue([]byte(v.Raw))
	}
	return parquet.ByteArrayValue([]byte(v.Str))
}

// fraction reports whether a field of a result is a fraction even where it
// happens to be whole.
func fraction(name string) bool {
	name = strings.TrimPrefix(name, "heboh_")
	switch strings.TrimPrefix(name, "bias_") {
	case "probability", "threshold", "intercept_log_odds":
		return true
	}
	return slices.Contains(model.DeviceNames[:], name)
}
