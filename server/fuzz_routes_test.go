package server_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

// fuzzRoutes are all routes, including those that need a store.
var fuzzRoutes = []struct{ method, path string }{
	{"POST", "/v1/feedback"}, {"GET", "/v1/feedback"}, {"DELETE", "/v1/feedback"}, {"GET", "/v1/feedback/stats"},
	{"GET", "/v1/feedback/{}"}, {"DELETE", "/v1/feedback/{}"}, {"GET", "/v1/queue"}, {"POST", "/v1/queue"}, {"DELETE", "/v1/queue"},
	{"POST", "/v1/score"}, {"POST", "/v1/links"}, {"GET", "/v1/model"}, {"GET", "/{}"}, {"GET", "/assets/{}"}, {"OPTIONS", "/v1/score"},
	{"POST", "/compat/classify/{}"}, {"GET", "/compat/v1/models"},
}

// FuzzRoutes sends arbitrary queries, types and bodies to every route of a
// service with a store: no answer is a failure of the service, refusals are
// problems with details, and answers typed as JSON are JSON.
func FuzzRoutes(f *testing.F) {
	json := "application/json"
	for i, seed := range [][3]string{
		{"", json, `{"text":"Harga beras turun","label":"neutral","weight":2,"note":"uji\ncatatan"}`},
		{"format=csv&since=2026-01-31&limit=3", "", ""}, {"before=2026-01-31T00:00:00Z", "", ""}, {"", "", ""}, {"1", "", ""}, {"-1", "", ""},
		{"limit=2&explain=1", "", ""}, {"", json, `{"headlines":["Geger! Warga kaget","x"],"source":"a.example"}`}, {"", json, `{"headlines":["x"]}`},
		{"threshold=.5&explain=yes", "application/x-ndjson", "\"a\"\n{\"text\":\"b\",\"label\":[1]}\n\n{"},
		{"", json, `{"html":"<h2>Terkait</h2><a href=/x>Tiga kata di sini</a>","base":"https://k.example/","min_words":0,"roles":["related"]}`},
		{"", "", ""}, {"..%2f..%2fetc/passwd", "", ""}, {"app.js", "", ""}, {"", "text/plain", "x"},
		{"", json, `{"verdicts":[{"text":"x","label":"neutral"},{"text":"` + strings.Repeat("y", 9000) + `","label":"sensational"}],"replaces":1}`},
		{"", json, `{"text":"\u0000\ud800","label":"neutral","weight":1e400}`},
	} {
		f.Add(byte(i), seed[0], seed[1], seed[2])
	}
	st, err := store.Open(f.Context(), filepath.Join(f.TempDir(), "feedback.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { st.Close() })
	s, err := server.New(server.Config{Logger: quiet, Store: st, Token: secret, Loopback: true, Limits: server.Limits{Body: 1 << 16, Line: 1 << 12, Rate: 1e9}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, route byte, query, kind, body string) {
		if strings.Contains(body, `"url"`) { // no request leaves the machine
			return
		}
		to := fuzzRoutes[int(route)%len(fuzzRoutes)]
		r := httptest.NewRequest(to.method, "http://localhost/", strings.NewReader(body))
		r.RemoteAddr = "127.0.0.1:1"
		r.Header.Set("Authorization", "Bearer "+secret)
		r.Header.Set("Content-Type", kind)
		r.URL.Path, r.URL.RawQuery = strings.ReplaceAll(to.path, "{}", query), query
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		checkAnswer(t, to.method+" "+r.URL.Path, w)
	})
}

// checkAnswer fails on an answer that blames the service or does not match its
// type.
func checkAnswer(t *testing.T, to string, w *httptest.ResponseRecorder) {
	t.Helper()
	if w.Code >= 500 {
		t.Fatalf("%s: %d %s", to, w.Code, w.Body)
	}
	switch kind := w.Header().Get("Content-Type"); {
	case w.Code >= 400 && w.Code != http.StatusMovedPermanently:
		var p server.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || kind != "application/problem+json" || p.Status != w.Code || p.Detail == "" {
			t.Fatalf("%s: %d %s %q, %v", to, w.Code, kind, w.Body, err)
		}
	case kind == "application/json":
		if !json.Valid(w.Body.Bytes()) {
			t.Fatalf("%s: not JSON: %q", to, w.Body)
		}
	case kind == "application/x-ndjson":
		for line := range bytes.Lines(w.Body.Bytes()) {
			if !json.Valid(line) {
				t.Fatalf("%s: not JSON: %q", to, line)
			}
		}
	}
}

// FuzzQuery reads arbitrary text as times, numbers and switches of a query.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"2026-01-31", "2026-01-31T10:00:00+07:00", "0000-00-00", "9999999999-01-01", "-1", "1e9", "NaN", "+", "%zz", "true"} {
		f.Add(s)
	}
	st, err := store.Open(f.Context(), filepath.Join(f.TempDir(), "feedback.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { st.Close() })
	if err := st.AddVerdicts(f.Context(), []store.Verdict{{Text: "Harga beras turun", Weight: 1, Time: time.Unix(0, 0)}}, 0); err != nil {
		f.Fatal(err)
	}
	s, err := server.New(server.Config{Logger: quiet, Store: st, Token: secret, Loopback: true, Limits: server.Limits{Rate: 1e9}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, to := range []string{"/v1/feedback?since=", "/v1/feedback?until=", "/v1/feedback?after=", "/v1/feedback?limit=", "/v1/feedback?format=", "/v1/queue?limit=", "/v1/queue?explain="} {
			r := httptest.NewRequest("GET", "http://localhost"+to+url.QueryEscape(value), nil)
			r.RemoteAddr = "127.0.0.1:1"
			r.Header.Set("Authorization", "Bearer "+secret)
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			checkAnswer(t, to, w)
		}
	})
}
