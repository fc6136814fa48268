package convnet

import "math"

// adam is the optimiser of Kingma & Ba (2015) with decoupled weight decay
// (Loshchilov & Hutter 2019) over one slice of numbers.
type adam struct {
	mean, square []float32
	rate, decay  float32 // of the current step
	scale, root  float32 // corrections of the two moments for their start at zero
}

const (
	adamMean   = 0.9
	adamSquare = 0.999
	adamFloor  = 1e-8
)

func newAdam(n int) *adam {
	return &adam{mean: make([]float32, n), square: make([]float32, n)}
}

// begin prepares the step-th step, counted from 1.
func (a *adam) begin(step int, rate, decay float64) {
	a.rate, a.decay = float32(rate), float32(rate*decay)
	a.scale = float32(1 / (1 - math.Pow(adamMean, float64(step))))
	a.root = float32(1 / (1 - math.Pow(adamSquare, float64(step))))
}

// apply moves the parameters from offset on against their gradient, and clears
// the gradient. Rows without gradient are left to rest: for word vectors,
// most of which no batch touches (a "lazy" Adam).
func (a *adam) apply(params, gradient []float32, offset int) {
	mean := a.mean[offset : offset+len(gradient)]
	square := a.square[offset : offset+len(gradient)]
	params = params[offset : offset+len(gradient)]
	for i, g := range gradient {
		m := adamMean*mean[i] + (1-adamMean)*g
		s := adamSquare*square[i] + (1-adamSquare)*g*g
		mean[i], square[i] = m, s
		root := float32(math.Sqrt(float64(s * a.root)))
		params[i] -= a.rate*m*a.scale/(root+adamFloor) + a.decay*params[i]
		gradient[i] = 0
	}
}
