package train

import (
	"math"
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
	m, err := fitSparse(rows, all(40), y, w, l2, 200)
	if err != nil {
		t.Fatal(err)
	}
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
