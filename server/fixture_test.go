package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

var quiet = slog.New(slog.DiscardHandler)

const secret = "s3cret-token-for-tests"

// service is a server with a store of its own. Its requests have the token.
type service struct {
	*httptest.Server
	t      *testing.T
	server *server.Server
	store  *store.Store
}

func newService(t *testing.T, cfg server.Config) *service {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	cfg.Store = st
	if cfg.Token == "" {
		cfg.Token = secret
	}
	if cfg.Logger == nil {
		cfg.Logger = quiet
	}
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	hs := httptest.NewServer(s.Handler())
	t.Cleanup(hs.Close)
	return &service{hs, t, s, st}
}

// answer is a response that was read to its end.
type answer struct {
	*http.Response
	body []byte
}

func (s *service) do(method, path, body string, header ...string) answer {
	s.t.Helper()
	req, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("Authorization", "Bearer "+secret)
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
		req.Header.Set(header[i], header[i+1])
	}
	res, err := s.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{res, raw}
}

// into decodes the body, refusing what v has no field for.
func (a answer) into(t *testing.T, v any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(a.body))
	if err := dec.Decode(v); err != nil {
		t.Fatalf("%s: %v in %.300s", a.Status, err, a.body)
	}
}

// wantProblem checks a refusal: its status, its type, and that it says something.
func (a answer) wantProblem(t *testing.T, status int, kind string) server.Problem {
	t.Helper()
	var p server.Problem
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("%s with Content-Type %q: %.300s", a.Status, got, a.body)
	}
	a.into(t, &p)
	if a.StatusCode != status || p.Status != status || p.Type != "urn:heboh:problem:"+kind || p.Detail == "" || p.Title == "" {
		t.Errorf("%s: %s; want %d %s", a.Status, a.body, status, kind)
	}
	return p
}

// owner is a client that has the token.
var owner = &http.Client{Transport: authorized{http.DefaultTransport}}

type authorized struct{ http.RoundTripper }

func (a authorized) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+secret)
	return a.RoundTripper.RoundTrip(r)
}
