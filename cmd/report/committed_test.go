package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/model"
)

const root = "../../"

func committed(t *testing.T) record.Record {
	t.Helper()
	rec, err := record.Read(root + "docs/report/" + recordName)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// TestCommittedReport: the report's files are what its record renders.
func TestCommittedReport(t *testing.T) {
	files, err := render(committed(t), root+"docs/report")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f.path, ".png") && runtime.GOARCH != "amd64" {
			continue // curves are rounded otherwise there
		}
		have, err := os.ReadFile(f.path)
		if err != nil || !bytes.Equal(have, f.data) {
			t.Errorf("%s is not what the record renders (%v); run go run ./cmd/report --render", f.path, err)
		}
	}
}

// TestCommittedReadme: the marked figures of README.md are the record's.
func TestCommittedReadme(t *testing.T) {
	doc, err := os.ReadFile(root + "README.md")
	if err != nil {
		t.Fatal(err)
	}
	b, err := blocks(committed(t))
	if err != nil {
		t.Fatal(err)
	}
	filled, err := fill(doc, b)
	if err != nil {
		t.Errorf("README.md: %v", err)
	}
	if !bytes.Equal(doc, filled) {
		t.Error("README.md: the marked figures are not the record's; run go run ./cmd/report --render --readme")
	}
}

// TestCommittedCard: MODEL_CARD.md, which cmd/ship writes, has the figures of
// the record's section gold, and the model its threshold.
func TestCommittedCard(t *testing.T) {
	table := committed(t).Table("gold", "languages and strata")
	if table == nil {
		t.Fatal("the record has no section gold; run go run ./cmd/report --only gold")
	}
	card, err := os.ReadFile(root + "MODEL_CARD.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(card), "\n## How well it does\n")
	keys := []string{"n", "sensational", "roc_auc", "average_precision", "f1", "precision", "recall", "accuracy", "ece"}
	for _, row := range table.Rows {
		line := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(row.Name) + ` \|(.*)\|$`).FindStringSubmatch(text)
		if line == nil {
			t.Errorf("MODEL_CARD.md has no row %q", row.Name)
			continue
		}
		cells := strings.Split(line[1], "|")
		for i, key := range keys {
			if err := sameFigures(cells[min(i, len(cells)-1)], table.Cell(row.Name, key)); err != nil {
				t.Errorf("row %q, %s: MODEL_CARD.md and the record differ: %v", row.Name, key, err)
			}
		}
	}
	if s := committed(t)["gold"].Model; s != model.Default().Info().Version {
		t.Errorf("the record measured version %s, the shipped model is %s", s, model.Default().Info().Version)
	}
}

var number = regexp.MustCompile(`\d*\.?\d+`)

// sameFigures compares a printed cell, of three places, with a recorded one.
func sameFigures(printed string, cell record.Cell) error {
	all := number.FindAllString(printed, -1)
	if len(all) != len(cell.Numbers) {
		return fmt.Errorf("%s against %s", printed, cell)
	}
	for i, s := range all {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || math.Abs(v-cell.Numbers[i]) > .00051 {
			return fmt.Errorf("%s against %s", printed, cell)
		}
	}
	return nil
}

func TestFill(t *testing.T) {
	known := map[string]string{"a": "new", "b": "other"}
	doc := "x\n<!-- report:a -->\nold\n<!-- /report -->\ny <!-- report:b -->\n<!-- /report -->\n"
	want := "x\n<!-- report:a -->\nnew\n<!-- /report -->\ny <!-- report:b -->\nother\n<!-- /report -->\n"
	got, err := fill([]byte(doc), known)
	if err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
	if again, err := fill(got, known); err != nil || !bytes.Equal(again, got) {
		t.Errorf("filled twice: %q, %v", again, err)
	}
	for _, c := range []struct{ doc, want string }{
		{"", "no block <!-- report:a -->"},
		{doc + "<!-- report:c -->\n<!-- /report -->", "report:c -->: no such block"},
		{doc + "<!-- report:a -->", "5 marks of 2 blocks"},
	} {
		if _, err := fill([]byte(c.doc), known); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.doc, err, c.want)
		}
	}
}
