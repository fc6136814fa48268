package columns

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// kind is what a column holds. Kinds of later numbers can hold what those of
// earlier numbers do, where widen says so.
type kind uint8

const (
	empty kind = iota // null so far
	boolean
	integer
	double
	text
	object // any JSON
)

// kindOf is the narrowest kind that holds a value.
func kindOf(v gjson.Result) kind {
	switch {
	case v.Type == gjson.Null:
		return empty
	case v.IsBool():
		return boolean
	case v.Type == gjson.String:
		return text
	case v.Type == gjson.Number:
		if _, err := json.Number(v.Raw).Int64(); err == nil {
			return integer
		}
		return double
	}
	return object
}

// widen is the narrowest kind that holds what both hold.
func widen(a, b kind) kind {
	switch {
	case a == b || b == empty:
		return a
	case a == empty:
		return b
	case a <= double && b <= double && a >= integer && b >= integer:
		return double
	}
	return object
}

func (k kind) node() parquet.Node {
	var n parquet.Node
	switch k {
	case boolean:
		n = parquet.Leaf(parquet.BooleanType)
	case integer:
		n = parquet.Int(64)
	case double:
		n = parquet.Leaf(parquet.DoubleType)
	case text, empty:
		n = parquet.String()
	default:
		n = parquet.JSON()
	}
	return parquet.Optional(parquet.Compressed(n, &parquet.Zstd))
}

// value is v as a value of the kind; false where it does not fit.
func (k kind) value(v gjson.Result) (parquet.Value, bool) {
	switch own := kindOf(v); {
	case own == empty:
		return parquet.NullValue(), true
	case k == boolean && own == boolean:
		return parquet.BooleanValue(v.Bool()), true
	case k == integer && own == integer:
		return parquet.Int64Value(v.Int()), true
	case k == double && (own == integer || own == double):
		return parquet.DoubleValue(v.Float()), true
	case (k == text || k == empty) && own == text:
		return parquet.ByteArrayValue([]byte(v.Str)), true
	case k == object:
		return parquet.ByteArrayValue([]byte(v.Raw)), true
	}
	return parquet.Value{}, false
}

// fraction reports whether a field of a result is a fraction even where it
// happens to be whole.
func fraction(name string) bool {
	name = strings.TrimPrefix(name, "heboh_")
	switch name {
	case "probability", "threshold", "bias_probability", "bias_threshold", "intercept_log_odds", "bias_intercept_log_odds":
		return true
	}
	return slices.Contains(model.DeviceNames[:], name)
}

// flatten calls f for each field of a line. The devices, and the second verdict
// under bias, become columns of their own, as in CSV; taken tells which names
// fields of the input have.
func flatten(line string, taken map[string]bool, f func(name string, v gjson.Result)) {
	gjson.Parse(line).ForEach(func(key, v gjson.Result) bool {
		prefix := ""
		switch strings.TrimPrefix(key.Str, "heboh_") {
		case "devices":
		case "bias":
			prefix = "bias_"
		default:
			f(key.Str, v)
			return true
		}
		if !v.IsObject() {
			f(key.Str, v)
			return true
		}
		v.ForEach(func(part, value gjson.Result) bool {
			f(records.Added(prefix+part.Str, func(n string) bool { return taken[n] }), value)
			return true
		})
		return true
	})
}

// schemaOf is the schema that holds the lines, its columns by name, and the
// names that the lines' own fields have.
func schemaOf(lines []string) (*parquet.Schema, map[string]column, map[string]bool) {
	taken := map[string]bool{}
	for _, line := range lines {
		gjson.Parse(line).ForEach(func(key, _ gjson.Result) bool {
			taken[key.Str] = true
			return true
		})
	}
	kinds := map[string]kind{}
	for _, line := range lines {
		flatten(line, taken, func(name string, v gjson.Result) {
			k := kindOf(v)
			if k == integer && fraction(name) {
				k = double
			}
			kinds[name] = widen(kinds[name], k)
		})
	}
	group := parquet.Group{}
	for name, k := range kinds {
		group[name] = k.node()
	}
	schema := parquet.NewSchema("headlines", group)
	columns := map[string]column{}
	for i, path := range schema.Columns() {
		columns[path[0]] = column{i, kinds[path[0]]}
	}
	return schema, columns, taken
}

// column is a column's place and kind.
type column struct {
	index int
	kind  kind
}

func (k kind) String() string {
	return [...]string{"nothing", "true and false", "whole numbers", "numbers", "text", "any JSON"}[k]
}

// misfit is the error for a value that its column cannot hold.
func misfit(name string, k kind, v gjson.Result) error {
	raw := v.Raw
	if len(raw) > 40 {
		raw = strings.ToValidUTF8(raw[:40], "") + "…"
	}
	return fmt.Errorf("field %q held %s in the first %d records and is %s now; a Parquet column has one kind: write --format jsonl", name, k, sample, raw)
}
