package train

import (
	"context"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"

	"github.com/heboh/heboh/features"
)

// shift is a change of log-odds, linear in what a title holds.
type shift struct {
	bias  float64
	cues  [features.NumCues]float64
	grams []float64 // a column each, as numbered in shiftRows
}

// point is the shift as a point of a fit: its columns in their order.
func (s *shift) point() []float64 {
	return append(append(slices.Clone(s.cues[:]), s.grams...), s.bias)
}

// shiftRows are titles that a shift is fitted on: the log-odds they have
// without it, and the columns that may move them. Columns are the cues, then
// the n-grams, then the intercept.
type shiftRows struct {
	start  []int
	cols   []int32
	values []float64
	base   []float64
	target []float64 // in [0, 1]
	weight []float64
	keys   []uint64 // of the n-gram columns
	slope  float64  // of a unit of shift in the log-odds
}

// newShiftRows lays out a corpus. Key names the column of an n-gram's hash, so
// that hashes may share one, and reports whether there is one.
func newShiftRows(c *corpus, key func(hash uint64) (uint64, bool)) *shiftRows {
	r := &shiftRows{start: make([]int, 1, len(c.texts)+1), base: make([]float64, len(c.texts)), slope: 1}
	number := map[uint64]int32{}
	c.eachGrams(func(i int, grams []uint64) {
		for _, f := range c.cues[i] {
			r.add(int32(f.id), float64(f.value))
		}
		scale := features.Scale(len(grams))
		for _, g := range grams {
			k, ok := key(g)
			if !ok {
				continue
			}
			col, ok := number[k]
			if !ok {
				col = int32(features.NumCues + len(r.keys))
				number[k] = col
				r.keys = append(r.keys, k)
			}
			r.add(col, scale)
		}
		r.start = append(r.start, len(r.cols))
	})
	return r
}

func (r *shiftRows) add(col int32, value float64) {
	r.cols = append(r.cols, col)
	r.values = append(r.values, value)
}

func (r *shiftRows) row(i int) ([]int32, []float64) {
	return r.cols[r.start[i]:r.start[i+1]], r.values[r.start[i]:r.start[i+1]]
}

// logOdds are those of row i under the point x of a fit.
func (r *shiftRows) logOdds(i int, x []float64) float64 {
	z := x[len(x)-1]
	cols, values := r.row(i)
	for k, c := range cols {
		z += x[c] * values[k]
	}
	return r.base[i] + r.slope*z
}

// prior is how firmly a shift is held at nothing: the penalty λ/2·w² of a
// weight of each kind, the precision of a Gaussian prior.
type prior struct{ cue, gram, bias float64 }

// shiftIterations bound a fit; it mostly stops well before.
const shiftIterations = 100

// fit finds the shift that minimises
//
//	Σ weight·crossEntropy(target, base + slope·shift) + Σ λ/2·w²
//
// over the rows idx: the maximum a posteriori estimate under the prior, by
// L-BFGS. Cues named in fixed keep the weight given there.
func (r *shiftRows) fit(ctx context.Context, idx []int, p prior, fixed map[features.CueID]float64) (*shift, error) {
	narrow, columns := r.narrow(idx)
	penalty := columnPenalties(columns, p)
	d := len(penalty)
	x, held := make([]float64, d), make([]bool, d)
	for k, c := range columns {
		if w, ok := fixed[features.CueID(c)]; ok && int(c) < features.NumCues {
			x[k], held[k] = w, true
		}
	}
	at, grad := make([]float64, d), make([]float64, d)
	var value float64
	cached := false
	eval := func(x []float64) {
		if cached && floats.Equal(x, at) {
			return
		}
		copy(at, x)
		cached = true
		value = narrow.eval(x, grad, penalty, held)
	}
	res, err := optimize.Minimize(optimize.Problem{
		Func:   func(x []float64) float64 { eval(x); return value },
		Grad:   func(g, x []float64) { eval(x); copy(g, grad) },
		Status: func() (optimize.Status, error) { return optimize.NotTerminated, ctx.Err() },
	}, x, &optimize.Settings{
		MajorIterations:   shiftIterations,
		GradientThreshold: 1e-6,
		Converger:         &optimize.FunctionConverge{Relative: 1e-6, Iterations: 3},
	}, &optimize.LBFGS{Store: 8})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if res == nil {
		return nil, fmt.Errorf("fitting %d columns on %d rows: %w", d, len(idx), err)
	}
	// A line search that can improve no further reports an error although the
	// point it stands on is the minimum to within rounding.
	s := &shift{bias: res.X[d-1], grams: make([]float64, len(r.keys))}
	for k, c := range columns {
		if int(c) < features.NumCues {
			s.cues[c] = res.X[k]
		} else {
			s.grams[int(c)-features.NumCues] = res.X[k]
		}
	}
	for c, w := range fixed { // also of a cue that no row has
		s.cues[c] = w
	}
	return s, nil
}

// narrow copies the rows idx, their columns numbered anew: what none of them
// holds stays 0. columns holds the old number of each but the intercept.
func (r *shiftRows) narrow(idx []int) (n *shiftRows, columns []int32) {
	number := make([]int32, features.NumCues+len(r.keys))
	n = &shiftRows{start: make([]int, 1, len(idx)+1), slope: r.slope}
	for _, i := range idx {
		cols, values := r.row(i)
		for k, c := range cols {
			if number[c] == 0 {
				columns = append(columns, c)
				number[c] = int32(len(columns))
			}
			n.add(number[c]-1, values[k])
		}
		n.start = append(n.start, len(n.cols))
		n.base = append(n.base, r.base[i])
		n.target = append(n.target, r.target[i])
		n.weight = append(n.weight, r.weight[i])
	}
	return n, columns
}

func columnPenalties(columns []int32, p prior) []float64 {
	penalty := make([]float64, 0, len(columns)+1)
	for _, c := range columns {
		if int(c) < features.NumCues {
			penalty = append(penalty, p.cue)
		} else {
			penalty = append(penalty, p.gram)
		}
	}
	return append(penalty, p.bias)
}

// eval returns the objective at x a unit of weight, and writes its gradient,
// which is 0 for what is held.
func (r *shiftRows) eval(x, grad, penalty []float64, held []bool) (value float64) {
	clear(grad)
	var total float64
	for i, w := range r.weight {
		z := r.logOdds(i, x)
		value += w * crossEntropy(r.target[i], z)
		e := w * r.slope * (sigmoid(z) - r.target[i])
		grad[len(grad)-1] += e
		cols, values := r.row(i)
		for k, c := range cols {
			grad[c] += e * values[k]
		}
		total += w
	}
	for c, l := range penalty {
		value += l / 2 * x[c] * x[c]
		if grad[c] = (grad[c] + l*x[c]) / total; held[c] {
			grad[c] = 0
		}
	}
	return value / total
}
