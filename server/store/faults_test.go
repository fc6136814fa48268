//go:build unix

package store

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// alone runs a test again in a process of its own, whose limits are its own, and
// reports whether this is that process.
func alone(t *testing.T) bool {
	t.Helper()
	const env = "HEBOH_TEST_ALONE"
	if os.Getenv(env) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), env+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// limited does something while no file can grow beyond n bytes, nor be written
// there: every such write fails, or is cut.
func limited(t *testing.T, n int64, do func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	limit := old
	limit.Cur = uint64(n)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old) }()
	do()
}

// TestWritesFail lets writes of the store fail at many places: in the log, in the
// file when the log is moved into it, in a new store and in a backup. What was
// acknowledged is there afterwards, what was deleted is not, and the file is sound.
func TestWritesFail(t *testing.T) {
	if !alone(t) {
		return
	}
	old := open(t)
	for i := range 100 {
		add(t, old, Verdict{Text: fmt.Sprint("old ", i), Weight: 1, Note: strings.Repeat("n", 1000)})
	}
	old.scrub(t.Context())
	whole, err := os.ReadFile(old.Path())
	if err != nil {
		t.Fatal(err)
	}
	size, failed, fewest, most := int64(len(whole)), 0, 1000, 0
	for limit := int64(100); limit < 2*size; limit += size/10 + 13 {
		path := filepath.Join(t.TempDir(), "feedback.db")
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		have := map[string]bool{"old 1": true}
		refused := 0
		var backedUp bool
		limited(t, limit, func() { refused, backedUp = writeAll(t, path, have) })
		failed += refused
		fewest, most = min(fewest, refused), max(most, refused)
		checkKept(t, limit, path, have, 100)
		if backedUp {
			checkKept(t, limit, path+".backup", nil, 100)
		}
		if _, err := os.Stat(path + ".new"); err == nil { // made, if not opened
			checkKept(t, limit, path+".new", nil, 0)
		}
	}
	t.Logf("%d writes failed, %d to %d at a time", failed, fewest, most)
	if failed == 0 || fewest == most {
		t.Error("the limits make no difference")
	}
}

// writeAll adds and deletes, notes in have what was acknowledged, and returns how
// many calls failed.
func writeAll(t *testing.T, path string, have map[string]bool) (refused int, backedUp bool) {
	if other, err := Open(t.Context(), path+".new"); err == nil {
		_ = other.Close()
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		return 1, false
	}
	for i := range 60 {
		text := fmt.Sprint("new ", i)
		v := []Verdict{{Text: text, Weight: 1, Note: strings.Repeat("n", 100*(i%40))}}
		if err := s.AddVerdicts(t.Context(), v, 0); err != nil {
			refused++
			continue
		}
		have[text] = true
		if i%7 != 0 {
			continue
		}
		if err := s.Delete(t.Context(), v[0].ID); err != nil {
			refused++
			delete(have, text) // it may have been deleted or not
		} else {
			have[text] = false
		}
	}
	backedUp = s.Backup(t.Context(), path+".backup") == nil
	_ = s.Close()
	return refused, backedUp
}

// checkKept opens a store and compares it with what was acknowledged.
func checkKept(t *testing.T, limit int64, path string, have map[string]bool, least int) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatalf("limit %d: %v", limit, err)
	}
	defer s.Close()
	if err := s.Healthy(t.Context()); err != nil {
		t.Errorf("limit %d: %v", limit, err)
	}
	found := map[string]bool{}
	for _, v := range all(t, s, Filter{}) {
		found[v.Text] = true
	}
	if len(found) < least {
		t.Errorf("limit %d: %d verdicts left of %d", limit, len(found), least)
	}
	for text, there := range have {
		if found[text] != there {
			t.Errorf("limit %d: %q: there %v, acknowledged %v", limit, text, found[text], there)
		}
	}
}
