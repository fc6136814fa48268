package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/heboh/heboh/model"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a ?#%.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func add(t *testing.T, s *Store, v Verdict) Verdict {
	t.Helper()
	rows := []Verdict{v}
	if err := s.AddVerdicts(t.Context(), rows, 0); err != nil {
		t.Fatal(err)
	}
	return rows[0]
}

func all(t *testing.T, s *Store, f Filter) (out []Verdict) {
	t.Helper()
	for v, err := range s.Verdicts(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func TestVerdictsSurviveReopening(t *testing.T) {
	s := open(t)
	want := Verdict{Text: "Geger!\x00 🙂", Label: model.Sensational, Weight: 2, Source: "a", Note: "n", Moderator: "m",
		Model: "x 1", ModelLabel: model.Neutral, Probability: .25, Threshold: .5}
	want = add(t, s, want)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.AddVerdicts(t.Context(), []Verdict{want}, 0); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	again, err := Open(t.Context(), s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := all(t, again, Filter{}); len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if info, err := os.Stat(s.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
}

func TestManyWritersAndPages(t *testing.T) {
	s := open(t)
	const writers, each = 40, 30
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if err := s.AddVerdicts(t.Context(), []Verdict{{Text: fmt.Sprint(w, " ", i), Weight: 1}}, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	rows := all(t, s, Filter{})
	if len(rows) != writers*each || !slices.IsSortedFunc(rows, func(a, b Verdict) int { return int(a.ID - b.ID) }) {
		t.Errorf("%d rows", len(rows))
	}
	if got := all(t, s, Filter{After: 700, Limit: 600}); len(got) != 500 || got[0].ID != 701 {
		t.Errorf("%d rows after 700", len(got))
	}
	if got := all(t, s, Filter{Since: time.Now().Add(time.Hour)}); len(got) != 0 {
		t.Errorf("%d rows from the future", len(got))
	}
}

// TestOneBadWrite checks that a write that fails rolls back only itself.
func TestOneBadWrite(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			text := fmt.Sprint("judul ", i)
			if i%10 == 0 {
				text = "" // the table refuses it
			}
			err := s.AddVerdicts(t.Context(), []Verdict{{Text: "before " + text, Weight: 1}, {Text: text, Weight: 1}}, 0)
			if (err != nil) != (text == "") {
				t.Errorf("%q: %v", text, err)
			}
		})
	}
	wg.Wait()
	if got := len(all(t, s, Filter{})); got != 180 {
		t.Errorf("%d rows, want 180", got)
	}
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, bytes.Repeat([]byte("not a database\n"), 100), 0o600); err != nil {
		t.Fatal(err)
	}
	raw := func(name string, statements string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statements); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := raw("other", "CREATE TABLE x (y)")
	newer := raw("newer", fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 99", applicationID))
	for path, want := range map[string]error{text: ErrNotStore, other: ErrNotStore, newer: ErrNewer,
		filepath.Join(text, "below"): ErrCannotOpen, filepath.Join(dir, "none", "x.db"): ErrCannotOpen, dir: ErrCannotOpen} {
		if s, err := Open(t.Context(), path); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
			if s != nil {
				s.Close()
			}
		}
	}
}

// TestFullDisk makes SQLite run out of pages, to which it responds with the same
// error as to a full disk.
func TestFullDisk(t *testing.T) {
	s := open(t)
	first := add(t, s, Verdict{Text: "kept", Weight: 1})
	var pages int
	if err := s.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+1)); err != nil {
		t.Fatal(err)
	}
	big := string(bytes.Repeat([]byte("x"), 100_000))
	if err := s.AddVerdicts(t.Context(), []Verdict{{Text: big, Weight: 1}}, 0); !errors.Is(err, ErrFull) {
		t.Errorf("full: %v", err)
	}
	if got := all(t, s, Filter{}); len(got) != 1 || got[0] != first {
		t.Errorf("after the failure: %d rows", len(got))
	}
	if _, err := s.write.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	add(t, s, Verdict{Text: "goes on", Weight: 1})
	if err := s.Integrity(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestPurge(t *testing.T) {
	s := open(t)
	add(t, s, Verdict{Text: "Rahasia sekali", Weight: 1})
	if _, err := s.Enqueue(t.Context(), []Queued{{Text: "Menunggu"}}); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Purge(t.Context(), time.Now().Add(time.Second)); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte("Rahasia")) {
		t.Error("deleted text is still in the file")
	}
}

func TestQueueOrderAndRescore(t *testing.T) {
	s := open(t)
	if _, err := s.Enqueue(t.Context(), []Queued{{Text: "sure", Probability: .99, Model: "a"}, {Text: "unsure", Probability: .45, Model: "a"}, {Text: "low", Probability: .1, Model: "a"}}); err != nil {
		t.Fatal(err)
	}
	order := func() (out []string) {
		q, _, err := s.Queue(t.Context(), .5, 10, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range q {
			out = append(out, one.Text)
		}
		return out
	}
	if got := fmt.Sprint(order()); got != "[unsure low sure]" {
		t.Error(got)
	}
	scores := map[string]float64{"sure": .5, "unsure": .9, "low": .4}
	if err := s.Rescore(t.Context(), "b", func(t string) float64 { return scores[t] }); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(order()); got != "[sure low unsure]" {
		t.Error(got)
	}
}

func TestCancelled(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.AddVerdicts(ctx, []Verdict{{Text: "x", Weight: 1}}, 0); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
