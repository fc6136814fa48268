package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"
)

// mediaType is the body's type. What curl -d sends unasked counts as JSON, as
// does a body without a type.
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

func isLines(t string) bool {
	return t == "application/x-ndjson" || t == "application/jsonl" || t == "application/ndjson" || t == "application/json-lines"
}

// readJSON reads the body into v: one JSON value, no unknown fields, within the
// limits of size and time. The memory of all bodies together is bounded; release
// gives back this one's share and must be called when v is no longer needed.
func (s *Server) readJSON(w http.ResponseWriter, r *http.Request, v any) (release func(), err error) {
	if t := mediaType(r); t != "application/json" {
		return nil, problem(http.StatusUnsupportedMediaType, "media-type", "Content-Type %q; send application/json", r.Header.Get("Content-Type"))
	}
	lim := s.cfg.Limits
	size := r.ContentLength
	if size > lim.Body {
		return nil, tooLarge(lim.Body)
	}
	if size < 0 {
		size = lim.Body // it may become as large
	}
	if release, err = s.reserve(r.Context(), size); err != nil {
		return nil, err
	}
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Now().Add(lim.Idle)) // a recorder in tests has none
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, lim.Body))
	dec.DisallowUnknownFields()
	if err := decodeOne(dec, v); err != nil {
		release()
		return nil, bodyProblem(err, lim.Body)
	}
	_ = rc.SetWriteDeadline(time.Now().Add(2 * lim.Idle))
	return release, nil
}

func decodeOne(dec *json.Decoder, v any) error {
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		if err == nil {
			err = errors.New("there is more after the first JSON value")
		}
		return err
	}
	return nil
}

// reserve takes a share of the memory for bodies.
func (s *Server) reserve(ctx context.Context, n int64) (func(), error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := s.bodies.Acquire(ctx, n); err != nil {
		return nil, busy()
	}
	return func() { s.bodies.Release(n) }, nil
}

func busy() *Problem {
	return problem(http.StatusServiceUnavailable, "busy", "too much to do at the moment; try again").retryAfter(2 * time.Second)
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
	switch {
	case errors.As(err, &size):
		return tooLarge(limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return problem(http.StatusRequestTimeout, "slow", "the body did not come in time; send it again")
	case errors.As(err, &kind):
		return invalid(kind.Field, "a JSON %s stands where %s is wanted", kind.Value, kindName(kind))
	case errors.As(err, &syntax):
		return invalid("", "not JSON: %s at byte %d", syntax, syntax.Offset)
	case errors.Is(err, io.EOF):
		return invalid("", "the body is empty; a JSON object is wanted")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return invalid("", "the JSON ends too early")
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return invalid(strings.Trim(name, `"`), "there is no field %s; GET /openapi.json has the fields", name)
	}
	return invalid("", "%s", err)
}

func kindName(e *json.UnmarshalTypeError) string {
	switch e.Type.Kind().String() {
	case "string":
		return "a string"
	case "bool":
		return "true or false"
	case "slice":
		return "a list"
	case "struct", "map":
		return "an object"
	}
	return "a number"
}

// writeJSON sends v.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the status is sent; a client that went away is no failure
	return nil
}
