package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func files(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestCommit(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	for _, text := range []string{"old", "new"} {
		f, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
		if text == "new" && content(t, path) != "old" {
			t.Error("the old file is gone before Commit")
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		f.Abort() // does nothing now
		if got := content(t, path); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	if n := files(t, dir); n != 1 {
		t.Errorf("%d files left", n)
	}
}

func TestAbort(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	os.WriteFile(path, []byte("old"), 0o640)
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("half"))
	f.Abort()
	if got := content(t, path); got != "old" || files(t, dir) != 1 {
		t.Errorf("got %q, %d files", got, files(t, dir))
	}
}

func TestKeepsModeAndLink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a.txt"), filepath.Join(dir, "link")
	os.WriteFile(path, []byte("old"), 0o600)
	if err := os.Symlink("a.txt", link); err != nil {
		t.Skip(err)
	}
	f, err := Create(link)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("new"))
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Lstat(link)
	if got := content(t, path); got != "new" || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("behind the link: %q; link: %v", got, info.Mode())
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestRefuses(t *testing.T) {
	dir := t.TempDir()
	var p *fs.PathError
	if _, err := Create(dir); !errors.As(err, &p) || p.Path != dir {
		t.Errorf("directory: %v", err)
	}
	missing := filepath.Join(dir, "no", "a.txt")
	if _, err := Create(missing); !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &p) || p.Path != missing {
		t.Errorf("missing directory: %v", err)
	}
}

// TestAbortAll: what a program that is given up was writing goes, what it wrote stays.
func TestAbortAll(t *testing.T) {
	dir := t.TempDir()
	for name, end := range map[string]func(*File){"done": func(f *File) { f.Commit() }, "dropped": (*File).Abort, "open": func(*File) {}} {
		f, err := Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.File.Close()
		end(f)
	}
	if n := files(t, dir); n != 2 {
		t.Errorf("%d files before, want the finished and the open one", n)
	}
	AbortAll()
	if n := files(t, dir); n != 1 {
		t.Errorf("%d files left, want the finished one", n)
	}
}
