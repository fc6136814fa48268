package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/heboh/heboh/server"
)

// FuzzBodies sends arbitrary bodies to the open routes: the answer is a success
// or a problem that blames the request, never a failure of the service.
func FuzzBodies(f *testing.F) {
	for _, seed := range []string{`{"headlines":["Geger!"],"explain":true}`, `{"html":"<a href=/x>Tiga kata di sini</a>","all":true}`,
		`{"text":"Artikel Terkait\nTiga kata di sini"}`, `{"feed":"<rss><channel><item><title>a b c</title></item></channel></rss>"}`,
		"\"a\"\n{\"text\":\"b\",\"label\":1}\n", `{"headline":"\ud800"}`, `null`, `[`} {
		f.Add(seed)
	}
	s, err := server.New(server.Config{Logger: quiet, Limits: server.Limits{Body: 1 << 16, Line: 1 << 12}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		for path, kind := range map[string]string{"/v1/score": "application/json", "/v1/links": "application/json", "/v1/score?explain=1": "application/x-ndjson"} {
			r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
			r.Header.Set("Content-Type", kind)
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
	})
}
