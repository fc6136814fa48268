package server_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

func TestBadBodies(t *testing.T) {
	s := newService(t, server.Config{Limits: server.Limits{Body: 10_000, Batch: 50}})
	for _, c := range []struct {
		body   string
		status int
		kind   string
	}{
		{"", 400, "invalid"}, {"{", 400, "invalid"}, {"[]", 400, "invalid"}, {"null", 400, "invalid"}, {"\x00\xff", 400, "invalid"},
		{`{"headlines":"x"}`, 400, "invalid"}, {`{"headlines":[]}`, 400, "invalid"}, {`{"headlines":[1]}`, 400, "invalid"}, {`{"headlines":["x"]} {}`, 400, "invalid"},
		{`{"headlines":["x"],"model":"y"}`, 400, "invalid"}, {`{"headline":"x","threshold":2}`, 400, "invalid"}, {`{"headline":"x","threshold":"NaN"}`, 400, "invalid"},
		{strings.Repeat("[", 9000), 400, "invalid"},
		{`{"headlines":["` + strings.Repeat("x", 10_000) + `"]}`, 413, "too-large"},
		{`{"headlines":[` + strings.Repeat(`"x",`, 50) + `"x"]}`, 413, "batch"},
	} {
		s.do("POST", "/v1/score", c.body, "Content-Type", "application/json").wantProblem(t, c.status, c.kind)
	}
	s.do("POST", "/v1/score", "x", "Content-Type", "image/png").wantProblem(t, 415, "media-type")
	s.do("PUT", "/v1/score", "{}").wantProblem(t, 405, "method")
	s.do("GET", "/v2/score", "").wantProblem(t, 404, "not-found")
	s.do("GET", "/assets/none.js", "").wantProblem(t, 404, "not-found")
	// a body without a declared length
	res, err := http.Post(s.URL+"/v1/score", "application/json", io.MultiReader(strings.NewReader(`{"headline":"`), strings.NewReader(strings.Repeat("x", 20_000))))
	if err != nil || res.StatusCode != 413 {
		t.Errorf("long body without a length: %v, %v", res, err)
	}
	if a := s.do("POST", "/v1/score", `{"headline":"\ud800 \u0000"}`); a.StatusCode != 200 {
		t.Errorf("half a surrogate: %s %s", a.Status, a.body)
	}
}

// listening runs a whole service, with its time limits, on a free port.
func listening(t *testing.T, cfg server.Config) (addr string, stop func() error) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg.Loopback, cfg.Token, cfg.Logger = true, secret, quiet
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, ln) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { _ = stop() })
	return ln.Addr().String(), stop
}

// TestSlowClients begins headers and bodies and never ends them. The service hangs
// up, and answers others meanwhile.
func TestSlowClients(t *testing.T) {
	addr, _ := listening(t, server.Config{Limits: server.Limits{Header: 300 * time.Millisecond, Idle: 300 * time.Millisecond}})
	for name, start := range map[string]string{
		"header": "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
		"body":   "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"headline\":\"",
		"lines":  "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 5000\r\n\r\n\"a\"\n\"",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conns := make([]net.Conn, 50)
			for i := range conns {
				c, err := net.Dial("tcp", addr)
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				conns[i] = c
				fmt.Fprint(c, start)
			}
			if res, err := http.Post("http://"+addr+"/v1/score", "application/json", strings.NewReader(`{"headline":"x"}`)); err != nil || res.StatusCode != 200 {
				t.Errorf("another client: %v %v", res, err)
			}
			for _, c := range conns {
				_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
				if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
					t.Fatal("a slow client stays connected")
				}
			}
		})
	}
}

// TestShutdownFinishes checks that a request in progress is answered although the
// service is told to stop.
func TestShutdownFinishes(t *testing.T) {
	addr, stop := listening(t, server.Config{})
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "POST /v1/score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"headl")
	await(t, "the request to be in progress", func() bool { return inFlight(t, addr) == 2 }) // with the one that asks
	ended := make(chan error, 1)
	go func() { ended <- stop() }()
	await(t, "the listener to close", func() bool {
		probe, err := net.DialTimeout("tcp", addr, time.Second)
		if err == nil {
			probe.Close()
		}
		return err != nil
	})
	fmt.Fprint(c, `ine":"x"}`)
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || res.StatusCode != 200 {
		t.Fatalf("%v %v", res, err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// await polls until ok, for ten seconds at most.
func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("timed out waiting for %s", what)
}

// inFlight is how many requests the service says it is answering.
func inFlight(t *testing.T, addr string) (n int) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + addr + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if _, err := fmt.Sscanf(lines.Text(), "heboh_requests_in_flight %d", &n); err == nil {
			break
		}
	}
	return n
}

