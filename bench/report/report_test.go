package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

const root = "../.."

// TestCommitted: README.md, MODEL_CARD.md and docs/report are what the record
// renders, and the record measured the shipped model.
func TestCommitted(t *testing.T) {
	rec, err := readRecord(filepath.Join(root, recordFile))
	if err != nil {
		t.Fatal(err)
	}
	files, err := render(rec, root)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if strings.HasSuffix(name, ".png") && runtime.GOARCH != "amd64" {
			continue // curves are rounded differently there
		}
		have, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || !bytes.Equal(have, data) {
			t.Errorf("%s is not what the record renders (%v); run go run ./report --render", name, err)
		}
	}
	if n := bytes.Count(files["MODEL_CARD.md"], []byte("\n")); n > 130 {
		t.Errorf("MODEL_CARD.md has %d lines, want at most 130", n)
	}
	for _, name := range []string{"fresh", "gold"} {
		if rec[name] == nil || rec[name].Model != model.Default().Info().Version {
			t.Errorf("section %s did not measure the shipped model %s", name, model.Default().Info().Version)
		}
	}
}

// tiny is a lab whose data sets are titles of the sample set, without nets.
func tiny() *lab {
	s, h := &recipe.Sets{}, held{stratum: map[string]string{}}
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
			if i%3 == 0 {
				e.Slant = 1
				s.Press = append(s.Press, e)
			}
			s.Gold = append(s.Gold, e)
			h.stratum[e.Text] = strata[i/8/4%4]
			h.fresh = append(h.fresh, freshTitle{Text: e.Text, Lang: e.Lang, Source: e.Source, Year: heldOutYear, Stratum: h.stratum[e.Text], Sensational: e.Label == 1, Biased: i%3 == 0})
		case 2:
			s.ClickID = append(s.ClickID, e)
		case 3:
			s.Annotated = append(s.Annotated, e)
		}
	}
	return &lab{held: h, ctx: context.Background(), sets: s, log: io.Discard}
}

// TestSections measures every section on a little data and renders the documents.
func TestSections(t *testing.T) {
	l, rec, folder := tiny(), record{}, t.TempDir()
	for _, m := range measurements {
		s, err := m.measure(l)
		if err != nil {
			t.Fatalf("%s: %v", m.Name, err)
		}
		for _, table := range s.Tables {
			if len(table.Rows) == 0 {
				t.Errorf("%s, table %s: no rows", m.Name, table.Name)
			}
			for _, r := range table.Rows {
				if len(r.Cells) != len(table.Columns) {
					t.Errorf("%s, table %s, row %s: %d cells in %d columns", m.Name, table.Name, r.Name, len(r.Cells), len(table.Columns))
				}
			}
		}
		rec[m.Name] = s
	}
	if err := os.WriteFile(filepath.Join(folder, "README.md"), []byte("a\n<!-- report -->\nold\n<!-- /report -->\nb\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := deliver(rec, folder, false); err != nil {
		t.Fatal(err)
	}
	if err := deliver(rec, folder, true); err != nil {
		t.Errorf("what was written differs from what is rendered: %v", err)
	}
	for _, name := range []string{"README.md", "MODEL_CARD.md", "docs/report/README.md"} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"Not measured yet", "NaN", "<no value>", "%!", "\nold\n"} {
			if bytes.Contains(b, []byte(bad)) {
				t.Errorf("%s says %q", name, bad)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "MODEL_CARD.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := deliver(rec, folder, true); err == nil || !strings.Contains(err.Error(), "MODEL_CARD.md") {
		t.Errorf("an edited card: error %v, want one that names it", err)
	}
}

func TestChosen(t *testing.T) {
	list, err := chosen("steps,gold")
	if err != nil || len(list) != 2 || list[0].Name != "gold" {
		t.Errorf("got %v, %v", list, err)
	}
	if _, err := chosen("gold,silver"); err == nil || !strings.Contains(err.Error(), "silver") {
		t.Errorf("an unknown section: error %v, want one that names it", err)
	}
}

func TestFill(t *testing.T) {
	got, err := fill([]byte("x\n<!-- report -->\nold\n<!-- /report -->\ny\n"), []byte("\nnew\n\n"))
	if want := "x\n<!-- report -->\nnew\n<!-- /report -->\ny\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := fill([]byte("x\n<!-- report -->\n"), nil); err == nil {
		t.Error("a document without a whole block was accepted")
	}
}

func TestHeld(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"gold/train.tsv":    "text\tlabel\tstratum\nGeger Kambing\t1\tcue\n",
		"pool/labelled.tsv": "text\tlang\tsource\tdate\tstratum\tintensity\tslant\twords\nKambing Hebat\tid\tK\t2024-01-02\tcaps\t1\t2\tHebat\n",
		"pool/titles.tsv":   "text\tlang\tdate\nKambing Lewat\tid\t2025?\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := readHeld(dir)
	if err != nil {
		t.Fatal(err)
	}
	if h.stratum["Geger Kambing"] != "cue" || len(h.fresh) != 1 || h.fresh[0].Sensational || !h.fresh[0].Biased || h.fresh[0].Year != 2024 || h.year["Kambing Lewat"] != 2025 {
		t.Errorf("%+v", h)
	}
	l := &lab{held: h, sets: &recipe.Sets{
		Labelled: []datasets.Example{{Text: "Kambing Hebat"}},
		Teacher:  []train.Taught{{Text: "KAMBING HEBAT!"}, {Text: "Kambing Pulang"}},
	}}
	rest := l.withoutFresh()
	if len(rest.Labelled) != 0 || len(rest.Teacher) != 1 || rest.Teacher[0].Text != "Kambing Pulang" || len(l.sets.Teacher) != 2 {
		t.Errorf("%d labelled, teacher %v", len(rest.Labelled), rest.Teacher)
	}
}
