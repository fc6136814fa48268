package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// nobody makes a folder read-only and does what has to be done as a user who may
// not write there: for root no folder is read-only.
func nobody(t *testing.T, dir string, do func()) {
	t.Helper()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(dir, 0o755) }()
	if os.Geteuid() == 0 {
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		modes := map[string]os.FileMode{filepath.Dir(dir): 0o755}
		for _, name := range files {
			modes[name] = 0o444
		}
		for name, mode := range modes {
			if err := os.Chmod(name, mode); err != nil {
				t.Fatal(err)
			}
		}
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = syscall.Setfsuid(0) }()
	}
	do()
}

// TestReadOnlyFolder opens a store where none can be made.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	nobody(t, dir, func() {
		if _, err := Open(t.Context(), filepath.Join(dir, "feedback.db")); !errors.Is(err, ErrCannotOpen) {
			t.Errorf("%v, want %v", err, ErrCannotOpen)
		}
	})
}

// TestReadsReadOnly reads a store that nothing may be written beside, once whole
// and once with verdicts in its write-ahead log.
func TestReadsReadOnly(t *testing.T) {
	s := open(t)
	add(t, s, Verdict{Text: "Harga beras turun", Weight: 1})
	for _, log := range []bool{true, false} {
		dir := t.TempDir()
		path := filepath.Join(dir, "feedback.db")
		ends := []string{""}
		if log {
			ends = []string{"", "-wal", "-shm"}
		}
		for _, end := range ends {
			raw, err := os.ReadFile(s.Path() + end)
			if err == nil {
				err = os.WriteFile(path+end, raw, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		s.scrub(t.Context()) // for the second round
		nobody(t, dir, func() {
			if _, err := Open(t.Context(), path); !errors.Is(err, ErrCannotOpen) {
				t.Errorf("Open: %v", err)
			}
			ro, err := OpenReadOnly(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if got := all(t, ro, Filter{}); len(got) != 1 || got[0].Text != "Harga beras turun" {
				t.Errorf("log %v: %+v", log, got)
			}
			if err := ro.AddVerdicts(t.Context(), []Verdict{{Text: "x", Weight: 1}}, 0); !errors.Is(err, ErrReadOnly) {
				t.Errorf("a write: %v", err)
			}
			if err := errors.Join(ro.Healthy(t.Context()), ro.Close()); err != nil {
				t.Error(err)
			}
		})
		if found, _ := filepath.Glob(filepath.Join(dir, "*")); len(found) != len(ends) {
			t.Errorf("there are now %q", found)
		}
	}
}
