package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// tiny is a lab whose data sets are titles of the sample set, without nets.
func tiny() *lab {
	s := &recipe.Sets{}
	for i, e := range datasets.Sample() {
		if i%8 > 0 {
			continue
		}
		e.Source = fmt.Sprintf("P%d", i%7)
		e.Annotators, e.Votes, e.Line = 3, 3*e.Label, i+2
		if i%5 == 0 {
			e.Votes = 1 + e.Label
		}
		switch i / 8 % 4 {
		case 0, 1:
			s.Gold = append(s.Gold, e)
			s.Strata = append(s.Strata, strata[i%4])
		case 2:
			s.ClickID = append(s.ClickID, e)
		case 3:
			s.Annotated = append(s.Annotated, e)
		}
	}
	return &lab{ctx: context.Background(), sets: s, log: io.Discard}
}

// TestSections measures every section on a little data, and renders it.
func TestSections(t *testing.T) {
	l, rec := tiny(), record.Record{}
	for _, s := range sections {
		got, err := s.measure(l)
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		for _, table := range got.Tables {
			checkTable(t, s.name, table)
		}
		rec[s.name] = got
	}
	folder := t.TempDir()
	o := options{out: folder}
	if err := deliver(rec, o); err != nil {
		t.Fatal(err)
	}
	o.check = true
	if err := deliver(rec, o); err != nil {
		t.Errorf("what was written differs from what is rendered: %v", err)
	}
	for _, p := range plots {
		if b, err := os.ReadFile(filepath.Join(folder, p.name)); err != nil || !strings.HasPrefix(string(b), "\x89PNG") {
			t.Errorf("%s: %v, %d bytes", p.name, err, len(b))
		}
	}
	text, err := document(rec)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"Not measured yet", "NaN", "<no value>", "%!"} {
		if strings.Contains(string(text), bad) {
			t.Errorf("the document says %q", bad)
		}
	}
	checkTitles(t, l)
}

// checkTable: known columns, a cell for each, no row named twice.
func checkTable(t *testing.T, section string, table *record.Table) {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range table.Columns {
		if _, ok := record.Columns[c]; !ok {
			t.Errorf("%s, table %s: column %q is not known", section, table.Name, c)
		}
	}
	for _, r := range table.Rows {
		if len(r.Cells) != len(table.Columns) {
			t.Errorf("%s, table %s, row %q: %d cells of %d columns", section, table.Name, r.Name, len(r.Cells), len(table.Columns))
		}
		if seen[r.Name] {
			t.Errorf("%s, table %s: two rows %q", section, table.Name, r.Name)
		}
		seen[r.Name] = true
	}
	if len(table.Rows) == 0 {
		t.Errorf("%s, table %s: no rows", section, table.Name)
	}
}

// checkTitles: the titles of the worst errors go to the file that was named.
func checkTitles(t *testing.T, l *lab) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "errors.tsv")
	if err := l.writeTitles(path); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(b), "\n"); n != 2*worstCount+1 {
		t.Errorf("%d lines of titles, want %d and a header", n, 2*worstCount)
	}
}

// TestCrossValidateIsTheCommands: the verdicts are those of heboh evaluate.
func TestCrossValidateIsTheCommands(t *testing.T) {
	l := tiny()
	want, err := train.CrossValidate(l.ctx, l.sets.ClickID, outerFolds, "source", l.sets.ClickIDOptions(nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	sources := make([]string, len(l.sets.ClickID))
	for i, e := range l.sets.ClickID {
		sources[i] = e.Source
	}
	fold, err := train.HeldOutGroups(sources, outerFolds)
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.crossValidate("", l.sets.ClickID, fold)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.p, want.Probabilities) {
		t.Error("other probabilities")
	}
	values, _ := got.sample(0, labelsOf(l.sets.ClickID), nil).measure(false)
	if values["accuracy"] != want.Accuracy || values["f1"] != want.F1 || values["ece"] != want.ECE {
		t.Errorf("accuracy %v, F1 %v, ECE %v; the command has %v, %v, %v", values["accuracy"], values["f1"], values["ece"], want.Accuracy, want.F1, want.ECE)
	}
}

func TestChosen(t *testing.T) {
	list, err := chosen("errors, gold")
	if err != nil || len(list) != 2 || list[0].name != "gold" {
		t.Errorf("got %v, %v", list, err)
	}
	if _, err := chosen("gold,silver"); err == nil || !strings.Contains(err.Error(), "silver") {
		t.Errorf("an unknown section: %v", err)
	}
}
