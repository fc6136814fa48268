package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// leaving is a client that goes when the first part of the answer arrives. Writing
// to it still works, as it does while its socket has room.
type leaving struct {
	*httptest.ResponseRecorder
	leave context.CancelFunc
}

func (c *leaving) Write(b []byte) (int, error) {
	c.leave()
	return c.ResponseRecorder.Write(b)
}

// TestClientLeaves counts the headlines that are scored although the client has gone.
func TestClientLeaves(t *testing.T) {
	const headlines = 1000
	many := func(one string) (all string) {
		for i := range headlines {
			all += fmt.Sprintf(one, i)
		}
		return all
	}
	for _, c := range []struct {
		path, kind, body string
		most             int // headlines scored; JSON Lines are sent by 16 KB
	}{
		{"/v1/score", "application/json", `{"headlines":["Harga beras turun"` + many(`,"Harga beras turun %d"`) + `]}`, 1},
		{"/v1/links", "application/json", `{"html":"` + many(`<p><a href=/%[1]d>Harga beras turun %[1]d</a>`) + `"}`, 1},
		{"/v1/score", "application/x-ndjson", many("\"Harga beras turun %d\"\n"), headlines / 5},
	} {
		s, err := New(Config{Loopback: true, Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		ctx, leave := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, "POST", "http://localhost"+c.path, strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.kind)
		func() {
			defer func() {
				if v := recover(); v != http.ErrAbortHandler { //nolint:errorlint // net/http compares it like this
					t.Errorf("%s: ended with %v; a cut answer must not look complete", c.kind, v)
				}
			}()
			s.Handler().ServeHTTP(&leaving{httptest.NewRecorder(), leave}, r)
		}()
		if n := scoredSoFar(t, s); n < 1 || n > c.most {
			t.Errorf("%s %s: %d of %d headlines scored for nobody, at most %d expected", c.path, c.kind, n, headlines, c.most)
		}
	}
}

// scoredSoFar is how many headlines the service says it has labelled.
func scoredSoFar(t *testing.T, s *Server) (all int) {
	t.Helper()
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "http://localhost/metrics", nil))
	for line := range strings.Lines(w.Body.String()) {
		name, number, _ := strings.Cut(line, "} ")
		var n int
		if strings.HasPrefix(name, "heboh_headlines_total{") {
			if _, err := fmt.Sscan(number, &n); err != nil {
				t.Fatal(err)
			}
		}
		all += n
	}
	return all
}
