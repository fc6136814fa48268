package server_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/heboh/heboh/server"
)

func TestTokenAndBinding(t *testing.T) {
	privileged := [][3]string{
		{"GET", "/v1/feedback", ""}, {"GET", "/v1/feedback/stats", ""}, {"GET", "/v1/feedback/1", ""}, {"DELETE", "/v1/feedback/1", ""}, {"DELETE", "/v1/feedback?before=2000-01-01", ""},
		{"POST", "/v1/feedback", `{"text":"x","label":"neutral"}`}, {"GET", "/v1/queue", ""}, {"POST", "/v1/queue", `{"headlines":["x"]}`},
		{"DELETE", "/v1/queue", `{"headlines":["x"]}`}, {"POST", "/v1/model/reload", ""}, {"POST", "/v1/links", `{"url":"https://news.example/"}`},
	}
	closed, err := server.New(server.Config{Loopback: true, Logger: quiet})
	if err != nil {
		t.Fatal(err)
	}
	none := httptest.NewServer(closed.Handler())
	defer none.Close()
	token := newService(t, server.Config{Loopback: true})
	for _, r := range privileged {
		(&service{Server: none, t: t}).do(r[0], r[1], r[2]).wantProblem(t, 403, "token-needed")
		for _, wrong := range []string{"", "Bearer", "Bearer ", "Bearer " + secret[1:], "Bearer " + secret + "x", "Basic " + secret, secret} {
			a := token.do(r[0], r[1], r[2], "Authorization", wrong)
			a.wantProblem(t, 401, "token")
			if a.Header.Get("WWW-Authenticate") == "" {
				t.Error("no WWW-Authenticate")
			}
		}
	}
	for _, open := range []string{"/", "/v1/model", "/healthz", "/readyz", "/metrics", "/openapi.json"} {
		if a := token.do("GET", open, "", "Authorization", ""); a.StatusCode != 200 {
			t.Errorf("%s: %s", open, a.Status)
		}
	}
	if a := token.do("GET", "/v1/feedback", "", "Authorization", "bearer "+secret); a.StatusCode != 200 {
		t.Errorf("right token: %s", a.Status)
	}
}

func TestForeignSites(t *testing.T) {
	s := newService(t, server.Config{Loopback: true})
	const body = `{"text":"x","label":"neutral"}`
	s.do("POST", "/v1/feedback", body, "Host", "evil.example").wantProblem(t, 421, "host") // DNS rebinding
	s.do("POST", "/v1/feedback", body, "Sec-Fetch-Site", "cross-site").wantProblem(t, 403, "cross-origin")
	s.do("POST", "/v1/feedback", body, "Origin", "https://evil.example").wantProblem(t, 403, "cross-origin")
	a := s.do("OPTIONS", "/v1/score", "", "Origin", "https://desk.example", "Access-Control-Request-Method", "POST")
	if a.Header.Get("Access-Control-Allow-Origin") != "" || a.StatusCode < 400 {
		t.Errorf("CORS is on by default: %s", a.Status)
	}
	desk := newService(t, server.Config{Loopback: true, Origins: []string{"https://desk.example"}})
	a = desk.do("OPTIONS", "/v1/score", "", "Origin", "https://desk.example", "Access-Control-Request-Method", "POST")
	if a.StatusCode != http.StatusNoContent || a.Header.Get("Access-Control-Allow-Origin") != "https://desk.example" {
		t.Errorf("preflight: %s %v", a.Status, a.Header)
	}
	a = desk.do("POST", "/v1/score", `{"headline":"x"}`, "Origin", "https://desk.example", "Sec-Fetch-Site", "cross-site")
	if a.StatusCode != 200 || a.Header.Get("Access-Control-Allow-Origin") != "https://desk.example" {
		t.Errorf("configured origin: %s %v", a.Status, a.Header)
	}
	desk.do("POST", "/v1/score", `{"headline":"x"}`, "Origin", "https://evil.example").wantProblem(t, 403, "cross-origin")
	for _, wrong := range []string{"desk.example", "https://*.desk.example", "*", "https://desk.example,https://b.example", "https://desk.example/page"} {
		if _, err := server.New(server.Config{Origins: []string{wrong}, Logger: quiet}); !errors.Is(err, server.ErrConfig) {
			t.Errorf("origin %q: %v", wrong, err)
		}
	}
}

