package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/heboh/heboh/server/store"
)

// whole runs a whole service with a store and short waits, and returns its
// address.
func whole(t *testing.T) (s *Server, addr string) {
	t.Helper()
	return limited(t, Limits{Header: 300 * time.Millisecond, Idle: 700 * time.Millisecond})
}

func limited(t *testing.T, limits Limits) (s *Server, addr string) {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	s, err = New(Config{Store: st, Token: "a-token-of-the-test", Loopback: true, Logger: slog.New(slog.DiscardHandler), Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, ln) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		st.Close()
	})
	return s, ln.Addr().String()
}

// dial connects, sends and allows ten seconds for all that follows.
func dial(t *testing.T, addr, send string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(c, send); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSilence begins requests to every route, and to addresses without one, and
// falls silent. However the request begins, the service hangs up.
func TestSilence(t *testing.T) {
	s, addr := whole(t)
	targets := []string{"GET /", "GET /assets/app.js", "GET /nowhere", "PUT /v1/score", "POST /", "POST /healthz", "OPTIONS /v1/score"}
	for _, rt := range s.routes() {
		targets = append(targets, rt.method+" "+strings.ReplaceAll(rt.path, "{id}", "1"))
	}
	const head = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a-token-of-the-test\r\n"
	starts := map[string]string{
		"half a header":     head + "X-More: ",
		"body never sent":   head + "Content-Type: application/json\r\nContent-Length: 200000\r\n\r\n",
		"large one":         head + "Content-Type: application/json\r\nContent-Length: 7000000\r\n\r\n{",
		"chunks never end":  head + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
		"lines never sent":  head + "Content-Type: application/x-ndjson\r\nContent-Length: 200000\r\n\r\n",
		"of a wrong type":   head + "Content-Type: image/png\r\nContent-Length: 200000\r\n\r\n",
		"of another's name": strings.Replace(head, "localhost", "evil.example", 1) + "Content-Length: 200000\r\n\r\n",
		"waits to continue": head + "Content-Type: application/json\r\nContent-Length: 200000\r\nExpect: 100-continue\r\n\r\n",
		"idle afterwards":   head + "\r\n",
	}
	for how, start := range starts {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			var wg sync.WaitGroup
			for _, target := range targets {
				c := dial(t, addr, target+start)
				wg.Go(func() {
					if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
						t.Errorf("%s stays open", target)
					}
				})
			}
			wg.Wait()
		})
	}
}

// TestReadsNothing asks for much and reads none of it.
func TestReadsNothing(t *testing.T) {
	_, addr := whole(t)
	headlines := strings.Repeat(`"`+strings.Repeat(`\"`, 120_000)+`",`, 12) // whose reasons are long
	body := `{"explain":true,"headlines":[` + strings.TrimSuffix(headlines, ",") + `]}`
	for _, kind := range []string{"application/json", "application/x-ndjson"} {
		send := body
		target := "/v1/score"
		if kind != "application/json" {
			send, target = strings.ReplaceAll(headlines, ",", "\n"), "/v1/score?explain=true"
		}
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		go fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", target, kind, len(send), send)
		time.Sleep(2 * time.Second)
		_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: stays open", kind)
		}
	}
}

// fakeConn is a connection from some address.
type fakeConn struct {
	net.Conn
	from   string
	said   strings.Builder
	closed bool
}

func (c *fakeConn) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(c.from))
}
func (c *fakeConn) SetWriteDeadline(time.Time) error { return nil }
func (c *fakeConn) Write(b []byte) (int, error)      { return c.said.Write(b) }
func (c *fakeConn) Close() error                     { c.closed = true; return nil }

// TestConnections fills the table: idle connections make room, busy ones do not,
// and one client cannot take the place of all.
func TestConnections(t *testing.T) {
	table := newConnections(nil, 6, 4)
	open := func(from string, state http.ConnState) (*fakeConn, bool) {
		c := &fakeConn{from: from}
		ok := table.admit(c)
		if ok {
			table.state(c, state)
		}
		return c, ok
	}
	for range 4 {
		open("192.0.2.1:1", http.StateActive)
	}
	if _, ok := open("192.0.2.1:1", http.StateActive); ok {
		t.Error("a fifth connection of one client")
	}
	idle, ok := open("192.0.2.2:1", http.StateIdle)
	if _, also := open("192.0.2.3:1", http.StateActive); !ok || !also {
		t.Error("another client is refused")
	}
	if _, ok := open("[2001:db8::1]:1", http.StateActive); !ok || !idle.closed {
		t.Error("an idle connection makes no room")
	}
	last, ok := open("192.0.2.4:1", http.StateActive)
	if ok {
		t.Error("a seventh connection")
	}
	if refuse(last); !last.closed || !strings.HasPrefix(last.said.String(), "HTTP/1.1 503 ") {
		t.Errorf("refused with %q", &last.said)
	}
	for c := range table.open {
		table.state(c, http.StateClosed)
	}
	if len(table.open) > 0 {
		t.Errorf("left: %v", table.open)
	}
}

// TestIdleAtTheEnd: new and idle connections do not hold up the end, busy ones are
// finished.
func TestIdleAtTheEnd(t *testing.T) {
	table := newConnections(nil, 6, 4)
	states := map[http.ConnState]*fakeConn{}
	for _, state := range []http.ConnState{http.StateNew, http.StateActive, http.StateIdle} {
		c := &fakeConn{from: "192.0.2.1:1"}
		table.admit(c)
		table.state(c, state)
		states[state] = c
	}
	table.closeIdle()
	if !states[http.StateNew].closed || states[http.StateActive].closed || !states[http.StateIdle].closed || len(table.open) != 1 {
		t.Errorf("%+v", states)
	}
}

// TestIdleCrowd keeps as many connections open as one client may, and asks on a
// new one.
func TestIdleCrowd(t *testing.T) {
	_, addr := whole(t)
	for range maxOfClient + 100 {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Skipf("no more connections can be opened: %v", err)
		}
		defer c.Close()
	}
	began := time.Now()
	c := dial(t, addr, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	said, err := io.ReadAll(c)
	if err != nil || !strings.HasPrefix(string(said), "HTTP/1.1 200 ") || time.Since(began) > 5*time.Second {
		t.Errorf("%v: %q, %v", time.Since(began), said, err)
	}
}
