package train

import (
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
)

// sparseRows holds one row an example: the columns that are 1 in it, end to
// end in cols; row i is cols[start[i]:start[i+1]]. Scale multiplies a row.
type sparseRows struct {
	start []int
	cols  []int32
	scale []float64
	width int
}

func (r *sparseRows) row(i int) []int32 { return r.cols[r.start[i]:r.start[i+1]] }

// linear is a logistic regression on sparse rows: log-odds are
// bias + scale·Σ weights[col].
type linear struct {
	weights []float64
	bias    float64
}

func (l *linear) logOdds(row []int32, scale float64) float64 {
	var s float64
	for _, c := range row {
		s += l.weights[c]
	}
	return l.bias + scale*s
}

// fitSparse minimises Σ w_i·crossEntropy(y_i, σ(z_i)) + l2/2·Σ weights_c² by
// L-BFGS (Liu & Nocedal 1989, gonum's optimize), y in [0, 1]. The bias is not
// penalised. The rows are summed in a fixed number of fixed parts, so the result does not depend on
// the number of processors.
func fitSparse(rows *sparseRows, idx []int, y, w []float64, l2 float64, iterations int) (*linear, error) {
	width := rows.width
	rows, columns := rows.narrow(idx)
	d := rows.width
	const parts = 2
	grads := [parts][]float64{}
	losses := [parts]float64{}
	for p := range grads {
		grads[p] = make([]float64, d+1)
	}
	pass := func(x []float64, p int) {
		g := grads[p]
		clear(g)
		var loss float64
		for r := len(idx) * p / parts; r < len(idx)*(p+1)/parts; r++ {
			row, sc, y, w := rows.row(idx[r]), rows.scale[idx[r]], y[idx[r]], w[idx[r]]
			var s float64
			for _, c := range row {
				s += x[c]
			}
			z := x[d] + sc*s
			loss += w * crossEntropy(y, z)
			e := w * (sigmoid(z) - y)
			g[d] += e
			e *= sc
			for _, c := range row {
				g[c] += e
			}
		}
		losses[p] = loss
	}
	var total float64
	for _, i := range idx {
		total += w[i]
	}
	problem := optimize.Problem{}
	cache := make([]float64, d+1)
	cached := false
	var value float64
	grad := make([]float64, d+1)
	eval := func(x []float64) {
		if cached && floats.Equal(x, cache) {
			return
		}
		copy(cache, x)
		cached = true
		var wg sync.WaitGroup
		for p := range parts {
			wg.Go(func() { pass(x, p) })
		}
		wg.Wait()
		value = 0
		for p := range parts {
			value += losses[p]
		}
		for c := range grad {
			g := grads[0][c] + grads[1][c]
			if c < d {
				value += l2 / 2 * x[c] * x[c]
				g += l2 * x[c]
			}
			grad[c] = g / total
		}
		value /= total
	}
	problem.Func = func(x []float64) float64 { eval(x); return value }
	problem.Grad = func(g, x []float64) { eval(x); copy(g, grad) }
	init := make([]float64, d+1)
	res, err := optimize.Minimize(problem, init, &optimize.Settings{
		MajorIterations:   iterations,
		GradientThreshold: 1e-6,
		Converger:         &optimize.FunctionConverge{Relative: 1e-6, Iterations: 3},
	}, &optimize.LBFGS{Store: 8})
	if res == nil {
		return nil, fmt.Errorf("fitting %d columns on %d rows: %w", d, len(idx), err)
	}
	// A line search that can improve no further reports an error although the
	// point it stands on is the minimum to within rounding.
	if columns == nil {
		return &linear{res.X[:d:d], res.X[d]}, nil
	}
	out := &linear{make([]float64, width), res.X[d]}
	for c, old := range columns {
		out.weights[old] = res.X[c]
	}
	return out, nil
}

// narrow leaves out the columns that none of the rows idx has, whose weights
// would stay 0, where these are so many that copying the rows pays. columns
// holds the old number of each column, nil where the rows are the old ones.
func (r *sparseRows) narrow(idx []int) (n *sparseRows, columns []int32) {
	columns = r.held(idx, 1)
	if len(columns) > r.width*3/4 {
		return r, nil
	}
	return r.pick(idx, columns), columns
}

// held lists the columns that come at least so often in the rows idx, in order
// of first appearance.
func (r *sparseRows) held(idx []int, least int32) (columns []int32) {
	count := make([]int32, r.width)
	for _, i := range idx {
		for _, c := range r.row(i) {
			count[c]++
		}
	}
	for _, i := range idx {
		for _, c := range r.row(i) {
			if count[c] >= least {
				columns = append(columns, c)
				count[c] = 0
			}
		}
	}
	return columns
}

// pick copies the rows idx with the given columns alone, numbered anew. The
// other rows are empty.
func (r *sparseRows) pick(idx []int, columns []int32) *sparseRows {
	number := make([]int32, r.width) // from 1
	for k, c := range columns {
		number[c] = int32(k + 1)
	}
	wanted := make([]bool, len(r.scale))
	for _, i := range idx {
		wanted[i] = true
	}
	n := &sparseRows{start: make([]int, 1, len(r.start)), scale: r.scale, width: len(columns)}
	for i := range r.scale {
		if wanted[i] {
			for _, c := range r.row(i) {
				if number[c] > 0 {
					n.cols = append(n.cols, number[c]-1)
				}
			}
		}
		n.start = append(n.start, len(n.cols))
	}
	return n
}

func sigmoid(z float64) float64 {
	if z >= 0 {
		return 1 / (1 + math.Exp(-z))
	}
	e := math.Exp(z)
	return e / (1 + e)
}

// crossEntropy is -y·ln σ(z) - (1-y)·ln(1-σ(z)), without overflow.
func crossEntropy(y, z float64) float64 {
	return math.Max(z, 0) - y*z + math.Log1p(math.Exp(-math.Abs(z)))
}
