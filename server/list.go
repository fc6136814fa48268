package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"unicode/utf8"
)

// list is a list in a body. Its entries are counted while they are decoded: eight
// megabytes of empty ones would fill the memory otherwise.
type list[T any] struct {
	items []T
	given bool // the body has the list
	name  string
	most  int
}

// bounded is a body with lists; bound makes them, empty.
type bounded interface{ bound(most int) }

// UnmarshalJSON implements json.Unmarshaler.
func (l *list[T]) UnmarshalJSON(raw []byte) error {
	l.items, l.given = nil, string(raw) != "null"
	if !l.given {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if start, err := dec.Token(); err != nil || start != json.Delim('[') {
		return &json.UnmarshalTypeError{Value: kindOf(raw), Type: reflect.TypeFor[[]T]()}
	}
	for dec.More() {
		if len(l.items) == l.most {
			return problem(http.StatusRequestEntityTooLarge, "batch", "more than %d entries are not allowed; send less at a time, or any number as JSON Lines to /v1/score", l.most).
				field(l.name).limit(int64(l.most))
		}
		var v *T
		start := dec.InputOffset()
		if err := dec.Decode(&v); err != nil {
			return err
		}
		if v == nil {
			return invalid(fmt.Sprintf("%s[%d]", l.name, len(l.items)), "must be %s, not null", kindNames[reflect.TypeFor[T]().Kind()])
		}
		if !utf8.Valid(raw[start:dec.InputOffset()]) {
			return invalid(fmt.Sprintf("%s[%d]", l.name, len(l.items)), "is not valid UTF-8; convert it before it becomes JSON")
		}
		l.items = append(l.items, *v)
	}
	return nil
}

// kindOf names the kind of a JSON value that is not null as encoding/json does.
func kindOf(raw []byte) string {
	switch raw[0] {
	case '{':
		return "object"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	}
	return "number"
}

// filled refuses a list without entries.
func (l *list[T]) filled() error {
	if len(l.items) == 0 {
		return invalid(l.name, "must have at least one entry")
	}
	return nil
}
