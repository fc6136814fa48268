//go:build unix

package atomicfile

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
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

// limited does something while no file can grow beyond n bytes: a write that
// would fails, or is cut there, as on a full disk.
func limited(t *testing.T, n uint64, do func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	limit := old
	limit.Cur = n
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old) }()
	do()
}

// TestFaults lets the writes fail at every place, then the steps of Commit. After
// an error the old file is there and nothing beside it, else the whole new one.
func TestFaults(t *testing.T) {
	if !alone(t) {
		return
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	line := bytes.Repeat([]byte("x"), 1000)
	const lines = 20
	replace := func(before func(*File)) error {
		f, err := Create(path)
		if err != nil {
			return err
		}
		defer f.Abort()
		for range lines {
			if _, err := f.Write(line); err != nil {
				return err
			}
		}
		before(f)
		return f.Commit()
	}
	check := func(what string, err error, fails bool) {
		t.Helper()
		want := "old"
		if !fails {
			want = string(bytes.Repeat(line, lines))
		}
		if got := content(t, path); (err != nil) != fails || got != want || files(t, dir) != 1 {
			t.Errorf("%s: %v; %d bytes, %d files", what, err, len(got), files(t, dir))
		}
	}
	for n := uint64(0); n <= lines*1000; n += 500 {
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		var err error
		limited(t, n, func() { err = replace(func(*File) {}) })
		check("limit", err, n < lines*1000)
	}
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	check("sync", replace(func(f *File) { f.File.Close() }), true)
	err := replace(func(f *File) { os.Remove(f.Name()) })
	check("rename", err, true)
	if !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
