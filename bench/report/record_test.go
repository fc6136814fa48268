package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
)

func example() record {
	return record{"s": {
		Model: "7",
		Tables: []*table{{Name: "t", Columns: []string{"n", "ROC-AUC", "ROC-AUC change"}, Rows: []row{
			{"all rows", []cell{count(12), figure(.91234567, .9, .92), figure(-.0004, -.002, .001)}},
			{"none", []cell{count(0), figure(math.NaN()), nil}},
		}}},
		Curves: map[string][][]float64{"c": {{1, 2}, {3, 4.5}}},
	}}
}

func TestRecordRoundTrip(t *testing.T) {
	first, err := example().bytes()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "record.json")
	if err := os.WriteFile(path, first, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := readRecord(path)
	if err != nil {
		t.Fatalf("%v\n%s", err, first)
	}
	if second, err := r.bytes(); err != nil || string(first) != string(second) {
		t.Errorf("written again it differs (%v):\n%s\n%s", err, first, second)
	}
	if !strings.Contains(string(first), "[0.91235,0.9,0.92]") {
		t.Errorf("figures are not on one line:\n%s", first)
	}
}

func TestMarkdown(t *testing.T) {
	want := `| row | n | ROC-AUC | ROC-AUC change |
|---|---|---|---|
| all rows | 12 | .912 (.900–.920) | ~ .000 (−.002 to +.001) |
| none | 0 | – | – |`
	if got := example().table("s", "t").markdown("row"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := example().table("s", "u").markdown("row"); got != "*Not measured yet.*" {
		t.Errorf("a missing table gives %q", got)
	}
	if _, err := example().table("s", "t").cell("all", "n"); err == nil {
		t.Error("a missing row is no error")
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct {
		column string
		cell   cell
		want   string
	}{
		{"accuracy", figure(1), "1.000"},
		{"accuracy", figure(.8235), ".824"},
		{"accuracy", figure(-.25), "−.250"},
		{"ROC-AUC change", figure(.0123, .01, .02), "+.012 (+.010 to +.020)"},
		{"ROC-AUC change", figure(-.00004), ".000"},
	} {
		if got := c.cell.show(c.column); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.column, c.cell, got, c.want)
		}
	}
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestPartsOfPressAreNested(t *testing.T) {
	sample := datasets.Sample()
	larger := map[string]bool{}
	for _, e := range sample {
		larger[e.Text] = true
	}
	for _, part := range []int{2, 4, 8} {
		s, kept := recipe.Sets{Press: sample}, map[string]bool{}
		partOfPress(part)(&s)
		for _, e := range s.Press {
			if kept[e.Text] = true; !larger[e.Text] {
				t.Fatalf("%q is in 1/%d but not in a larger part", e.Text, part)
			}
		}
		near(t, "share kept", float64(len(s.Press))/float64(len(sample)), 1/float64(part), .03)
		larger = kept
	}
}

func TestBySize(t *testing.T) {
	var examples []datasets.Example
	for _, source := range []string{"B", "A", "C", "C", "A", "C"} {
		e := datasets.NewExample("x", 0)
		e.Source = source
		examples = append(examples, e)
	}
	var names []string
	for _, g := range bySize(examples, func(e datasets.Example) string { return e.Source }) {
		names = append(names, g.name)
	}
	if !slices.Equal(names, []string{"C", "A", "B"}) {
		t.Errorf("got %v", names)
	}
}
