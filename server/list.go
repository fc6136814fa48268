package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
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

// streamed sends {"name":[items],rest}, item by item, so that memory does not
// depend on how many there are. rest is a JSON object with at least one field.
// It stops when the client has gone, and after the first error.
func streamed(w http.ResponseWriter, r *http.Request, status int, name string, items iter.Seq[any], rest any) error {
	tail, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	begin := `{"` + name + `":[`
	for v := range items {
		if r.Context().Err() == nil {
			_, err = w.Write([]byte(begin))
		}
		if err != nil || r.Context().Err() != nil || enc.Encode(v) != nil {
			panic(http.ErrAbortHandler) // a cut answer must not look complete
		}
		begin = ","
	}
	if begin != "," {
		_, _ = w.Write([]byte(begin))
	}
	tail[0] = ','
	if len(tail) == len("{}") {
		tail = tail[1:]
	}
	_, _ = w.Write(append(append([]byte("]"), tail...), '\n')) // a client that has gone is not a failure
	return nil
}
