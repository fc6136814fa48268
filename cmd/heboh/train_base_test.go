//go:build !notrain

package main

import (
	"io"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

// TestIsExport: what the store writes is told from other labelled files.
func TestIsExport(t *testing.T) {
	verdicts := func(yield func(store.Verdict, error) bool) {
		yield(store.Verdict{Text: "Pasar, \"Lama\" Dipugar", Label: model.Neutral, Weight: 1, Source: "a"}, nil)
	}
	written := func(write func(io.Writer, iter.Seq2[store.Verdict, error]) error) func(io.Writer) error {
		return func(w io.Writer) error { return write(w, verdicts) }
	}
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, s)
			return err
		}
	}
	for name, c := range map[string]struct {
		write func(io.Writer) error
		want  bool
	}{
		"a.jsonl": {written(store.WriteJSONL), true},
		"a.csv":   {written(store.WriteCSV), true},
		"b.jsonl": {text(`{"text":"Pasar lama dipugar","label":0,"source":"model_label"}`), false},
		"b.csv":   {text("text,label,weight\nPasar lama dipugar,0,1\n"), false},
		"b.tsv":   {text("text\tlabel\nPasar lama dipugar\t0\n"), false},
		"empty":   {text(""), false},
	} {
		path := filepath.Join(t.TempDir(), name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.write(f); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if got := isExport(path); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for _, none := range []string{"-", "missing", t.TempDir()} {
		if isExport(none) {
			t.Errorf("%s is an export", none)
		}
	}
}
