package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestDamaged changes bytes of a store, at rest and while it is open: it says so
// and takes nothing more.
func TestDamaged(t *testing.T) {
	for name, damage := range map[string]func([]byte){
		"a page of zeros": func(b []byte) { clear(b[len(b)-4096:]) },
		"a changed text":  func(b []byte) { b[bytes.LastIndex(b, []byte("Judul 150"))] ^= 1 },
		"a lost end":      func(b []byte) { clear(b[8192:]) },
		"a lost start":    func(b []byte) { clear(b[:100]) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			for i := range 300 {
				add(t, s, Verdict{Text: fmt.Sprintf("Judul %d %s", i, strings.Repeat("kata ", 40)), Weight: 1})
			}
			s.scrub(t.Context()) // so that all is in the file
			if err := s.Healthy(t.Context()); err != nil {
				t.Fatal(err)
			}
			raw, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			damage(raw)
			f, err := os.OpenFile(s.Path(), os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.Write(raw)
			if err = errors.Join(err, f.Close()); err != nil {
				t.Fatal(err)
			}
			s.health.checked = time.Time{}
			if err := s.Healthy(t.Context()); !errors.Is(err, ErrDamaged) {
				t.Fatalf("while it is open: %v", err)
			}
			if err := s.AddVerdicts(t.Context(), []Verdict{{Text: "x", Weight: 1}}, 0); !errors.Is(err, ErrDamaged) {
				t.Errorf("a verdict: %v", err)
			}
			if err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "copy.db")); err == nil && name != "a changed text" {
				t.Error("a backup of it is made")
			}
			again, err := Open(t.Context(), s.Path())
			if err != nil {
				if !errors.Is(err, ErrDamaged) && name != "a lost start" { // nothing says that it was one
					t.Errorf("opened again: %v", err)
				}
				return
			}
			defer again.Close()
			if err := again.Healthy(t.Context()); !errors.Is(err, ErrDamaged) {
				t.Errorf("opened again: %v", err)
			}
		})
	}
}

// TestWritesWhileChecked stores a verdict while the file is being read for damage,
// which takes long where it is large.
func TestWritesWhileChecked(t *testing.T) {
	s := open(t)
	s.health.Lock()
	defer s.health.Unlock()
	add(t, s, Verdict{Text: "tidak menunggu", Weight: 1})
}

// TestDeletedIsGone looks for deleted text in all files of an open store.
func TestDeletedIsGone(t *testing.T) {
	for name, erase := range map[string]func(*Store, int64) error{
		"delete": func(s *Store, id int64) error { return s.Delete(t.Context(), id) },
		"purge":  func(s *Store, _ int64) error { _, err := s.Purge(t.Context(), time.Now().Add(time.Hour)); return err },
		"replace": func(s *Store, id int64) error {
			return s.AddVerdicts(t.Context(), []Verdict{{Text: "lain", Weight: 1}}, id)
		},
		"dequeue": func(s *Store, id int64) error {
			return errors.Join(s.Delete(t.Context(), id), s.Dequeue(t.Context(), []string{"Rahasia antrean"}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			v := add(t, s, Verdict{Text: "Rahasia putusan", Note: "Rahasia catatan", Weight: 1})
			if name != "delete" && name != "replace" {
				if _, err := s.Enqueue(t.Context(), []Queued{{Text: "Rahasia antrean"}}); err != nil {
					t.Fatal(err)
				}
			}
			if found := holding(t, s, "Rahasia"); len(found) == 0 {
				t.Fatal("the text is in no file before")
			}
			if err := erase(s, v.ID); err != nil {
				t.Fatal(err)
			}
			if found := holding(t, s, "Rahasia"); len(found) > 0 {
				t.Errorf("the text is still in %q", found)
			}
		})
	}
}

// holding are the files of the store that have a text.
func holding(t *testing.T, s *Store, text string) (found []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(text)) {
			found = append(found, name)
		}
	}
	return found
}

// TestScrubWaits deletes while somebody reads an older state: the text goes with
// a later write.
func TestScrubWaits(t *testing.T) {
	s := open(t)
	v := add(t, s, Verdict{Text: "Rahasia putusan", Weight: 1})
	reading, err := s.read.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reading.Exec("SELECT count(*) FROM verdict"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA busy_timeout(50)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), v.ID); err != nil {
		t.Fatal(err)
	}
	if err := reading.Rollback(); err != nil {
		t.Fatal(err)
	}
	add(t, s, Verdict{Text: "lain", Weight: 1})
	if found := holding(t, s, "Rahasia"); len(found) > 0 {
		t.Errorf("the text is still in %q", found)
	}
}

// TestBackup copies a store while it is written to: each copy is whole, and has
// what was accepted before it was begun.
func TestBackup(t *testing.T) {
	s := open(t)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				_ = s.AddVerdicts(ctx, []Verdict{{Text: fmt.Sprint(w, " ", i), Weight: 1}, {Text: fmt.Sprint(w, " pasangan ", i), Weight: 1}}, 0)
			}
		})
	}
	for i := range 5 {
		before := len(all(t, s, Filter{}))
		path := filepath.Join(t.TempDir(), "copy.db")
		if err := s.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		copied, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(all(t, copied, Filter{})); got < before || got%2 != 0 {
			t.Errorf("backup %d has %d verdicts, there were %d before", i, got, before)
		}
		copied.Close()
	}
	stop()
	wg.Wait()
	full := filepath.Join(t.TempDir(), "full")
	if err := os.WriteFile(full, []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), full); err == nil {
		t.Error("a backup over another file")
	}
}

// TestEmptyFile: an empty file is no store, and stays empty.
func TestEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func(context.Context, string) (*Store, error){"Open": Open, "OpenReadOnly": OpenReadOnly} {
		if _, err := open(t.Context(), path); !errors.Is(err, ErrNotStore) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if raw, err := os.ReadFile(path); err != nil || len(raw) > 0 {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
}

// TestCreatedOnce opens a missing store many times at once.
func TestCreatedOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.db")
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.AddVerdicts(t.Context(), []Verdict{{Text: fmt.Sprint(i), Weight: 1}}, 0); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := len(all(t, s, Filter{})); got != 20 {
		t.Errorf("%d verdicts, want 20", got)
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}
