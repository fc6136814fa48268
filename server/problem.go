package server

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

// Problem is an error in the form of RFC 9457. Type is a URN that never changes;
// Detail says what is wrong and what to do.
type Problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Field  string `json:"field,omitempty"` // in the body or the query
	Line   int    `json:"line,omitempty"`  // of a JSON Lines body
	Limit  int64  `json:"limit,omitempty"` // that was exceeded

	OpenAI object `json:"error,omitempty"` // see forOpenAI

	retry time.Duration
	cause error // for the log only
}

// forOpenAI adds the form that clients of OpenAI read.
func (p *Problem) forOpenAI() {
	p.OpenAI = object{"message": p.Detail, "type": "invalid_request_error", "param": nil, "code": strings.TrimPrefix(p.Type, problemURN)}
	if p.Field != "" {
		p.OpenAI["param"] = p.Field
	}
	if p.Status >= http.StatusInternalServerError {
		p.OpenAI["type"] = "server_error"
	}
}

func (p *Problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Title, p.Detail) }

// Unwrap returns the cause, nil if it is unknown.
func (p *Problem) Unwrap() error { return p.cause }

const problemURN = "urn:heboh:problem:"

// problem creates a Problem; kind is the last part of its type.
func problem(status int, kind, format string, args ...any) *Problem {
	return &Problem{Type: problemURN + kind, Title: http.StatusText(status), Status: status, Detail: fmt.Sprintf(format, args...)}
}

func (p *Problem) field(name string) *Problem          { p.Field = name; return p }
func (p *Problem) limit(n int64) *Problem              { p.Limit = n; return p }
func (p *Problem) because(err error) *Problem          { p.cause = err; return p }
func (p *Problem) retryAfter(d time.Duration) *Problem { p.retry = d; return p }

const internalError = "internal error; the log has details under the request's id"

// kinds say which problem an error of another package is; the first match counts.
// Where there is no detail, the error's own text is one.
var kinds = []struct {
	err          error
	status       int
	kind, detail string
}{
	{store.ErrNotFound, http.StatusNotFound, "not-found", "there is no verdict with this id"},
	{store.ErrQueueFull, http.StatusConflict, "queue-full", ""},
	{store.ErrFull, http.StatusInsufficientStorage, "disk-full", "the disk is full; nothing of this request was stored"},
	{store.ErrReadOnly, http.StatusServiceUnavailable, "read-only", "the store is read-only; nothing of this request was stored"},
	{store.ErrDamaged, http.StatusServiceUnavailable, "damaged", "the store is damaged and takes nothing more; restore a backup"},
	{store.ErrClosed, http.StatusServiceUnavailable, "ending", "the service is shutting down; nothing of this request was stored"},
	{store.ErrFailed, http.StatusInternalServerError, "store", "the store failed; send the request again"},
	{model.ErrFormat, http.StatusUnprocessableEntity, "model", "not a valid model file; the old model stays in use"},
	{model.ErrVersion, http.StatusUnprocessableEntity, "model", "model of another version; the old model stays in use"},
	{errReload, http.StatusUnprocessableEntity, "model", "the file could not be read; the old model stays in use"},
	{fetch.ErrForbidden, http.StatusUnprocessableEntity, "url-refused", "the address, or one that it leads to, is not public http or https on a usual port"},
	{fetch.ErrRobots, http.StatusUnprocessableEntity, "url-refused", ""},
	{fetch.ErrTooLarge, http.StatusBadGateway, "url-failed", ""},
	{fetch.ErrRedirects, http.StatusBadGateway, "url-failed", ""},
	{fetch.ErrContentType, http.StatusBadGateway, "url-failed", ""},
	{fetch.ErrEncoding, http.StatusBadGateway, "url-failed", ""},
}

// problemOf is what a client is told of an error; the rest is for the log.
func problemOf(err error) *Problem {
	if p := (*Problem)(nil); errors.As(err, &p) {
		return p
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return problem(k.status, k.kind, "%s", cmp.Or(k.detail, k.err.Error())).because(err)
		}
	}
	return problem(http.StatusInternalServerError, "internal", internalError).because(err)
}

// invalid blames a field of the request.
func invalid(field, format string, args ...any) *Problem {
	return problem(http.StatusBadRequest, "invalid", format, args...).field(field)
}

func (p *Problem) write(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Del("Content-Disposition")
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(int((p.retry+time.Second-1)/time.Second)))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="heboh"`)
	}
	body, _ := json.Marshal(p) // strings and numbers always marshal
	body = append(body, '\n')
	h.Set("Content-Length", strconv.Itoa(len(body))) // it is complete before the body is dropped, see linger
	w.WriteHeader(p.Status)
	_, _ = w.Write(body)
}
