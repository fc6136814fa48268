package server

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"time"
)

// writer records the status and counts the bytes sent. It moves the deadline as
// long as the client reads on. Every handler gets one.
type writer struct {
	http.ResponseWriter
	status int
	bytes  int64
	body   *upload // of the request
	duplex bool    // the body is read while the answer is written
	closes bool    // the connection, see linger

	idle time.Duration // that one write may take
	ends time.Time     // for all of them
	next time.Time     // when the deadline is moved again
}

func newWriter(w http.ResponseWriter, r *http.Request, idle time.Duration) *writer {
	w.Header().Set("X-Request-Id", rand.Text()[:16])
	body := &upload{ReadCloser: r.Body, ended: r.ContentLength == 0}
	r.Body = body
	return &writer{ResponseWriter: w, body: body, idle: idle, ends: time.Now().Add(maxAnswer)}
}

// requestID is what the log calls the request.
func requestID(w http.ResponseWriter) string { return w.Header().Get("X-Request-Id") }

// lasting lets the answer take as long as d from now on.
func lasting(w http.ResponseWriter, d time.Duration) {
	if o, ok := w.(*writer); ok {
		o.ends = time.Now().Add(d)
	}
}

// EnableFullDuplex is for http.ResponseController.
func (w *writer) EnableFullDuplex() error {
	w.duplex = true
	return http.NewResponseController(w.ResponseWriter).EnableFullDuplex()
}

func (w *writer) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
		if w.closes = !w.body.ended && (!w.duplex || status >= 400); w.closes {
			w.Header().Set("Connection", "close") // or net/http waits for the body
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *writer) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if now := time.Now(); now.After(w.next) { // not for every item of a list
		by := now.Add(w.idle)
		if by.After(w.ends) {
			by = w.ends
		}
		_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(by) // a recorder in tests has none
		w.next = now.Add(w.idle / 16)
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// sent reports whether an answer has begun.
func sent(w http.ResponseWriter) bool {
	o, ok := w.(*writer)
	return ok && o.status != 0
}

// upload is a body that knows whether it was read to its end.
type upload struct {
	io.ReadCloser
	ended bool
}

func (b *upload) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.ended = b.ended || err == io.EOF //nolint:errorlint // net/http's bodies end like this
	return n, err
}

// linger sends the answer to a request whose body was not read to its end, and
// drops what still comes of it. A connection that is closed with bytes unread is
// reset, and a client that sends all before it reads would never see the answer.
func (w *writer) linger(limits Limits) {
	conn := http.NewResponseController(w.ResponseWriter)
	if !w.closes || conn.Flush() != nil {
		return
	}
	_ = conn.SetReadDeadline(time.Now().Add(limits.Idle / 6)) // a recorder in tests has none
	_, _ = io.CopyN(io.Discard, w.body, 4*limits.Body)
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the status is sent; a client that has gone is not a failure
	return nil
}

// reply sends v, or returns the error.
func reply(w http.ResponseWriter, v any, err error) error {
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, v)
}

// noContent sends an empty answer, or returns the error.
func noContent(w http.ResponseWriter, err error) error {
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
	}
	return err
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