// TestReload swaps models under load: no request fails, a damaged file changes
// nothing, and a good one is loaded.
func TestReload(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.heboh")
	var good, other bytes.Buffer
	if err := model.Default().Save(&good); err != nil {
		t.Fatal(err)
	}
	if err := model.Default().WithThreshold(model.HeadSensational, .125).Save(&other); err != nil {
		t.Fatal(err)
	}
	put := func(b []byte) {
		if err := os.WriteFile(path+"~", b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+"~", path); err != nil {
			t.Fatal(err)
		}
	}
	put(good.Bytes())
	s := newService(t, server.Config{Loopback: true, ModelFile: path})
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for !stop.Load() {
				res, err := http.Post(s.URL+"/v1/score", "application/json", strings.NewReader(`{"headline":"x"}`))
				if err != nil || res.StatusCode != 200 {
					t.Errorf("during reload: %v %v", res, err)
					return
				}
				res.Body.Close()
			}
		})
	}
	damaged := bytes.Clone(good.Bytes())
	damaged[len(damaged)/2] ^= 1
	for _, bad := range [][]byte{damaged, good.Bytes()[:1000], {}, []byte("not a model")} {
		put(bad)
		s.do("POST", "/v1/model/reload", "").wantProblem(t, 422, "model")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	s.do("POST", "/v1/model/reload", "").wantProblem(t, 422, "model")
	put(other.Bytes())
	var got scored
	s.do("POST", "/v1/model/reload", "").into(t, &got)
	if got.Model.Threshold != .125 {
		t.Errorf("%+v", got.Model)
	}
	stop.Store(true)
	wg.Wait()
	newService(t, server.Config{Loopback: true}).do("POST", "/v1/model/reload", "").wantProblem(t, 409, "no-model-file")
	if _, err := server.New(server.Config{ModelFile: path + "none", Logger: quiet}); err == nil {
		t.Error("a missing model is accepted at start")
	}
}

// TestThousandClients has a thousand clients score and store at once.
func TestThousandClients(t *testing.T) {
	s := newService(t, server.Config{Loopback: true})
	client := &http.Client{Transport: authorized{&http.Transport{MaxIdleConnsPerHost: 1000}}, Timeout: time.Minute}
	defer client.CloseIdleConnections()
	var wg sync.WaitGroup
	var failed atomic.Int32
	post := func(path, body string, want int) {
		res, err := client.Post(s.URL+path, "application/json", strings.NewReader(body))
		if err != nil {
			failed.Add(1)
			t.Log(err)
			return
		}
		defer res.Body.Close()
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != want {
			failed.Add(1)
			t.Log(res.Status, err)
		}
	}
	for i := range 1000 {
		wg.Go(func() {
			post("/v1/score", fmt.Sprintf(`{"headlines":["Judul %d","Geger! %d"]}`, i, i), 200)
			post("/v1/feedback", fmt.Sprintf(`{"text":"Judul %d","label":"neutral"}`, i), 201)
		})
	}
	wg.Wait()
	var st struct{ Verdicts int }
	s.do("GET", "/v1/feedback/stats", "").into(t, &st)
	if failed.Load() > 0 || st.Verdicts != 1000 {
		t.Errorf("%d failed, %d verdicts stored", failed.Load(), st.Verdicts)
	}
}

func TestWithoutStore(t *testing.T) {
	addr, _ := listening(t, server.Config{})
	res, err := owner.Get("http://" + addr + "/v1/feedback")
	if err != nil || res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%v %v", res, err)
	}
}

func TestStoreFails(t *testing.T) {
	s := newService(t, server.Config{Loopback: true})
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	s.do("POST", "/v1/feedback", `{"text":"x","label":"neutral"}`).wantProblem(t, 503, "ending")
	s.do("GET", "/readyz", "").wantProblem(t, 503, "store")
	if a := s.do("GET", "/healthz", ""); a.StatusCode != 200 {
		t.Errorf("%s", a.Status)
	}
	if a := s.do("POST", "/v1/score", `{"headline":"x"}`); a.StatusCode != 200 {
		t.Errorf("scoring needs no store: %s", a.Status)
	}
}

// TestDamagedStore: a service with a damaged store says so and takes no verdicts,
// but scores.
func TestDamagedStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	st, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	rows := []store.Verdict{}
	for i := range 400 {
		rows = append(rows, store.Verdict{Text: fmt.Sprint("Judul ", i), Note: strings.Repeat("n", 200), Weight: 1})
	}
	if err := errors.Join(st.AddVerdicts(t.Context(), rows, 0), st.Close()); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(raw[len(raw)-3*4096:])
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if st, err = store.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	srv, err := server.New(server.Config{Store: st, Token: secret, Logger: quiet})
	if err != nil {
		t.Fatal(err)
	}
	hs := httptest.NewServer(srv.Handler())
	defer hs.Close()
	s := &service{Server: hs, t: t}
	s.do("GET", "/readyz", "").wantProblem(t, 503, "damaged")
	s.do("POST", "/v1/feedback", `{"text":"x","label":"neutral"}`).wantProblem(t, 503, "damaged")
	s.do("POST", "/v1/queue", `{"headlines":["x"]}`).wantProblem(t, 503, "damaged")
	if a := s.do("POST", "/v1/score", `{"headline":"x"}`); a.StatusCode != 200 {
		t.Errorf("scoring: %s", a.Status)
	}
}
