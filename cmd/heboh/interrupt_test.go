//go:build unix

package main

import (
	"bufio"
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

// TestInterrupted ends heboh while it writes, trains or evaluates, which its first message
// says. The old file stays; only SIGKILL, which no program can answer, leaves the
// unfinished one behind.
func TestInterrupted(t *testing.T) {
	score, train := []string{"heboh", "score", "--out", "out"}, []string{"heboh", "train", "--words", "none", "--out", "out"}
	evaluate := []string{"heboh", "evaluate", "--words", "none", "--cv", "9", "--data", "bad.csv", "sample"}
	for _, c := range []struct {
		args   []string
		signal syscall.Signal
	}{{score, syscall.SIGINT}, {score, syscall.SIGTERM}, {score, syscall.SIGKILL}, {train, syscall.SIGINT}, {evaluate, syscall.SIGINT}} {
		dir := t.TempDir()
		out := filepath.Join(dir, "out")
		if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "bad.csv"), []byte("text,label\nPasar dibuka,0\nPasar ditutup,?\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		messages, code := interrupted(t, dir, c.args, c.signal)
		if got, err := os.ReadFile(out); string(got) != "old" {
			t.Errorf("%v, %v: the old file holds %q, %v", c.args, c.signal, got, err)
		}
		left, err := filepath.Glob(filepath.Join(dir, ".*.part"))
		if err != nil {
			t.Fatal(err)
		}
		if c.signal != syscall.SIGKILL && (code != exitInterrupted || len(left) > 0 || !strings.Contains(messages, "interrupted")) {
			t.Errorf("%v, %v: status %d, parts %q left, %s", c.args, c.signal, code, left, messages)
		}
	}
}

// TestInterruptedWaiting ends commands that wait for a named pipe: for its other end,
// or for what never comes.
func TestInterruptedWaiting(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"model", "verify", "pipe"}, {"model", "sign", "--key", "pipe", "pipe"}, {"score", "--in", "pipe"}, {"score", "--files-from", "pipe", "--out", "parts/"},
		{"score", "--model", "pipe", "x"}, {"links", "pipe"}, {"datasets", "import", "pipe"}, {"serve", "--token-file", "pipe"},
		{"miniflux", "--rules", "pipe", "--secret-file", "pipe"}, {"survey", "--by", "x", "--in", "pipe"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			pipe := filepath.Join(dir, "pipe")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, self)
			cmd.Args, cmd.Dir = append([]string{"heboh"}, args...), dir
			var told strings.Builder
			cmd.Stderr = &told
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for ctx.Err() == nil { // until it has opened the pipe
				if other, err := syscall.Open(pipe, syscall.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
					defer syscall.Close(other)
					break
				}
				time.Sleep(time.Millisecond)
			}
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // an error, as it should be
			if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
				t.Errorf("status %d: %s", code, &told)
			}
		})
	}
}

// interrupted starts a command in dir, gives it a headline that is no text and
// more that are, signals once it has said so, and returns what it says then.
func interrupted(t *testing.T, dir string, args []string, signal syscall.Signal) (messages string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, self)
	cmd.Args, cmd.Dir = args, dir
	in, err := cmd.StdinPipe()
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
	if _, err := io.WriteString(in, "\xff\n"+strings.Repeat("Pasar dibuka pagi ini\n", 1000)); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stderr)
	if line, err := lines.ReadString('\n'); err != nil {
		t.Fatalf("%v: %q, %v", args, line, err)
	}
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // an error, as it should be
	return string(rest), cmd.ProcessState.ExitCode()
}
