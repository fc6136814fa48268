//go:build !notrain

package main

import (
	"bytes"
	"io"
	"iter"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

// TestExportsAreCorrections: what the store writes is told from other labelled files.
func TestExportsAreCorrections(t *testing.T) {
	verdicts := func(yield func(store.Verdict, error) bool) {
		yield(store.Verdict{Text: "Pasar, \"Lama\" Dipugar", Label: model.Neutral, Weight: 1, Source: "model_label"}, nil)
	}
	for name, write := range map[string]func(io.Writer, iter.Seq2[store.Verdict, error]) error{
		"a.jsonl": store.WriteJSONL, "a.csv": store.WriteCSV,
		"b.jsonl": func(w io.Writer, _ iter.Seq2[store.Verdict, error]) error {
			_, err := io.WriteString(w, `{"text":"Pasar lama dipugar","label":0,"source":"model_label"}`)
			return err
		},
	} {
		var file bytes.Buffer
		if err := write(&file, verdicts); err != nil {
			t.Fatal(err)
		}
		got, err := datasets.Read(&file, name, datasets.Options{})
		if err != nil || len(got) != 1 || got[0].Correction != (name[0] == 'a') {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
