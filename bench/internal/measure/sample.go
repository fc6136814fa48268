package measure

import (
	"math"
	"slices"
	"time"
)

// Sample is one figure of a thing, measured several times.
type Sample []float64

// Min is the least; NaN of none.
func (s Sample) Min() float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	return slices.Min(s)
}

// Max is the greatest; NaN of none.
func (s Sample) Max() float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	return slices.Max(s)
}

// Median is the middle one, or the mean of the two in the middle; NaN of none.
func (s Sample) Median() float64 {
	n := len(s)
	if n == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s))
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// Ratios divides each figure of a by that of b of the same round: what slows
// the machine down for a while slows both.
func Ratios(a, b Sample) Sample {
	n := min(len(a), len(b))
	r := make(Sample, n)
	for i := range n {
		r[i] = a[i] / b[i]
	}
	return r
}

// Runs are the usages of one program, round after round.
type Runs []Usage

// CPU are the processor times divided by n, in seconds.
func (r Runs) CPU(n int) Sample { return r.of(n, func(u Usage) time.Duration { return u.CPU }) }

// Wall are the times on the clock divided by n, in seconds.
func (r Runs) Wall(n int) Sample { return r.of(n, func(u Usage) time.Duration { return u.Wall }) }

func (r Runs) of(n int, pick func(Usage) time.Duration) Sample {
	s := make(Sample, len(r))
	for i, u := range r {
		s[i] = pick(u).Seconds() / float64(n)
	}
	return s
}

// RSS is the greatest peak, in bytes.
func (r Runs) RSS() (peak int64) {
	for _, u := range r {
		peak = max(peak, u.RSS)
	}
	return peak
}
