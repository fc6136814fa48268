package train

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

const (
	// kktTolerance bounds, at the solution, the gradient of the mean loss where
	// no sign constraint binds.
	kktTolerance = 1e-6
	// innerTolerance is the gradient at which a search over the free columns
	// stops.
	innerTolerance = 1e-8
	// maxPasses bounds the changes of the set of free columns.
	maxPasses = 500
)

// solve minimises the loss under the sign constraints by an active-set method:
// minimise over the free columns, go as far towards that point as the
// constraints allow, fix the columns that stop at 0, free those whose gradient
// points inside, and repeat until the Karush-Kuhn-Tucker conditions hold. The
// problem is convex and the loss never rises, so this ends at the minimum.
// Columns are freed in blocks while that lowers the loss, then one at a time,
// which always does (Lawson & Hanson 1974, chapter 23).
func (p *problem) solve() ([]float64, error) {
	d := len(p.cols)
	x, grad := make([]float64, d+1), make([]float64, d+1)
	loss := p.eval(x, grad)
	worst, step := math.Inf(1), freeBlock
	for range maxPasses {
		if err := p.beat.check(); err != nil {
			return nil, err
		}
		before := loss
		x, loss = p.advance(x, p.minimise(x, p.free(x, grad, step)), loss, grad)
		if worst = p.violation(x, grad); worst <= innerTolerance {
			return x, nil
		}
		if step = step.next(loss < before); step == freeDone {
			break
		}
	}
	if worst <= kktTolerance {
		return x, nil
	}
	return nil, fmt.Errorf("fitting %d columns on %d rows did not converge (gradient %.2g): a larger L2 helps, columns that repeat each other hurt", d, len(p.y), worst)
}

// freeing says which of the columns at 0 a pass frees.
type freeing int

const (
	freeBlock freeing = iota // all whose gradient points inside
	freeNone
	freeOne  // the one whose gradient points inside most
	freeDone // nothing lowers the loss any more
)

// next follows a pass that did, or did not, lower the loss. A single column is
// freed only at a minimum over those not at 0: there it is sure to move inside.
func (f freeing) next(lowered bool) freeing {
	switch {
	case f == freeBlock && lowered:
		return freeBlock
	case f == freeNone && !lowered:
		return freeOne
	case f == freeOne && !lowered:
		return freeDone
	default:
		return freeNone
	}
}

// free lists the coordinates that may move from x: all but the columns held at
// 0 by their sign, of which a step frees those whose gradient points inside.
func (p *problem) free(x, grad []float64, step freeing) (free []int) {
	best := -1
	for c, col := range p.cols {
		bound := col.sign != 0 && x[c] == 0
		switch {
		case p.sd[c] == 0, bound && float64(col.sign)*grad[c] >= 0:
		case !bound || step == freeBlock:
			free = append(free, c)
		case best < 0 || math.Abs(grad[c]) > math.Abs(grad[best]):
			best = c
		}
	}
	free = append(free, len(p.cols))
	if step == freeOne && best >= 0 {
		free = append(free, best)
	}
	return free
}

// violation is the largest component of the gradient that does not push a
// column against its constraint.
func (p *problem) violation(x, grad []float64) float64 {
	var worst float64
	for _, c := range p.free(x, grad, freeBlock) {
		worst = max(worst, math.Abs(grad[c]))
	}
	return worst
}

// minimise returns the minimum over the free coordinates without regard to
// signs, starting at x, by Newton's method (Nocedal & Wright 2006, chapter 3).
func (p *problem) minimise(x []float64, free []int) []float64 {
	full, grad := slices.Clone(x), make([]float64, len(x))
	start := make([]float64, len(free))
	for j, c := range free {
		start[j] = x[c]
	}
	set := func(v []float64) {
		for j, c := range free {
			full[c] = v[j]
		}
	}
	problem := optimisation(func(v, g []float64) float64 {
		set(v)
		loss := p.eval(full, grad)
		for j, c := range free {
			g[j] = grad[c]
		}
		return loss
	})
	curvature := mat.NewSymDense(len(x), nil)
	problem.Hess = func(h *mat.SymDense, v []float64) {
		set(v)
		p.curvature(full, curvature)
		for j, a := range free {
			for k, b := range free[:j+1] {
				h.SetSym(k, j, curvature.At(b, a))
			}
		}
	}
	// A search that finds no lower point reports an error although it stands
	// on the minimum to within rounding, so the point is used all the same and
	// the caller looks at the gradient.
	res, _ := optimize.Minimize(problem, start, &optimize.Settings{
		GradientThreshold: innerTolerance,
		Converger:         optimize.NeverTerminate{},
		MajorIterations:   2000,
		Recorder:          p.beat,
	}, &optimize.Newton{})
	if res != nil {
		set(res.X)
	}
	return full
}

// advance moves from x towards target. Where target breaks a sign, it takes
// target with the offending columns at 0 if that lowers the loss, else the
// point where the first column reaches 0. It fills grad at the new point.
func (p *problem) advance(x, target []float64, loss float64, grad []float64) ([]float64, float64) {
	projected := slices.Clone(target)
	step, first := 1.0, -1
	for c, col := range p.cols {
		if float64(col.sign)*target[c] >= 0 {
			continue
		}
		projected[c] = 0
		if t := x[c] / (x[c] - target[c]); t < step {
			step, first = t, c
		}
	}
	if f := p.eval(projected, grad); f < loss || first < 0 {
		return projected, f
	}
	next := make([]float64, len(x))
	for c := range next {
		next[c] = x[c] + step*(target[c]-x[c])
		if c < len(p.cols) && float64(p.cols[c].sign)*next[c] < 0 { // by rounding
			next[c] = 0
		}
	}
	next[first] = 0
	return next, p.eval(next, grad)
}
