package train

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// column is how one column is fitted: its penalty and the sign of its weight.
type column struct {
	l2   float64
	sign int
}

// problem is the logistic loss on standardised columns. A point x holds one
// weight a column, then the bias, which is not penalised.
type problem struct {
	cols     []column
	x        *mat.Dense // rows by columns, mean 0 and variance 1
	y, w     []float64  // targets; weights, of sum 1
	mean, sd []float64
	total    float64 // sum of the weights as given
	z, e     *mat.VecDense
}

// newProblem standardises rows by their weighted mean and deviation. A constant
// column becomes 0, so its weight does too.
func newProblem(rows [][]float64, targets, weights []float64, cols []column) *problem {
	n, d := len(rows), len(cols)
	p := &problem{
		cols: cols, y: targets, w: make([]float64, n), x: mat.NewDense(n, d, nil),
		mean: make([]float64, d), sd: make([]float64, d),
		z: mat.NewVecDense(n, nil), e: mat.NewVecDense(n, nil),
	}
	for i := range p.w {
		p.w[i] = 1
		if weights != nil {
			p.w[i] = weights[i]
		}
		p.total += p.w[i]
	}
	for i := range p.w {
		p.w[i] /= p.total
	}
	for c := range cols {
		p.standardise(rows, c)
	}
	return p
}

func (p *problem) standardise(rows [][]float64, c int) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, row := range rows {
		p.mean[c] += p.w[i] * row[c]
		lo, hi = min(lo, row[c]), max(hi, row[c])
	}
	var variance float64
	for i, row := range rows {
		variance += p.w[i] * (row[c] - p.mean[c]) * (row[c] - p.mean[c])
	}
	p.sd[c] = math.Sqrt(variance)
	if lo == hi || p.sd[c] == 0 || math.IsInf(p.sd[c], 0) {
		p.sd[c] = 0
		return
	}
	for i, row := range rows {
		p.x.Set(i, c, (row[c]-p.mean[c])/p.sd[c])
	}
}

// original turns weights of standardised columns into weights of the columns as
// they were given.
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

// eval returns the mean loss at x and writes its gradient.
func (p *problem) eval(x, grad []float64) (loss float64) {
	d := len(p.cols)
	p.z.MulVec(p.x, mat.NewVecDense(d, x[:d]))
	grad[d] = 0
	for i, w := range p.w {
		z := p.z.AtVec(i) + x[d]
		loss += w * crossEntropy(p.y[i], z)
		e := w * (sigmoid(z) - p.y[i])
		p.e.SetVec(i, e)
		grad[d] += e
	}
	mat.NewVecDense(d, grad[:d]).MulVec(p.x.T(), p.e)
	for c, col := range p.cols {
		k := col.l2 / p.total
		loss += k / 2 * x[c] * x[c]
		grad[c] += k * x[c]
	}
	return loss
}
