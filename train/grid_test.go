package train

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/sjwhitworth/golearn/base"
)

func TestGridRoundTrip(t *testing.T) {
	names, rows, labels, _ := synthetic(40, 5, 31)
	grid := mustGrid(t, names, rows, labels)
	d, err := readGrid(grid)
	if err != nil || !slices.Equal(d.names, names) {
		t.Fatalf("names %v, %v", d.names, err)
	}
	got, err := gridValues(grid, []string{"cue03", "cue00"})
	if err != nil {
		t.Fatal(err)
	}
	for r := range rows {
		if got[r][0] != rows[r][3] || got[r][1] != rows[r][0] || d.labels[r] != labels[r] {
			t.Fatalf("row %d: %v %d", r, got[r], d.labels[r])
		}
	}
	class := grid.AllClassAttributes()[0].(*base.CategoricalAttribute)
	if class.GetName() != ClassAttribute || !slices.Equal(class.GetValues(), []string{"neutral", "sensational"}) {
		t.Errorf("class %v", class)
	}
}

func TestGridRegistersBothClasses(t *testing.T) {
	grid := mustGrid(t, []string{"x"}, [][]float64{{1}}, []int{1})
	if class := grid.AllClassAttributes()[0].(*base.CategoricalAttribute); len(class.GetValues()) != 2 {
		t.Errorf("class %v", class)
	}
}

// golearn pages float attributes in groups of 4 KiB per row.
func TestGridKeepsTheOrderOfManyColumns(t *testing.T) {
	names := make([]string, 1300)
	row := make([]float64, len(names))
	for c := range names {
		names[c], row[c] = fmt.Sprint("c", c), float64(c)
	}
	grid := mustGrid(t, names, [][]float64{row}, []int{0})
	d, err := readGrid(grid)
	if err != nil || !slices.Equal(d.names, names) || !slices.Equal(d.values[0], row) {
		t.Errorf("order lost: %v", err)
	}
}

// MapOverRows would read the rows of the grid behind this view.
func TestGridRowsOfMappedView(t *testing.T) {
	grid := mustGrid(t, []string{"x"}, [][]float64{{10}, {20}, {30}}, []int{0, 1, 0})
	view := base.NewInstancesViewFromRows(grid, map[int]int{0: 1, 1: 2, 2: 0})
	d, err := readGrid(view)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(d.values, d.labels) != "[[20] [30] [10]] [1 0 0]" {
		t.Errorf("got %v %v", d.values, d.labels)
	}
}

func TestNewGridErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	cases := []struct {
		names  []string
		rows   [][]float64
		labels []int
		want   string
	}{
		{[]string{"a", "b"}, [][]float64{{1, 2}, {1, nan}}, []int{0, 1}, `row 2, column "b": NaN`},
		{[]string{"a"}, [][]float64{{inf}}, []int{0}, `row 1, column "a": -Inf`},
		{[]string{"a", "b"}, [][]float64{{1}}, []int{0}, "row 1 has 1 values for 2 columns"},
		{[]string{"a"}, [][]float64{{1}}, nil, "1 rows but 0 labels"},
		{[]string{"a"}, [][]float64{{1}}, []int{2}, "row 1: label 2"},
		{[]string{"a", "a"}, nil, nil, `columns 1 and 2 are both named "a"`},
		{[]string{""}, nil, nil, "column 1 has no name"},
		{[]string{"label"}, nil, nil, "the class attribute's"},
	}
	for _, c := range cases {
		if _, err := NewGrid(c.names, c.rows, c.labels); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", err, c.want)
		}
	}
}

func TestGridReadErrors(t *testing.T) {
	class := base.NewCategoricalAttribute()
	class.SetName("label")
	class.GetSysValFromString("clickbait")
	odd := base.NewDenseInstances()
	odd.AddAttribute(base.NewFloatAttribute("x"))
	odd.AddAttribute(kindAttribute())
	odd.AddAttribute(class)
	if err := errors.Join(odd.AddClassAttribute(class), odd.Extend(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := gridLabels(odd); err == nil || !strings.Contains(err.Error(), `row 1: class "clickbait"`) {
		t.Errorf("strange class: %v", err)
	}
	if _, err := gridValues(odd, []string{"kind"}); err == nil || !strings.Contains(err.Error(), "must be float or binary") {
		t.Errorf("categorical column: %v", err)
	}
	if _, err := gridValues(odd, []string{"y"}); err == nil || !strings.Contains(err.Error(), `no attribute "y"`) {
		t.Errorf("missing column: %v", err)
	}
	float := layOut(nil, base.NewFloatAttribute("label"), make([][]float64, 1), []int{1})
	if _, err := gridLabels(float); err == nil || !strings.Contains(err.Error(), "must be neutral or sensational") {
		t.Errorf("float class: %v", err)
	}
}

func kindAttribute() base.Attribute {
	a := base.NewCategoricalAttribute()
	a.SetName("kind")
	a.GetSysValFromString("plain")
	return a
}
