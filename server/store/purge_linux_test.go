package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPurgeFullDisk fills a small disk and deletes what is old from it.
func TestPurgeFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("heboh", dir, "tmpfs", 0, "size=16m"); err != nil {
		t.Skipf("NOT TESTED: no disk of a known size can be mounted: %v", err)
	}
	defer func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) }()
	s, err := Open(t.Context(), filepath.Join(dir, "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	text := strings.Repeat("Rahasia ", 400)
	accepted := 0
	for range 200 {
		var some []Verdict
		for i := range 50 {
			some = append(some, Verdict{Text: fmt.Sprint(text, accepted, i), Weight: 1})
		}
		if err = s.AddVerdicts(t.Context(), some, 0); err != nil {
			break
		}
		accepted += len(some)
	}
	if !errors.Is(err, ErrFull) {
		t.Fatalf("the disk is not full: %v", err)
	}
	if err := fill(filepath.Join(dir, "others")); err == nil { // to the last byte
		t.Fatal("the disk is not full")
	}
	n, err := s.Purge(t.Context(), time.Now().Add(time.Second))
	if n != int64(accepted) || err != nil {
		t.Errorf("removed %d of %d: %v", n, accepted, err)
	}
	for _, suffix := range []string{"", "-wal"} {
		if raw, _ := os.ReadFile(s.Path() + suffix); strings.Contains(string(raw), "Rahasia") {
			t.Errorf("deleted text is still in %q", suffix)
		}
	}
	add(t, s, Verdict{Text: "goes on", Weight: 1})
}

// fill writes a file until there is no room.
func fill(path string) error {
	f, err := os.Create(path)
	for n := 0; err == nil && n < 1<<16; n++ {
		_, err = f.Write(make([]byte, 4096))
	}
	return errors.Join(err, f.Close())
}
