package datasets

import (
	"reflect"
	"strings"
	"testing"
)

func at(e Example, file string, line int) Example {
	e.File, e.Line = file, line
	return e
}

func voted(text string, votes int) Example {
	e := NewExample(text, votes/2)
	e.Votes, e.Annotators = votes, 3
	e.Soft = Soft(e)
	return e
}

func weighted(text string, label int, weight float64) Example {
	e := NewExample(text, label)
	e.Weight = weight
	return e
}

func TestDedupe(t *testing.T) {
	tests := []struct {
		name, want, report string
		in                 []Example
	}{
		{"nothing to do", "A=1|B=0", "2 rows, 2 kept, 0 repeats merged, 0 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("A", 1), NewExample("B", 0)}},
		{"order of first appearance", "B=0|A=1", "4 rows, 2 kept, 2 repeats merged, 0 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("B", 0), NewExample("A", 1), NewExample("B", 0), NewExample("A", 1)}},
		{"blanks and width do not count", "Satu Dua=1", "3 rows, 1 kept, 2 repeats merged, 0 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("Satu Dua", 1), NewExample("Satu  Dua", 1), NewExample("Ｓatu Dua", 1)}},
		{"capitals and marks count", "Geger=0|GEGER!=1", "2 rows, 2 kept, 0 repeats merged, 0 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("Geger", 0), NewExample("GEGER!", 1)}},
		{"even conflict is dropped", "B=0", "3 rows, 1 kept, 1 repeats merged, 1 titles with both labels (1 dropped as ties)",
			[]Example{NewExample("A", 1), NewExample("B", 0), NewExample("A", 0)}},
		{"majority of rows", "A=0", "3 rows, 1 kept, 2 repeats merged, 1 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("A", 1), NewExample("A", 0), NewExample("A", 0)}},
		{"votes weigh by their share", "A=1", "2 rows, 1 kept, 1 repeats merged, 1 titles with both labels (0 dropped as ties)",
			[]Example{voted("A", 1), voted("A", 3)}},
		{"votes that balance", "", "2 rows, 0 kept, 1 repeats merged, 1 titles with both labels (1 dropped as ties)",
			[]Example{voted("A", 1), voted("A", 2)}},
		{"weights", "A=0", "2 rows, 1 kept, 1 repeats merged, 1 titles with both labels (0 dropped as ties)",
			[]Example{weighted("A", 1, 1), weighted("A", 0, 2)}},
		{"weight 0 says nothing", "A=1", "2 rows, 1 kept, 1 repeats merged, 1 titles with both labels (0 dropped as ties)",
			[]Example{weighted("A", 0, 0), weighted("A", 1, 0.1)}},
		{"unlabelled rows do not vote", "A=1", "2 rows, 1 kept, 1 repeats merged, 0 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("A", Unlabelled), NewExample("A", 1)}},
		{"unlabelled throughout", "A=-1", "2 rows, 1 kept, 1 repeats merged, 0 titles with both labels (0 dropped as ties)",
			[]Example{NewExample("A", Unlabelled), NewExample("A", Unlabelled)}},
		{"empty", "", "0 rows, 0 kept, 0 repeats merged, 0 titles with both labels (0 dropped as ties)", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, report := Dedupe(tt.in)
			if texts(got) != tt.want || report.String() != tt.report {
				t.Errorf("got %q, %q", texts(got), report)
			}
		})
	}
}

func TestDedupeMergesFields(t *testing.T) {
	a := at(voted("Judul", 1), "a.tsv", 4)
	a.Intensity, a.Weight = 1, 1
	b := at(voted("Judul", 0), "b.tsv", 9)
	b.Intensity, b.Weight, b.Lang, b.Group, b.Source = 2, 3, "id", "g", "ABC"
	b.Devices, b.HasDevices = "EH", true
	got, _ := Dedupe([]Example{a, b})
	want := a
	want.Votes, want.Annotators, want.Soft, want.Intensity, want.Weight = 1, 6, 1.0/12, 1.75, 3
	want.Lang, want.Group, want.Source, want.Devices, want.HasDevices = "id", "g", "ABC", "EH", true
	if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestDuplicateString(t *testing.T) {
	_, report := Dedupe([]Example{
		at(NewExample("A", 1), "x", 2), at(NewExample("A", 0), "y", 3),
		at(NewExample("B", 1), "x", 5), at(NewExample("B", 1), "x", 7),
		at(NewExample("C", 1), "x", 8), at(NewExample("C", 1), "x", 9), at(NewExample("C", 0), "x", 10),
	})
	var got []string
	for _, d := range report.Duplicates {
		got = append(got, d.String())
	}
	want := []string{
		`"A" at x:2=1, y:3=0: labels conflict evenly, dropped`,
		`"B" at x:5=1, x:7=1: kept as 1`,
		`"C" at x:8=1, x:9=1, x:10=0: labels conflict, kept as 1 by the weighted majority`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