func TestHeaders(t *testing.T) {
	s := newService(t, server.Config{})
	for _, path := range []string{"/", "/assets/app.js", "/v1/model", "/nowhere"} {
		h := s.do("GET", path, "").Header
		for name, part := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff",
			"X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin"} {
			if !strings.Contains(h.Get(name), part) {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Error("the policy allows unsafe sources")
		}
	}
	first := s.do("GET", "/assets/app.js", "")
	if again := s.do("GET", "/assets/app.js", "", "If-None-Match", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("unchanged file: %s", again.Status)
	}
}

func TestRate(t *testing.T) {
	s := newService(t, server.Config{Limits: server.Limits{Rate: 2}})
	refused := 0
	for range 10 {
		if a := s.do("GET", "/v1/model", ""); a.StatusCode != 200 {
			a.wantProblem(t, 429, "rate")
			refused++
			if a.Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
		}
	}
	if refused < 4 || refused > 8 {
		t.Errorf("%d of 10 refused", refused)
	}
	if a := s.do("GET", "/healthz", ""); a.StatusCode != 200 {
		t.Errorf("health: %s", a.Status)
	}
}

func TestLogHoldsNoHeadline(t *testing.T) {
	for _, wanted := range []bool{false, true} {
		var log bytes.Buffer
		s := newService(t, server.Config{Loopback: true, LogHeadlines: wanted, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
		s.do("POST", "/v1/score", `{"headline":"Kucingrahasia hilang"}`)
		s.do("GET", "/v1/score?text=Kucingrahasia", "")
		s.do("GET", "/Kucingrahasia", "")
		s.do("POST", "/v1/links", `{"text":"Artikel Terkait\nKucingrahasia hilang dari rumah\n"}`)
		if !wanted {
			s.do("POST", "/v1/feedback", `{"text":"Kucingrahasia hilang","label":"neutral","note":"Kucingrahasia"}`)
			s.do("POST", "/v1/score", `{"headline":"Kucingrahasia`)
		}
		s.Close()
		if got := strings.Contains(log.String(), "Kucingrahasia"); got != wanted {
			t.Errorf("LogHeadlines %v: %s", wanted, log.String())
		}
		if !strings.Contains(log.String(), "route=/v1/score") {
			t.Errorf("no request in the log: %s", log.String())
		}
	}
}

// TestBasePath asks as proxies do that cut the path off, and as those that leave
// it.
func TestBasePath(t *testing.T) {
	s := newService(t, server.Config{BasePath: "/desk/heboh/"})
	for path, want := range map[string]int{"/desk/heboh/": 200, "/": 200, "/desk/heboh/assets/app.js": 200, "/assets/app.js": 200, "/desk/heboh/v1/queue": 200, "/v1/queue": 200,
		"/desk/heboh/nowhere": 404, "/desk/": 404, "/desk/hebohx": 404, "/desk/heboh": 200} { // by a redirect
		if a := s.do("GET", path, ""); a.StatusCode != want {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	s.do("GET", "/desk/heboh/v1/queue", "", "Authorization", "").wantProblem(t, 401, "token")
	page := s.do("GET", "/desk/heboh/", "").body
	for _, attribute := range []string{`href="/`, `src="/`} {
		if bytes.Contains(page, []byte(attribute)) {
			t.Errorf("the page has %s…", attribute)
		}
	}
	for _, wrong := range []string{"heboh", "//heboh", "/a/../b", "/a b", "/a?b", "http://x/"} {
		if _, err := server.New(server.Config{BasePath: wrong, Logger: quiet}); !errors.Is(err, server.ErrConfig) {
			t.Errorf("base path %q: %v", wrong, err)
		}
	}
}
