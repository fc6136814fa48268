package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestProblemDerivatives holds the loss on columns kept sparsely to the same on
// dense ones, and gradient and curvature to differences.
func TestProblemDerivatives(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	const n, d = 60, 5
	rows, y, w := make([][]float64, n), make([]float64, n), make([]float64, n)
	for i := range rows {
		rows[i] = []float64{rng.Float64() + 3, 0, 0, 7, float64(i % 2)} // full, rare, often, constant, half
		if i%10 == 3 {
			rows[i][1] = rng.Float64()
		}
		if i%3 != 0 {
			rows[i][2] = 2
		}
		y[i], w[i] = rng.Float64(), rng.Float64()+.1
	}
	p := newProblem(rows, y, w, []constraint{{l2: 1}, {l2: .5}, {}, {l2: 1}, {l2: 3}})
	if p.sd[3] != 0 || p.shift[1] == 0 || p.shift[0] != 0 {
		t.Fatalf("sd %v, shift %v", p.sd, p.shift)
	}
	x := []float64{.3, -.7, 1.1, 0, .2, -.4}
	grad := make([]float64, d+1)
	loss := p.eval(x, grad)
	if want := denseLoss(p, rows, x); math.Abs(loss-want) > 1e-12 {
		t.Errorf("loss %v, want %v", loss, want)
	}
	h := mat.NewSymDense(d+1, nil)
	p.curvature(x, h)
	const step = 1e-5
	for a := range x {
		if a == 3 {
			continue // the constant column is never moved
		}
		up, down := append([]float64(nil), x...), append([]float64(nil), x...)
		up[a], down[a] = up[a]+step, down[a]-step
		above, below := make([]float64, d+1), make([]float64, d+1)
		if slope := (p.eval(up, above) - p.eval(down, below)) / (2 * step); math.Abs(slope-grad[a]) > 1e-8 {
			t.Errorf("gradient %d is %v, by differences %v", a, grad[a], slope)
		}
		for b := range x {
			if bend := (above[b] - below[b]) / (2 * step); math.Abs(bend-h.At(a, b)) > 1e-7 {
				t.Errorf("curvature %d, %d is %v, by differences %v", a, b, h.At(a, b), bend)
			}
		}
	}
}

// denseLoss is the loss at x of the rows, each column less its mean and over
// its deviation.
func denseLoss(p *problem, rows [][]float64, x []float64) (loss float64) {
	for i, row := range rows {
		z := x[len(row)]
		for c, v := range row {
			if p.sd[c] > 0 {
				z += x[c] * (v - p.mean[c]) / p.sd[c]
			}
		}
		loss += p.w[i] * crossEntropy(p.y[i], z)
	}
	for c, col := range p.cols {
		loss += col.l2 / p.total / 2 * x[c] * x[c]
	}
	return loss
}
