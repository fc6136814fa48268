package atomicfile

import (
	"os"
	"path/filepath"
	"testing"
)

// TestStrays: what a killed run left is removed, what another run writes or
// the user named alike is not.
func TestStrays(t *testing.T) {
	if !renameOpen {
		t.Skip("strays are known by locks, which this system has not got")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	kept := []string{".a.txt.part", ".a.txt.0123456.part", ".a.txt.0123456g.part", ".b.txt.01234567.part", "a.txt.01234567.part"}
	for _, name := range append(kept, ".a.txt.01234567.part", ".a.txt.89abcdef.part") {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); got != len(kept)+1 {
		t.Errorf("%d files, want %d that are not ours and the new one", got, len(kept)+1)
	}
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		f    *File
		text string
	}{{other, "first"}, {f, "second"}} {
		if _, err := one.f.Write([]byte(one.text)); err != nil {
			t.Fatal(err)
		}
		if err := one.f.Commit(); err != nil {
			t.Fatalf("%s of two runs at once: %v", one.text, err)
		}
		if got := content(t, path); got != one.text {
			t.Errorf("got %q, want %q", got, one.text)
		}
	}
	for _, name := range kept {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}
