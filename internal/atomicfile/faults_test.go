//go:build unix

package atomicfile

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/heboh/heboh/internal/faulttest"
)

// TestFaults lets the writes fail at every place, then the steps of Commit. After
// an error the old file is there and nothing beside it, else the whole new one.
func TestFaults(t *testing.T) {
	if !faulttest.Alone(t) {
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
		faulttest.Limited(t, int64(n), func() { err = replace(func(*File) {}) })
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
