package server

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// connections bounds how many are open, in all and by one client. Where there is
// no room, the connection that has been idle longest makes some; if none is idle,
// the new one gets 503.
type connections struct {
	net.Listener
	most, ofClient int

	mu   sync.Mutex
	open map[net.Conn]*connection
}

type connection struct {
	client netip.Prefix
	idle   time.Time // since when; zero while a request is being answered
}

func newConnections(ln net.Listener, most, ofClient int) *connections {
	return &connections{Listener: ln, most: most, ofClient: ofClient, open: map[net.Conn]*connection{}}
}

func (c *connections) Accept() (net.Conn, error) {
	for {
		conn, err := c.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c.admit(conn) {
			return conn, nil
		}
		refuse(conn)
	}
}

// refuse answers a connection that there is no room for. It does not wait: the
// answer fits into the empty buffer of the socket.
func refuse(conn net.Conn) {
	_ = conn.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = conn.Write([]byte("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 2\r\nConnection: close\r\n\r\n" +
		`{"type":"urn:heboh:problem:busy","title":"Service Unavailable","status":503,"detail":"too many connections; close some, or try again"}` + "\n"))
	_ = conn.Close()
}

func (c *connections) admit(conn net.Conn) bool {
	client := clientOf(conn.RemoteAddr().String())
	c.mu.Lock()
	defer c.mu.Unlock()
	own := 0
	for _, k := range c.open {
		if k.client == client {
			own++
		}
	}
	full := own >= c.ofClient
	if (full || len(c.open) >= c.most) && !c.evict(client, full) {
		return false
	}
	c.open[conn] = &connection{client, time.Now()}
	return true
}

// evict closes the connection that has been idle longest, of the client or of all.
func (c *connections) evict(client netip.Prefix, own bool) bool {
	var oldest net.Conn
	for conn, k := range c.open {
		if (k.client == client || !own) && !k.idle.IsZero() && (oldest == nil || k.idle.Before(c.open[oldest].idle)) {
			oldest = conn
		}
	}
	if oldest == nil {
		return false
	}
	c.close(oldest)
	return true
}

func (c *connections) close(conn net.Conn) {
	delete(c.open, conn)
	_ = conn.Close()
}

// closeIdle closes all that no request is being answered on. The server's own
// Shutdown waits five seconds for new ones, and browsers open some in advance.
func (c *connections) closeIdle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn, k := range c.open {
		if !k.idle.IsZero() {
			c.close(conn)
		}
	}
}

// state is http.Server's ConnState.
func (c *connections) state(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.open[conn]
	if k == nil {
		return
	}
	switch state {
	case http.StateActive:
		k.idle = time.Time{}
	case http.StateIdle:
		k.idle = time.Now()
	case http.StateClosed, http.StateHijacked:
		delete(c.open, conn)
	}
}
