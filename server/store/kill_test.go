//go:build unix

package store

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// childEnv names the store that a child process of this binary writes to.
const childEnv = "HEBOH_TEST_STORE"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		writeForever(path)
	}
	os.Exit(m.Run())
}

// writeForever stores verdicts from several goroutines and prints the text of
// each once it is accepted.
func writeForever(path string) {
	ctx, cancel := contextFor(20 * time.Second) // in case it is not killed
	defer cancel()
	s, err := Open(ctx, path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for w := range 8 {
		go func() {
			for i := 0; ; i++ {
				text := fmt.Sprintf("%d-%d-%d", os.Getpid(), w, i)
				if err := s.AddVerdicts(ctx, []Verdict{{Text: text, Weight: 1, Note: strings.Repeat("n", 500)}}, 0); err != nil {
					return
				}
				fmt.Println(text) // one write call: whole or not at all
			}
		}()
	}
	<-ctx.Done()
	os.Exit(1)
}

// TestKill kills the writing process after several numbers of verdicts. Every
// accepted verdict must be in the store, which must open and be consistent.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	var accepted []string
	for round := range 5 {
		accepted = append(accepted, killed(t, path, 60+round*97)...)
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Integrity(t.Context()); err != nil {
			t.Error(err)
		}
		have := map[string]bool{}
		for _, v := range all(t, s, Filter{}) {
			have[v.Text] = true
		}
		for _, text := range accepted {
			if !have[text] {
				t.Errorf("round %d: accepted and lost: %s", round, text)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d accepted verdicts over 5 kills", len(accepted))
}

// killed runs a writer, kills it after n acceptances and returns all it printed.
func killed(t *testing.T, path string, n int) (accepted []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		accepted = append(accepted, lines.Text())
		if len(accepted) == n {
			_ = cmd.Process.Signal(syscall.SIGKILL)
		}
	}
	_ = cmd.Wait()
	if len(accepted) < n {
		t.Fatalf("the writer accepted only %d verdicts", len(accepted))
	}
	return accepted
}
