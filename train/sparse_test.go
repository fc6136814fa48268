package train

import (
	"math"
	"slices"
	"testing"
)

// TestFitSparseGradient checks at the solution that the gradient of the
// penalised loss vanishes.
func TestFitSparseGradient(t *testing.T) {
	rows := &sparseRows{start: []int{0}, width: 4}
	for i := range 40 {
		rows.cols = append(rows.cols, int32(i%3), 3)
		if i%2 == 0 {
			rows.cols = append(rows.cols, int32(i%4))
		}
		rows.start = append(rows.start, len(rows.cols))
		rows.scale = append(rows.scale, 1+float64(i%2))
	}
	y, w := make([]float64, 40), make([]float64, 40)
	for i := range y {
		y[i], w[i] = float64(i%5)/4, 1+float64(i%3)
	}
	const l2 = .5
	m := fitSparse(rows, all(40), y, w, l2, 200, nil)
	g := make([]float64, 5)
	for c, v := range m.weights {
		g[c] = l2 * v
	}
	for i := range y {
		e := w[i] * (sigmoid(m.logOdds(rows.row(i), rows.scale[i])) - y[i])
		g[4] += e
		for _, c := range rows.row(i) {
			g[c] += e * rows.scale[i]
		}
	}
	for c, v := range g {
		if math.Abs(v) > 1e-2 {
			t.Errorf("gradient %d is %v at the solution", c, v)
		}
	}
}

func TestCrossEntropyIsFinite(t *testing.T) {
	for _, z := range []float64{-1e4, -40, 0, 40, 1e4} {
		for _, y := range []float64{0, .3, 1} {
			if v := crossEntropy(y, z); math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
				t.Errorf("crossEntropy(%v, %v) = %v", y, z, v)
			}
		}
	}
}

// TestNarrow: rows copied with the columns they hold are fitted as the old ones
// are in their place.
func TestNarrow(t *testing.T) {
	rows := &sparseRows{start: []int{0}, width: 9}
	add := func(cols ...int32) {
		rows.cols = append(rows.cols, cols...)
		rows.start = append(rows.start, len(rows.cols))
		rows.scale = append(rows.scale, 1)
	}
	add(8, 1)
	add(7, 7, 2)
	add(1, 5)
	add(2, 5, 1)
	if got := rows.held([]int{0, 2, 3}, 2); !slices.Equal(got, []int32{1, 5}) {
		t.Errorf("columns held twice: %v", got)
	}
	some := []int{0, 2, 3}
	n, columns := rows.narrow(some)
	if !slices.Equal(columns, []int32{8, 1, 5, 2}) || len(n.row(1)) != 0 || !slices.Equal(n.row(3), []int32{3, 2, 1}) {
		t.Errorf("columns %v, cells %v", columns, n.cols)
	}
	full := &sparseRows{start: []int{0, 2, 3}, cols: []int32{0, 2, 1}, scale: []float64{1, 1}, width: 3}
	if same, columns := full.narrow(all(2)); same != full || columns != nil {
		t.Errorf("rows that hold all columns are copied")
	}
	y, w := []float64{1, 0, 0, 1}, []float64{1, 1, 2, 1}
	a := fitSparse(rows, some, y, w, 1, 100, nil)
	b := fitSparse(n, some, y, w, 1, 100, nil)
	for k, c := range columns {
		if a.weights[c] != b.weights[k] || a.weights[c] == 0 {
			t.Errorf("column %d: weight %v, in place %v", c, a.weights[c], b.weights[k])
		}
	}
	if a.weights[7] != 0 || a.weights[0] != 0 {
		t.Error("a column that no row holds has a weight")
	}
}
