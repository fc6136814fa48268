package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/heboh/heboh/cmd/internal/recipe"
)

// draws says how often each of n rows is drawn, for each resample. Scorers that
// are compared take the same draws, so that what they share cancels out.
func draws(n int) [][]int32 {
	rng := rand.New(rand.NewPCG(recipe.Seed, 0xd1ff))
	out := make([][]int32, resamples)
	for r := range out {
		out[r] = make([]int32, n)
		for range n {
			out[r][rng.IntN(n)]++
		}
	}
	return out
}

// ranking is rows by falling probability; areas under curves of any resample
// take one pass over it.
type ranking struct {
	order []int
	p     []float64
	label []int
}

func rank(p []float64, labels []int) *ranking {
	r := &ranking{order: make([]int, len(p)), p: p, label: labels}
	for i := range r.order {
		r.order[i] = i
	}
	slices.SortStableFunc(r.order, func(a, b int) int {
		switch {
		case p[a] > p[b]:
			return -1
		case p[a] < p[b]:
			return 1
		}
		return 0
	})
	return r
}

// areas are the ROC-AUC and the average precision, as train.Measure has them,
// of rows that count so many times; nil: once each.
func (r *ranking) areas(times []int32) (auc, ap float64) {
	var area, steps, pos, neg, tiePos, tieNeg float64
	for k, i := range r.order {
		t := 1.0
		if times != nil {
			t = float64(times[i])
		}
		if r.label[i] == 1 {
			tiePos += t
		} else {
			tieNeg += t
		}
		if k+1 < len(r.order) && r.p[r.order[k+1]] == r.p[i] {
			continue
		}
		if tiePos+tieNeg > 0 {
			area += tieNeg*pos + tiePos*tieNeg/2
			pos, neg = pos+tiePos, neg+tieNeg
			steps += tiePos * pos / (pos + neg)
			tiePos, tieNeg = 0, 0
		}
	}
	if pos == 0 || neg == 0 {
		return math.NaN(), math.NaN()
	}
	return area / (pos * neg), steps / pos
}

// interval holds the middle 95 % of the values (percentile method, Efron 1979).
func interval(values []float64) [2]float64 {
	v := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	if len(v) == 0 {
		return [2]float64{}
	}
	slices.Sort(v)
	return [2]float64{quantile(v, .025), quantile(v, .975)}
}

// quantile interpolates linearly between the two nearest of sorted values.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
