package train

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// constraint is how one column is fitted: its penalty and the sign of its weight.
type constraint struct {
	l2   float64
	sign int
}

// problem is the logistic loss on columns scaled to mean 0 and variance 1. A
// point x holds one weight per column, then the bias, which is not penalised.
//
// Most cues of most headlines are 0. Of a column that mostly is 0, only the
// other cells are kept, scaled but not shifted: a row's value is its cell, or 0,
// minus the column's shift.
type problem struct {
	cols []constraint
	cellRows
	shift    []float64
	y, w     []float64 // targets; weights, of sum 1
	mean, sd []float64 // of the columns as given; sd 0: constant
	total    float64   // sum of the weights as given
	beat     pulse     // of the search
}

// cellRows are rows of which only some cells are kept, end to end: row i is
// cells[start[i]:start[i+1]].
type cellRows struct {
	start []int
	cells []cell
}

type cell struct {
	column int32
	value  float64
}

func (r *cellRows) row(i int) []cell { return r.cells[r.start[i]:r.start[i+1]] }

// logOdds are those of row i at x, beginning with those of a row without cells.
func (r *cellRows) logOdds(i int, x []float64, intercept float64) float64 {
	for _, v := range r.row(i) {
		intercept += x[v.column] * v.value
	}
	return intercept
}

// addTo adds row i, times a factor, to a gradient.
func (r *cellRows) addTo(grad []float64, i int, factor float64) {
	for _, v := range r.row(i) {
		grad[v.column] += factor * v.value
	}
}

// newProblem scales rows by their weighted mean and deviation. A constant
// column has no cells, so its weight becomes 0.
func newProblem(rows [][]float64, targets, weights []float64, cols []constraint) *problem {
	n, d := len(rows), len(cols)
	p := &problem{
		cols: cols, y: targets, w: make([]float64, n), cellRows: cellRows{start: make([]int, 1, n+1)},
		shift: make([]float64, d), mean: make([]float64, d), sd: make([]float64, d),
	}
	for _, w := range weights {
		p.total += w
	}
	for i, w := range weights {
		p.w[i] = w / p.total
	}
	centre := make([]float64, d)
	for c := range cols {
		if p.moments(rows, c) > n/2 {
			centre[c] = p.mean[c]
		}
		if p.sd[c] > 0 {
			p.shift[c] = (p.mean[c] - centre[c]) / p.sd[c]
		}
	}
	for _, row := range rows {
		for c, v := range row {
			if p.sd[c] > 0 && (v != 0 || centre[c] != 0) {
				p.cells = append(p.cells, cell{int32(c), (v - centre[c]) / p.sd[c]})
			}
		}
		p.start = append(p.start, len(p.cells))
	}
	return p
}

// moments computes the mean and deviation of a column and counts its cells that
// are not 0.
func (p *problem) moments(rows [][]float64, c int) (filled int) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, row := range rows {
		p.mean[c] += p.w[i] * row[c]
		lo, hi = min(lo, row[c]), max(hi, row[c])
		if row[c] != 0 {
			filled++
		}
	}
	var variance float64
	for i, row := range rows {
		variance += p.w[i] * (row[c] - p.mean[c]) * (row[c] - p.mean[c])
	}
	p.sd[c] = math.Sqrt(variance)
	if lo == hi || math.IsInf(p.sd[c], 0) {
		p.sd[c] = 0
	}
	return filled
}

// original turns weights of scaled columns into weights of the columns as given.
func (p *problem) original(x []float64) (weights []float64, bias float64) {
	d := len(p.cols)
	weights, bias = make([]float64, d), x[d]
	for c := range weights {
		if p.sd[c] > 0 {
			weights[c] = x[c] / p.sd[c]
			bias -= weights[c] * p.mean[c]
		}
	}
	return weights, bias
}

// intercept is the log-odds at x of a row without cells.
func (p *problem) intercept(x []float64) float64 {
	z := x[len(p.cols)]
	for c, s := range p.shift {
		z -= x[c] * s
	}
	return z
}

// eval returns the mean loss at x and writes its gradient.
func (p *problem) eval(x, grad []float64) (loss float64) {
	d := len(p.cols)
	clear(grad)
	intercept := p.intercept(x)
	for i, w := range p.w {
		z := p.logOdds(i, x, intercept)
		loss += w * crossEntropy(p.y[i], z)
		e := w * (sigmoid(z) - p.y[i])
		p.addTo(grad, i, e)
		grad[d] += e
	}
	for c, col := range p.cols {
		k := col.l2 / p.total
		loss += k / 2 * x[c] * x[c]
		grad[c] += k*x[c] - grad[d]*p.shift[c]
	}
	return loss
}

// curvature writes the second derivatives of the mean loss at x.
func (p *problem) curvature(x []float64, h *mat.SymDense) {
	d := len(p.cols)
	h.Zero()
	raw := h.RawSymmetric() // its upper triangle counts
	sum := make([]float64, d)
	var all float64
	intercept := p.intercept(x)
	for i, w := range p.w {
		row := p.row(i)
		q := sigmoid(p.logOdds(i, x, intercept))
		q *= w * (1 - q)
		all += q
		for k, a := range row {
			v := q * a.value
			sum[a.column] += v
			line := raw.Data[int(a.column)*raw.Stride:]
			for _, b := range row[k:] {
				line[b.column] += v * b.value
			}
		}
	}
	for a, col := range p.cols {
		line := raw.Data[a*raw.Stride:]
		for b := a; b < d; b++ {
			line[b] -= sum[a]*p.shift[b] + p.shift[a]*sum[b] - all*p.shift[a]*p.shift[b]
		}
		line[a] += col.l2 / p.total
		line[d] = sum[a] - all*p.shift[a]
	}
	raw.Data[d*raw.Stride+d] = all
}
