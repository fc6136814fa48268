package server

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestRefusalsAreRead sends 20 MB, all of it before it reads anything, to requests
// that are refused early. The client gets the answer and not a reset.
func TestRefusalsAreRead(t *testing.T) {
	s, addr := limited(t, Limits{})
	if !s.streams.TryAcquire(maxStreams) {
		t.Fatal("streams are busy")
	}
	const length, json = "Content-Length: 20000000\r\n", "Content-Type: application/json\r\n"
	for _, c := range []struct {
		request, header string
		want            int
	}{
		{"POST /v1/score", json + length, 413},
		{"POST /v1/score", json + "Transfer-Encoding: chunked\r\n", 413},
		{"POST /v1/score", "Content-Type: image/png\r\n" + length, 415},
		{"POST /v1/score", "Content-Type: application/x-ndjson\r\n" + length, 503},
		{"POST /v1/score?x=1", json + length, 400},
		{"POST /v1/score", json + "Sec-Fetch-Site: cross-site\r\n" + length, 403},
		{"POST /v1/feedback", json + length, 401},
		{"POST /nowhere", length, 404},
		{"PUT /v1/score", json + length, 405},
		{"GET /healthz", length, 200},
	} {
		conn := dial(t, addr, fmt.Sprintf("%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", c.request, c.header))
		part := []byte(strings.Repeat(" ", 1_000_000))
		if strings.Contains(c.header, "chunked") {
			part = fmt.Appendf(nil, "%x\r\n%s\r\n", len(part), part)
		}
		if n, err := conn.Write(bytes.Repeat(part, 20)); err != nil {
			t.Errorf("%s: %d bytes sent, %v", c.request, n, err)
			continue
		}
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || res.StatusCode != c.want || !res.Close {
			t.Errorf("%s: %+v %v, want %d", c.request, res, err, c.want)
			continue
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			t.Errorf("%s: the answer is cut: %v", c.request, err)
		}
	}
}

// TestLingerEnds: a client that sends more and more, or a little now and then, is
// hung up on.
func TestLingerEnds(t *testing.T) {
	_, addr := whole(t)
	for name, part := range map[string]string{"much": strings.Repeat("x", 1<<20), "slowly": "x"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, addr, "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000\r\n\r\n")
			for {
				if _, err := io.WriteString(conn, part); err != nil {
					if e, ok := err.(net.Error); ok && e.Timeout() {
						t.Error("stays open")
					}
					return
				}
				if name == "slowly" {
					time.Sleep(10 * time.Millisecond)
				}
			}
		})
	}
}
