//go:build e2e && unix

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heboh/heboh/server"
)

// behind runs nginx on a free port with these servers, of which PORT is replaced,
// and returns its address.
func behind(t *testing.T, servers string) string {
	t.Helper()
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("NOT TESTED: no nginx; install the package nginx")
	}
	dir, port := t.TempDir(), freePort(t)
	paths := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		paths += fmt.Sprintf("%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	conf := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf("daemon off;\nmaster_process off;\npid %s/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s%s}\n",
		dir, paths, strings.ReplaceAll(servers, "PORT", fmt.Sprint("127.0.0.1:", port)))
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(nginx, "-c", conf, "-p", dir)
	cmd.Stderr = t.Output()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address := fmt.Sprint("http://127.0.0.1:", port)
	(&browser{t: t}).await("nginx", func() bool {
		res, err := http.Get(address)
		if err == nil {
			res.Body.Close()
		}
		return err == nil
	})
	return address
}

// documented is the block for nginx in the documentation.
func documented(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../../docs/run-the-service.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "```nginx\n")
	block, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("no block for nginx")
	}
	return block
}

// ask sends a request through the proxy, under the host name that it has for the
// world unless that is empty.
func ask(t *testing.T, method, address, host, body, token string) (status int, answer string) {
	t.Helper()
	req, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Host = host
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// TestNginx puts the service behind a proxy that knows nothing of it, and behind the
// one of the documentation. The page works, and strangers get nothing privileged,
// although every request comes from this machine.
func TestNginx(t *testing.T) {
	const name = "desk.example"
	bare := serve(t, server.Config{})
	named := serve(t, server.Config{BasePath: "/heboh", Hosts: []string{name}})
	configured := strings.NewReplacer("listen 80;", "listen PORT;", "http://127.0.0.1:8080", named).Replace(documented(t))
	for _, c := range []struct{ how, address, path, host string }{
		{"bare", behind(t, "server { listen PORT; location / { proxy_pass "+bare+"; } }"), "", ""},
		{"configured", behind(t, configured), "/heboh", name},
	} {
		t.Run(c.how, func(t *testing.T) {
			at := c.address + c.path
			for _, privileged := range [][3]string{
				{"GET", "/v1/feedback", ""}, {"GET", "/v1/feedback/stats", ""}, {"GET", "/v1/feedback/1", ""}, {"GET", "/v1/queue", ""},
				{"POST", "/v1/feedback", `{"text":"x","label":"neutral"}`}, {"DELETE", "/v1/feedback?before=2999-01-01", ""}, {"DELETE", "/v1/feedback/1", ""},
				{"POST", "/v1/queue", `{"headlines":["x"]}`}, {"DELETE", "/v1/queue", `{"headlines":["x"]}`}, {"POST", "/v1/model/reload", ""},
				{"POST", "/v1/links", `{"url":"https://news.example/"}`},
			} {
				for _, wrong := range []string{"", secret + "x"} {
					if status, answer := ask(t, privileged[0], at+privileged[1], c.host, privileged[2], wrong); status != http.StatusUnauthorized {
						t.Errorf("%s without the token: %d %s", privileged[:2], status, answer)
					}
				}
			}
			if status, answer := ask(t, "POST", at+"/v1/score", c.host, `{"headline":"Rapat dewan"}`, ""); status != http.StatusOK {
				t.Errorf("scoring: %d %s", status, answer)
			}
			long := `{"headline":"` + strings.Repeat("Rapat dewan. ", 10_000) + `"}`
			if status, answer := ask(t, "GET", at+"/v1/queue", c.host, "", secret); status != http.StatusOK {
				t.Errorf("with the token: %d %s", status, answer)
			}
			if status, answer := ask(t, "POST", at+"/v1/score", c.host, long, ""); status != http.StatusOK {
				t.Errorf("a body of %d bytes: %d %.200s", len(long), status, answer)
			}
			b := start(t, "id")
			b.size(1280, 900)
			b.open(link(at))
			check(b, founding)
			disagree(t, b, at)
			if bad := b.complaints(); len(bad) > 0 {
				t.Errorf("the browser complains: %q", bad)
			}
		})
	}
}
