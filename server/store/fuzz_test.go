package store

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// FuzzVerdict: a verdict comes back as it was stored, and what is exported is
// read for training with the same text, label and weight. The service refuses
// control characters and invalid UTF-8, so neither is tried.
func FuzzVerdict(f *testing.F) {
	f.Add("Harga beras turun", "a.example", "catatan\nuji", true, 2.5)
	f.Add("=HYPERLINK(\"x\"), \"kutip\" dan 🙂", "", "\t", false, 0.)
	f.Add("NULL", "x' OR 1=1 --", "%_\\", true, 100.)
	f.Add("{\"text\":\"x\"}", "a;b", "\u2028", false, 1e-300)
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "feedback.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	f.Fuzz(func(t *testing.T, text, source, note string, sensational bool, weight float64) {
		text, source = oneSpaced(text), oneSpaced(source)
		if text == "" || !utf8.ValidString(text+source+note) || strings.ContainsRune(note, 0) || !(weight >= 0 && weight <= datasets.MaxWeight) {
			return
		}
		v := []Verdict{{Text: text, Source: source, Note: note, Weight: weight, Probability: math.Mod(weight, 1), Model: "m"}}
		if sensational {
			v[0].Label = model.Sensational
		}
		if err := s.AddVerdicts(t.Context(), v, 0); err != nil {
			t.Fatal(err)
		}
		back, err := s.Verdict(t.Context(), v[0].ID)
		if err != nil || !reflect.DeepEqual(back, v[0]) {
			t.Fatalf("stored %+v, got %+v, %v", v[0], back, err)
		}
		checkExports(t, s, v[0])
		if err := s.Delete(t.Context(), v[0].ID); err != nil {
			t.Fatal(err)
		}
	})
}

// oneSpaced removes what a stored headline cannot have: control characters and
// runs of spaces.
func oneSpaced(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func checkExports(t *testing.T, s *Store, v Verdict) {
	t.Helper()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"x.jsonl": func(b *bytes.Buffer) error {
			return WriteJSONL(b, s.Verdicts(t.Context(), Filter{After: v.ID - 1}))
		},
		"x.csv": func(b *bytes.Buffer) error { return WriteCSV(b, s.Verdicts(t.Context(), Filter{After: v.ID - 1})) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		rows, err := datasets.Read(&b, name, datasets.Options{})
		if err != nil || len(rows) != 1 {
			t.Fatalf("%s: %d rows of %+v, %v", name, len(rows), v, err)
		}
		if r := rows[0]; r.Text != v.Text || (r.Label == datasets.Sensational) != (v.Label == model.Sensational) || r.Weight != v.Weight {
			t.Fatalf("%s: %+v of %+v", name, r, v)
		}
	}
}

// FuzzOpen opens arbitrary bytes, and a store with changed bytes: it works or
// fails with a known error.
func FuzzOpen(f *testing.F) {
	path := filepath.Join(f.TempDir(), "feedback.db")
	s, err := Open(f.Context(), path)
	if err != nil {
		f.Fatal(err)
	}
	if err := s.AddVerdicts(f.Context(), []Verdict{{Text: "Harga beras turun", Weight: 1}}, 0); err != nil {
		f.Fatal(err)
	}
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("text,label\n"), uint16(0), false)
	f.Add([]byte("SQLite format 3\x00"), uint16(0), false)
	f.Add([]byte("\x00\x00"), uint16(16), true)
	f.Add([]byte("\xff\xff\xff\xff"), uint16(28), true)
	f.Add([]byte("\x7f\xff\xff\xff"), uint16(60), true)
	f.Add([]byte("\xff\xff\xff\xff"), uint16(60), true) // a negative version
	f.Add([]byte("CREATE VIEW"), uint16(3000), true)
	f.Fuzz(func(t *testing.T, change []byte, at uint16, within bool) {
		content := change
		if within {
			content = bytes.Clone(whole)
			copy(content[int(at)%len(content):], change)
		}
		path := filepath.Join(t.TempDir(), "feedback.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path)
		if err != nil {
			if !known(err) {
				t.Fatalf("unknown kind of error: %v", err)
			}
			return
		}
		use(t.Context(), s)
		if err := s.Close(); err != nil && !known(classify(err)) {
			t.Fatal(err)
		}
	})
}

func known(err error) bool {
	for _, kind := range []error{ErrNotStore, ErrNewer, ErrReadOnly, ErrFull, ErrCannotOpen, ErrDamaged} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// use reads and writes; errors are fine, hanging is not.
func use(ctx context.Context, s *Store) {
	_ = s.Integrity(ctx)
	_ = s.AddVerdicts(ctx, []Verdict{{Text: "Pasar pagi ramai", Weight: 1}}, 0)
	_, _ = s.Stats(ctx)
	_, _, _ = s.Queue(ctx, .5, 10, "")
	for _, err := range s.Verdicts(ctx, Filter{}) {
		if err != nil {
			return
		}
	}
}
