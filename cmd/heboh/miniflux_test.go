//go:build unix

package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMinifluxCommand runs heboh miniflux in a process of its own, as a dry run:
// an event becomes a line, another's does not, and the end is orderly.
func TestMinifluxCommand(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	rules := filepath.Join(t.TempDir(), "rules.toml")
	if err := os.WriteFile(rules, []byte("[[rule]]\nwhen = \"sensational\"\ndo = [\"read\", \"retitle\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const secret = "0123456789abcdef"
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = []string{"heboh", "miniflux", "--addr", "127.0.0.1:0", "--rules", rules, "--dry-run"}
	cmd.Env = append(os.Environ(), "HEBOH_MINIFLUX_SECRET="+secret)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	notes := bufio.NewReader(stderr)
	note, err := notes.ReadString('\n')
	_, url, found := strings.Cut(strings.TrimSpace(note), "webhook at ")
	if !found {
		t.Fatalf("%q, %v", note, err)
	}
	send := func(title string) int {
		body := `{"event_type":"new_entries","feed":{"id":1},"entries":[{"id":7,"title":"` + title + `","created_at":"` + time.Now().Format(time.RFC3339Nano) + `"}]}`
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(body))
		req, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Miniflux-Signature", hex.EncodeToString(mac.Sum(nil)))
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	if status := send("GEGER! WARGA HISTERIS, Ini yang Terjadi!"); status != http.StatusNoContent {
		t.Fatalf("status %d", status)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, `{"entry":7,`) || !strings.Contains(line, `"label":"sensational"`) || !strings.Contains(line, `"do":["read","retitle"],"calm":"`) || !strings.Contains(line, `"dry_run":true`) {
		t.Errorf("%s %v", line, err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("at the end: %v", err)
	}
}
