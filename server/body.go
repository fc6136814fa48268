package server

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/model"
)

// mediaType is the body's type. A body without a type counts as JSON, and so
// does the type that curl -d sends by default.
func mediaType(r *http.Request) string {
	t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Header.Get("Content-Type") == "", t == "application/x-www-form-urlencoded", err == nil && strings.HasSuffix(t, "+json"):
		return "application/json"
	case err != nil:
		return "?"
	}
	return t
}

// readJSON reads the body into v: one JSON value, no unknown fields, within the
// limits of size, time and memory. The lease must be released when v is no longer
// needed.
func (s *Server) readJSON(w http.ResponseWriter, r *http.Request, v any) (*lease, error) {
	if t := mediaType(r); t != "application/json" {
		return nil, problem(http.StatusUnsupportedMediaType, "media-type", "Content-Type %q; send application/json", r.Header.Get("Content-Type"))
	}
	lim := s.cfg.Limits
	if r.ContentLength > lim.Body {
		return nil, tooLarge(lim.Body)
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(lim.Idle)) // test recorders have no deadlines
	expected := r.ContentLength
	if expected < 0 {
		expected = lim.Body // the most it can become
	}
	lease := s.budget.lease(r.Context(), expected*(costParse+costAnswer))
	in := &charged{r: http.MaxBytesReader(w, r.Body, lim.Body), lease: lease}
	if err := decode(in, v, lim.Batch); err != nil {
		lease.release()
		return nil, bodyProblem(err, lim.Body)
	}
	lease.shrink(costKeep * in.read)
	return lease, nil
}

// decode reads a body to its end and decodes it into v.
func decode(in io.Reader, v any, batch int) error {
	var text strings.Builder
	if _, err := io.CopyBuffer(&text, in, make([]byte, firstBuffer)); err != nil {
		return err
	}
	body := text.String()
	if err := checkLists(body, batch); err != nil {
		return err
	}
	if !utf8.ValidString(body) {
		return invalid("", "the body is not valid UTF-8; convert it before it becomes JSON")
	}
	dec := json.NewDecoder(strings.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("the body continues after the first JSON value")
	}
	return nil
}

// checkLists counts the entries of the body's lists before they are decoded: eight
// megabytes of empty ones would fill the memory. It also names an entry that is not
// UTF-8.
func checkLists(body string, batch int) (err error) {
	gjson.Parse(body).ForEach(func(name, list gjson.Result) bool {
		if !list.IsArray() {
			return true
		}
		n := 0
		list.ForEach(func(_, entry gjson.Result) bool {
			switch {
			case n == batch:
				err = problem(http.StatusRequestEntityTooLarge, "batch", "more than %d entries are not allowed; send less at a time, or any number as JSON Lines to /v1/score", batch).
					field(name.Str).limit(int64(batch))
			case !utf8.ValidString(entry.Raw):
				err = invalid(fmt.Sprintf("%s[%d]", name.Str, n), "is not valid UTF-8; convert it before it becomes JSON")
			}
			n++
			return err == nil
		})
		return err == nil
	})
	return err
}

func tooLarge(limit int64) *Problem {
	return problem(http.StatusRequestEntityTooLarge, "too-large",
		"the body is longer than %d bytes; send less at a time, or JSON Lines (application/x-ndjson) to /v1/score", limit).limit(limit)
}

// bodyProblem says what is wrong with a body that could not be read.
func bodyProblem(err error, limit int64) *Problem {
	var size *http.MaxBytesError
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var own *Problem
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &size):
		return tooLarge(limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return problem(http.StatusRequestTimeout, "slow", "the body did not arrive in time; send it again")
	case errors.As(err, &kind):
		field := strings.TrimPrefix(strings.TrimPrefix(kind.Field, "feedback."), "judging.") // embedded
		if kind.Type == reflect.TypeFor[*model.Label]() {
			return invalid(field, "must be neutral or sensational")
		}
		return invalid(field, "must be %s, not a JSON %s", cmp.Or(kindNames[kind.Type.Kind()], "a number"), kind.Value)
	case errors.As(err, &syntax):
		return invalid("", "not JSON: %s at byte %d", syntax, syntax.Offset)
	case errors.Is(err, io.EOF):
		return invalid("", "the body is empty; send a JSON object")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return invalid("", "the JSON ends too early")
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return invalid(strings.Trim(name, `"`), "unknown field %s; GET /openapi.json lists the fields", name)
	}
	return invalid("", "%s", err)
}

// kindNames say what a field must be; all others are numbers.
var kindNames = map[reflect.Kind]string{reflect.String: "a string", reflect.Bool: "true or false",
	reflect.Slice: "a list", reflect.Struct: "an object", reflect.Map: "an object"}

// filled refuses a list without entries.
func filled[T any](name string, entries []T) error {
	if len(entries) == 0 {
		return invalid(name, "must have at least one entry")
	}
	return nil
}

// printable reports whether a text has no control characters but line breaks
// and tabs.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' })
}
