package train

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
)

// A tie makes the weight of a column the sum of its own and the product of a
// word's vector with weights that all tied columns share: what is learnt of a word
// holds for words with like vectors too, also for those that no row has.
type tie struct {
	words   *Words  // with vectors of unit length; nil for no ties
	columns []int32 // the columns that are tied,
	ids     []int32 // and the word of each
}

// dim is the number of shared weights.
func (t tie) dim() int {
	if t.words == nil {
		return 0
	}
	return t.words.dim
}

// expand adds the shared weights' part to the columns' own weights.
func (t tie) expand(weights, shared []float64) {
	for i, c := range t.columns {
		for k, v := range t.words.vector(t.ids[i]) {
			weights[c] += float64(v) * shared[k]
		}
	}
}

// renumbered is the tie with the new numbers of columns, from 1; columns of number
// 0 are left out.
func (t tie) renumbered(number []int32) tie {
	kept := tie{words: t.words}
	for i, c := range t.columns {
		if number[c] > 0 {
			kept.columns, kept.ids = append(kept.columns, number[c]-1), append(kept.ids, t.ids[i])
		}
	}
	return kept
}

// gradient adds up the shared weights' part of the gradient by columns.
func (t tie) gradient(columns, shared []float64) {
	clear(shared)
	for i, c := range t.columns {
		if g := columns[c]; g != 0 {
			for k, v := range t.words.vector(t.ids[i]) {
				shared[k] += float64(v) * g
			}
		}
	}
}

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

// sharedL2 is the penalty of the weights that tied columns share, on their scale.
const sharedL2 = 60

// fitSparse minimises Σ w_i·crossEntropy(y_i, σ(z_i)) + l2/2·Σ weights_c² over
// the rows idx by L-BFGS, y in [0, 1]. The bias is not penalised. The weights
// returned include what tied columns share.
func fitSparse(rows *sparseRows, idx []int, y, w []float64, l2 float64, iterations int, beat pulse) *linear {
	whole := rows
	rows, columns := rows.narrow(idx)
	d, dim := rows.width, rows.tied.dim()
	var total float64
	for _, i := range idx {
		total += w[i]
	}
	// The rows are summed in a fixed number of parts, so that the result does not
	// depend on the number of processors.
	const parts = 2
	var grads [parts][]float64
	var losses [parts]float64
	for p := range grads {
		grads[p] = make([]float64, d+1)
	}
	at := make([]float64, d+1) // the weights with what is shared, and the bias
	x := minimise(make([]float64, d+dim+1), iterations, beat, func(x, grad []float64) float64 {
		copy(at, x[:d])
		at[d] = x[d+dim]
		rows.tied.expand(at, x[d:d+dim])
		var wg sync.WaitGroup
		for p := range parts {
			wg.Go(func() {
				losses[p] = rows.loss(idx[len(idx)*p/parts:len(idx)*(p+1)/parts], y, w, at, grads[p])
			})
		}
		wg.Wait()
		for c := range d {
			grad[c] = grads[0][c] + grads[1][c]
		}
		rows.tied.gradient(grad[:d], grad[d:d+dim])
		grad[d+dim] = grads[0][d] + grads[1][d]
		value := losses[0] + losses[1]
		for c, v := range x[:d+dim] {
			strength := l2
			if c >= d {
				strength = sharedL2
			}
			value += strength / 2 * v * v
			grad[c] += strength * v
		}
		floats.Scale(1/total, grad)
		return value / total
	})
	out := &linear{make([]float64, whole.width), x[d+dim]}
	if columns == nil {
		copy(out.weights, x[:d])
	}
	for c, old := range columns {
		out.weights[old] = x[c]
	}
	whole.tied.expand(out.weights, x[d:d+dim])
	return out
}

// loss is that of the rows idx at x, the weights and then the bias. It writes
// the gradient.
func (r *sparseRows) loss(idx []int, y, w, x, grad []float64) (loss float64) {
	clear(grad)
	bias := len(x) - 1
	for _, i := range idx {
		row, scale := r.row(i), r.scale[i]
		var s float64
		for _, c := range row {
			s += x[c]
		}
		z := x[bias] + scale*s
		loss += w[i] * crossEntropy(y[i], z)
		e := w[i] * (sigmoid(z) - y[i])
		grad[bias] += e
		e *= scale
		for _, c := range row {
			grad[c] += e
		}
	}
	return loss
}

// optimisation hands eval, which returns the value at x and writes the gradient, over
// to gonum, which asks for either apart: the last point is remembered.
func optimisation(eval func(x, grad []float64) float64) optimize.Problem {
	var at, grad []float64
	var value float64
	evaluate := func(x []float64) {
		if at == nil {
			grad = make([]float64, len(x))
		} else if floats.Equal(x, at) {
			return
		}
		at = append(at[:0], x...)
		value = eval(x, grad)
	}
	return optimize.Problem{
		Func: func(x []float64) float64 { evaluate(x); return value },
		Grad: func(g, x []float64) { evaluate(x); copy(g, grad) },
	}
}

// minimise finds the minimum of a convex function by L-BFGS (Liu & Nocedal 1989,
// gonum's optimize), starting at x. eval returns the value and writes the
// gradient. Where the value is no number, x is returned; where beat fails, the point
// reached.
func minimise(x []float64, iterations int, beat pulse, eval func(x, grad []float64) float64) []float64 {
	// A line search that can improve no further reports an error although the
	// point it stands on is the minimum to within rounding.
	res, _ := optimize.Minimize(optimisation(eval), x, &optimize.Settings{
		MajorIterations:   iterations,
		GradientThreshold: 1e-6,
		Converger:         &optimize.FunctionConverge{Relative: 1e-6, Iterations: 3},
		Recorder:          beat,
	}, &optimize.LBFGS{Store: 8})
	if res == nil {
		return x
	}
	return res.X
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

// bit is 1 for true.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
