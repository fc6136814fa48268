package server

import (
	"io"
	"net/http"
	"time"
)

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
