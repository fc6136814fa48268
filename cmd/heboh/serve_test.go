//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
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

// post sends a body with the token and has reading read the answer.
func (s served) post(path, body string, reading func(io.Reader)) (status int, err error) {
	req, err := http.NewRequest("POST", s.url+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	reading(res.Body)
	if res.StatusCode == http.StatusServiceUnavailable && res.Header.Get("Retry-After") == "" {
		err = errors.New("503 without Retry-After")
	}
	return res.StatusCode, err
}

func all(r io.Reader) { _, _ = io.Copy(io.Discard, r) }

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

// TestBackup backs up a store in use, restores it elsewhere and serves that.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	from, copied, to := filepath.Join(dir, "feedback.db"), filepath.Join(dir, "copy"), filepath.Join(dir, "restored.db")
	s := serveHeboh(t, nil, "--store", from)
	do := func(want int, args ...string) string {
		t.Helper()
		var out, errs strings.Builder
		if code := run(t.Context(), append([]string{"feedback"}, args...), strings.NewReader(""), &out, &errs); code != want {
			t.Fatalf("%q: %d %s%s", args, code, &out, &errs)
		}
		return out.String() + errs.String()
	}
	for _, text := range []string{"Harga beras turun", "Geger! Warga panik"} {
		if status, err := s.post("/v1/feedback", `{"text":"`+text+`","label":"neutral"}`, all); status != 201 {
			t.Fatal(status, err)
		}
		do(exitDone, "backup", "--store", from, copied) // the second over the first
	}
	before, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	if said := do(exitFailed, "restore", "--store", from, copied); !strings.Contains(said, "move the file away first") {
		t.Error(said)
	}
	do(exitFailed, "restore", "--store", to, filepath.Join(dir, "none"))
	do(exitUsage, "backup", "--store", from)
	do(exitDone, "restore", "--store", to, copied)
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v; want 0600", info.Mode(), err)
	}
	if want, got := do(exitDone, "export", "--store", from), do(exitDone, "export", "--store", to); got != want || strings.Count(got, "\n") != 2 {
		t.Errorf("restored %q, want %q", got, want)
	}
	if after, err := os.ReadFile(copied); err != nil || string(after) != string(before) {
		t.Errorf("restoring changed the backup, %v", err)
	}
	if err := os.WriteFile(copied, before[:len(before)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	do(exitFailed, "restore", "--store", filepath.Join(dir, "again.db"), copied)
	if _, err := os.Lstat(filepath.Join(dir, "again.db")); err == nil {
		t.Error("half a backup is restored")
	}
}
