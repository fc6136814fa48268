package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPartsKilled kills the command at random and resumes it: the parts must be those
// of an undisturbed run. What was being written when it was killed is hidden beside them.
func TestPartsKilled(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "heboh") // by which name TestMain runs the command
	if err := os.Symlink(os.Args[0], program); err != nil {
		t.Skip("no symbolic links:", err)
	}
	const files, lines, kills = 6, 4000, 10
	for f := range files {
		var b strings.Builder
		for i := range lines {
			fmt.Fprintf(&b, "{\"judul\":\"GEGER! Warga Blok %d Temukan Ular Nomor %d\",\"id\":%d}\n", f, i, i)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("in-%d.jsonl", f)), []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	score := func(ctx context.Context, out string, more ...string) error {
		args := append([]string{"score", "--in", filepath.Join(dir, "in-*.jsonl"), "--out", out + "/"}, more...)
		return exec.CommandContext(ctx, program, args...).Run() // killed at the context's end
	}
	whole, resumed := filepath.Join(dir, "whole"), filepath.Join(dir, "resumed")
	start := time.Now()
	if err := score(t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	for range kills {
		ctx, cancel := context.WithTimeout(t.Context(), rand.N(took))
		_ = score(ctx, resumed, "--resume")
		cancel()
	}
	if err := score(t.Context(), resumed, "--resume"); err != nil {
		t.Fatal(err)
	}
	want, got := contents(t, whole), contents(t, resumed)
	if len(want) != 2*files || !maps.Equal(got, want) {
		t.Errorf("resumed: %d files, want the %d of an undisturbed run", len(got), len(want))
	}
}

// contents are the files of a directory by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFolder(t *testing.T) {
	for _, c := range []struct{ files, want string }{
		{"/x/a.txt", "/x"}, {"/x/a.txt /x/b.txt", "/x"}, {"/x/1/a.txt /x/2/b.txt", "/x"}, {"/x/y/a.txt /x/yy/a.txt", "/x"},
		{"/x/a.txt /y/a.txt", "/"}, {"/x/../y/a.txt /y/z/b.txt", "/y"},
	} {
		if got, err := folder(strings.Fields(c.files)); err != nil || filepath.ToSlash(got) != c.want {
			t.Errorf("folder(%s) = %s, %v; want %s", c.files, got, err, c.want)
		}
	}
}
