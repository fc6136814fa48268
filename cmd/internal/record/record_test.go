package record

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func example() Record {
	return Record{"one": {
		Model: "7",
		Tables: []*Table{{Name: "t", Columns: []string{"n", "roc_auc", "roc_auc_change", "kind"}, Rows: []Row{
			{Name: "all | rows", Cells: []Cell{Count(12), Between(.91234567, [2]float64{.9, .92}), Between(-.0004, [2]float64{-.002, .001}), Text("plain, [as] it is")}},
			{Name: "none", Cells: []Cell{Count(0), Value(math.NaN()), {}, {}}},
		}}},
		Curves: []*Curve{{Name: "c", Points: [][]float64{{1, 2}, {3, 4.5}}}},
	}}
}

func TestBytesAreRead(t *testing.T) {
	first, err := example().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Parse(first)
	if err != nil {
		t.Fatalf("%v\n%s", err, first)
	}
	second, err := r.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Errorf("written again it differs:\n%s\n%s", first, second)
	}
	if !strings.Contains(string(first), "[0.91235, 0.9, 0.92]") {
		t.Errorf("figures are not on one line:\n%s", first)
	}
	if d := Drift("one", example()["one"], r["one"]); d != nil {
		t.Errorf("drift %v", d)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{`{"one":{"tabels":[]}}`, `{"one":{"tables":[{"columns":["n"],"rows":[{"cells":[[1,2]]}]}]}}`, `{`,
		`{"one":{"tables":[{"columns":["n"],"rows":[{"cells":[{}]}]}]}}`, `{"one":null}`, `{"one":{"tables":[null]}}`,
		`{"one":{"tables":[{"columns":["colour"]}]}}`, `{"one":{"tables":[{"columns":["n"],"rows":[{"cells":[]}]}]}}`,
	} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s was accepted", text)
		}
	}
}

func TestMarkdown(t *testing.T) {
	want := `| row | n | ROC-AUC | change | kind |
|---|---|---|---|---|
| all \| rows | 12 | .912 (.900–.920) | ~ .000 (−.002 to +.001) | plain, [as] it is |
| none | 0 | – | – | – |`
	if got := example().Table("one", "t").Markdown("row"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := example().Table("one", "u").Markdown("row"); got != "*Not measured yet.*" {
		t.Errorf("a missing table gives %q", got)
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct {
		column string
		cell   Cell
		want   string
	}{
		{"accuracy", Value(1), "1.000"},
		{"accuracy", Value(.8235), ".824"},
		{"accuracy", Value(-.25), "−.250"},
		{"roc_auc_change", Between(.0123, [2]float64{.01, .02}), "+.012 (+.010 to +.020)"},
		{"roc_auc_change", Value(-.00004), ".000"},
		{"movement", Value(.01234), ".0123"},
		{"value", Value(12), "12"},
		{"expected", Value(12.34), "12.3"},
		{"kind", Text("x"), "x"},
	} {
		if got := Columns[c.column].Show(c.cell); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.column, c.cell, got, c.want)
		}
	}
}

func TestDriftNamesTheCell(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Section)
		want   string
	}{
		{"cell", func(s *Section) { s.Tables[0].Rows[0].Cells[1] = Value(.8) }, `one, table t, row "all | rows", roc_auc: committed 0.91235 (0.9–0.92), measured 0.8`},
		{"row", func(s *Section) { s.Tables[0].Rows[1].Name = "other" }, `one, table t: row 2: committed "none", measured "other"`},
		{"missing row", func(s *Section) { s.Tables[0].Rows = s.Tables[0].Rows[:1] }, `one, table t: row 2: committed "none", measured ""`},
		{"columns", func(s *Section) { s.Tables[0].Columns = s.Tables[0].Columns[:2] }, "one, table t: committed columns [n roc_auc roc_auc_change kind], measured [n roc_auc]"},
		{"table", func(s *Section) { s.Tables = nil }, "one, table t: not measured at this place any more"},
		{"point", func(s *Section) { s.Curves[0].Points[1][0] = 9 }, "one, curve c, point 2: committed [3 4.5], measured [9 4.5]"},
		{"model", func(s *Section) { s.Model = "8" }, "one: committed of model 7, measured of model 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := example()["one"]
			c.change(changed)
			got := Drift("one", example()["one"], changed)
			if len(got) != 1 || got[0] != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := Drift("two", nil, &Section{}); len(got) != 1 {
		t.Errorf("a section that was never recorded gives %q", got)
	}
}

// FuzzParse: what is read is written, and read again the same.
func FuzzParse(f *testing.F) {
	b, err := example().Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"a":{"tables":[null],"curves":[{"points":[null]}]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Parse(b)
		if err != nil {
			return
		}
		first, err := r.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(first)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		if second, err := again.Bytes(); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%v\n%s\n%s", err, first, second)
		}
		for name, s := range r {
			for _, table := range s.Tables {
				table.Markdown(name)
			}
		}
	})
}
