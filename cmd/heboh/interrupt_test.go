//go:build unix

package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupted ends heboh score while its output is half written. The old
// file stays; only SIGKILL, which no program can answer, leaves the part behind.
func TestInterrupted(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL} {
		dir := t.TempDir()
		out := filepath.Join(dir, "out")
		if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, self)
		cmd.Args, cmd.Dir = []string{"heboh", "score", "--out", out}, dir
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(in, strings.Repeat("Pasar dibuka pagi ini\n", 1000)); err != nil {
			t.Fatal(err)
		}
		for len(parts(t, dir)) == 0 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		_ = cmd.Process.Signal(signal)
		_ = cmd.Wait() // an error, as it should be
		cancel()
		if got, err := os.ReadFile(out); string(got) != "old" {
			t.Errorf("%v: the old file holds %q, %v", signal, got, err)
		}
		left := len(parts(t, dir))
		if code := cmd.ProcessState.ExitCode(); signal != syscall.SIGKILL && (code != exitInterrupted || left > 0) {
			t.Errorf("%v: status %d, %d parts left", signal, code, left)
		}
	}
}

// parts are the unfinished files that hold something.
func parts(t *testing.T, dir string) (found []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, ".*.part"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Size() > 0 {
			found = append(found, name)
		}
	}
	return found
}
