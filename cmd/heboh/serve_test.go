//go:build unix

package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// served is heboh serve in a process of its own.
type served struct {
	url, token string
	cmd        *exec.Cmd
}

// serveHeboh starts heboh serve on a free port, with a state folder of its own
// unless env names another, and stops it when the test ends.
func serveHeboh(t *testing.T, env []string, args ...string) served {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self)
	cmd.Args = append([]string{"heboh", "serve", "--addr", "127.0.0.1:0", "--log", "off"}, args...)
	cmd.Env = append(os.Environ(), append([]string{"XDG_STATE_HOME=" + t.TempDir(), "STATE_DIRECTORY=", "HEBOH_TOKEN=", "HEBOH_TOKEN_FILE=", "HEBOH_STORE="}, env...)...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait() // whose outcome is not what the test is about
	})
	for lines := bufio.NewReader(stderr); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("heboh serve: %q, %v", line, err)
		}
		if _, at, found := strings.Cut(strings.TrimSpace(line), "the page is at "); found {
			go func() { _, _ = io.Copy(io.Discard, lines) }()
			url, token, _ := strings.Cut(at, "#token=")
			return served{strings.TrimSuffix(url, "/"), token, cmd}
		}
	}
}

// get asks the service, with the token if it has one, and returns the status.
func (s served) get(t *testing.T, path, token string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// TestToken starts the service twice: the first start makes a token and shows it
// in a link, the second uses it and shows nothing.
func TestToken(t *testing.T) {
	state := t.TempDir()
	file := filepath.Join(state, "heboh", "token")
	first := serveHeboh(t, []string{"XDG_STATE_HOME=" + state})
	raw, err := os.ReadFile(file)
	if err != nil || len(first.token) < minToken || strings.TrimSpace(string(raw)) != first.token {
		t.Fatalf("shown %q, kept %q, %v", first.token, raw, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v; want 0600", info.Mode(), err)
	}
	again := serveHeboh(t, []string{"XDG_STATE_HOME=" + state})
	if again.token != "" {
		t.Error("the token is shown again")
	}
	for _, s := range []served{first, again} {
		if none, wrong, right := s.get(t, "/v1/queue", ""), s.get(t, "/v1/queue", first.token+"x"), s.get(t, "/v1/queue", first.token); none != 401 || wrong != 401 || right != 200 {
			t.Errorf("no token %d, a wrong one %d, the right one %d", none, wrong, right)
		}
	}
	given := serveHeboh(t, []string{"HEBOH_TOKEN=" + strings.Repeat("x", minToken), "XDG_STATE_HOME=" + t.TempDir()})
	if given.token != "" || given.get(t, "/v1/queue", strings.Repeat("x", minToken)) != 200 {
		t.Error("the given token is not used")
	}
	nowhere := serveHeboh(t, []string{"XDG_STATE_HOME=/dev/null"})
	if nowhere.token == "" || nowhere.get(t, "/v1/feedback", nowhere.token) != 503 { // no store either
		t.Error("no token where there is no state folder")
	}
}

// TestHealth asks as a container does, by the address that the service listens on.
func TestHealth(t *testing.T) {
	s := serveHeboh(t, nil, "--base-path", "/heboh")
	addr, _, _ := strings.Cut(strings.TrimPrefix(s.url, "http://"), "/")
	_, port, _ := strings.Cut(addr, ":")
	for _, at := range []string{addr, "0.0.0.0:" + port, ":" + port} {
		var out, errs strings.Builder
		if code := run(t.Context(), []string{"health", "--addr", at}, strings.NewReader(""), &out, &errs); code != exitDone || out.String() != "ready\n" {
			t.Errorf("%s: %d %s %s", at, code, &out, &errs)
		}
	}
}
