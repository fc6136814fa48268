package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLabellerMeetsKKT(t *testing.T) {
	names, rows, labels, soft := synthetic(2000, 30, 2)
	rng := rand.New(rand.NewPCG(3, 3))
	weights := make([]float64, len(rows))
	for i := range weights {
		weights[i] = 0.5 + rng.Float64()
	}
	for seed := range uint64(6) {
		opt := LabellerOptions{L2: []float64{0.01, 1, 30}[seed%3], Penalty: map[string]float64{"cue03": 0, "cue04": 10}, Sign: map[string]int{}}
		pick := rand.New(rand.NewPCG(seed, 7))
		for _, name := range names {
			opt.Sign[name] = pick.IntN(3) - 1
		}
		l := NewLabeller(opt)
		if err := l.fit(&denseRows{names, rows, labels, soft, weights}); err != nil {
			t.Fatal(err)
		}
		bound := checkKKT(t, l, rows, soft, weights)
		if bound == 0 || bound == len(names) {
			t.Errorf("seed %d: %d of %d columns bound: the test shows nothing", seed, bound, len(names))
		}
	}
}

// checkKKT recomputes the gradient from the rows as given, independently of the
// fit's own standardised copy, and returns how many columns are at a bound.
func checkKKT(t *testing.T, l *Labeller, rows [][]float64, targets, weights []float64) (bound int) {
	t.Helper()
	names, w, _ := l.Weights()
	cols, err := l.opt.columns(names)
	if err != nil {
		t.Fatal(err)
	}
	p := newProblem(rows, targets, weights, cols) // for mean, sd and total only
	grad := make([]float64, len(names))
	var gradBias float64
	for i, row := range rows {
		e := weights[i] * (l.Probability(row) - targets[i]) / p.total
		gradBias += e
		for c, v := range row {
			grad[c] += e * (v - p.mean[c]) / p.sd[c]
		}
	}
	if math.Abs(gradBias) > 1e-6 {
		t.Errorf("bias: gradient %v", gradBias)
	}
	for c, name := range names {
		col := p.cols[c]
		g := grad[c] + col.l2/p.total*w[c]*p.sd[c]
		s := float64(col.sign)
		switch {
		case s*w[c] < 0:
			t.Errorf("%s: weight %v breaks sign %+d", name, w[c], col.sign)
		case s != 0 && w[c] == 0:
			bound++
			if s*g < -1e-6 {
				t.Errorf("%s: held at 0 against gradient %v, sign %+d", name, g, col.sign)
			}
		case math.Abs(g) > 1e-6:
			t.Errorf("%s: gradient %v", name, g)
		}
	}
	return bound
}

// Columns that all but repeat each other, under random signs: freeing blocks of
// columns stalls on these.
func TestLabellerMeetsKKTOnCollinearColumns(t *testing.T) {
	for _, seed := range []uint64{4, 21, 51} {
		rng := rand.New(rand.NewPCG(seed, 77))
		names, rows, labels, soft := synthetic(100+rng.IntN(900), 5+rng.IntN(80), seed)
		for i, row := range rows {
			for c := range row {
				switch {
				case c%7 == 3:
					row[c] = row[0] + 1e-3*row[c]
				case c%7 == 5 && i%50 != 0:
					row[c] = 0
				case c%7 == 6:
					row[c] = row[1]
				}
			}
		}
		opt := LabellerOptions{L2: math.Pow(10, float64(seed%6)-4), Sign: map[string]int{}}
		for _, name := range names {
			opt.Sign[name] = rng.IntN(3) - 1
		}
		l := NewLabeller(opt)
		if seed%2 != 0 {
			soft = floats01(labels)
		}
		weights := slices.Repeat([]float64{1}, len(rows))
		if err := l.fit(&denseRows{names, rows, labels, soft, weights}); err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		checkKKT(t, l, rows, soft, weights)
	}
}
