package main

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// law is a fitted learning curve: value(n) = limit − scale·n^−exponent
// (Cortes et al. 1994). Scale is >= 0, the limit at most 1.
type law struct{ limit, scale, exponent float64 }

func (c law) at(n float64) float64 { return c.limit - c.scale*math.Pow(n, -c.exponent) }

// fitLaw fits the law by least squares: limit and scale in closed form, the
// exponent from a grid of .05 to 2, in steps of .05. What never rises gets a flat law.
func fitLaw(n, value []float64) law {
	best, least := law{limit: stat.Mean(value, nil)}, math.Inf(1)
	x := make([]float64, len(n))
	for step := 1; step <= 40; step++ {
		c := law{exponent: float64(step) / 20}
		for i, v := range n {
			x[i] = -math.Pow(v, -c.exponent)
		}
		c.limit, c.scale = stat.LinearRegression(x, value, nil, false)
		if c.scale < 0 || c.limit > 1 {
			continue
		}
		var loss float64
		for i, v := range n {
			loss += (c.at(v) - value[i]) * (c.at(v) - value[i])
		}
		if loss < least {
			best, least = c, loss
		}
	}
	return best
}

// logGain is what each doubling adds by a straight line over log n: the
// hopeful view, as curves flatten.
func logGain(n, value []float64) float64 {
	x := make([]float64, len(n))
	for i, v := range n {
		x[i] = math.Log2(v)
	}
	_, slope := stat.LinearRegression(x, value, nil, false)
	return slope
}
