package datasets

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// jsonl reads one JSON object a line.
type jsonl struct {
	lines lines
	opts  Options
	first bool // the next record is the first, whose keys stand for the file's
}

func newJSONL(br *bufio.Reader, o Options) *jsonl {
	return &jsonl{lines: lines{r: br}, opts: o, first: true}
}

func (j *jsonl) next() (row, error) {
	text, err := nextFull(&j.lines)
	if err != nil {
		return row{}, err
	}
	line := j.lines.line
	if err := checkObject(text); err != nil {
		return row{}, atLine(err, line)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return row{}, &LineError{Line: line, Msg: notObject(err), Err: err}
	}
	keys := slices.Sorted(maps.Keys(object))
	h, err := j.opts.matchColumns(keys)
	if err != nil {
		return row{}, j.missing(err, line)
	}
	j.first = false
	return fillJSON(&h, keys, object, line)
}

func notObject(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return "not a JSON object but a " + kind.Value
	}
	return fmt.Sprintf("not a JSON object: %v", err)
}

// missing ends the reading when the very first object has the wrong keys:
// then it is the wrong file, not a bad line.
func (j *jsonl) missing(err error, line int) error {
	if j.first {
		return &LineError{Line: line, Msg: err.Error(), Err: errors.Join(err, errFatal)}
	}
	var wrong *columnError
	if errors.As(err, &wrong) {
		return &LineError{Line: line, Field: wrong.missing[0], Msg: "missing; the object has " + listColumns(wrong.columns), Err: err}
	}
	return atLine(err, line)
}

// checkObject catches what encoding/json would let pass or call by a name
// that helps nobody.
func checkObject(text []byte) error {
	if !utf8.Valid(text) {
		return fmt.Errorf("not valid UTF-8 at byte %d; save the file as UTF-8", invalidAt(string(text)))
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
		return errors.New("a JSON array; wanted one object a line (JSON Lines)")
	}
	return nil
}

func fillJSON(h *header, keys []string, object map[string]json.RawMessage, line int) (row, error) {
	r := row{line: line, names: &h.names}
	for i, f := range h.fields {
		raw := string(object[keys[i]])
		if f < 0 || raw == "null" {
			continue
		}
		value, err := scalar(raw, f == fText)
		if err != nil {
			return row{}, &LineError{Line: line, Field: r.name(f), Msg: err.Error()}
		}
		r.set(f, value)
	}
	return r, nil
}

// scalar is the text of a JSON string, number or boolean.
func scalar(raw string, mustBeString bool) (string, error) {
	if strings.HasPrefix(raw, `"`) {
		var s string
		err := json.Unmarshal([]byte(raw), &s)
		return s, err
	}
	if mustBeString {
		return "", errors.New("not a string")
	}
	if strings.HasPrefix(raw, "{") || strings.HasPrefix(raw, "[") {
		return "", errors.New("an object or array; wanted a string or a number")
	}
	return raw, nil
}
