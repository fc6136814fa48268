package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/heboh/heboh/cmd/internal/recipe"
)

// draws says how often each of n rows is drawn in each resample. Samples that are
// compared use the same draws, so that what they share cancels out.
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

// ranking is rows by falling probability. The areas of any resample take one
// pass over it.
type ranking struct {
	sample
	order []int
}

func rank(s sample) *ranking {
	r := &ranking{sample: s, order: make([]int, len(s.p))}
	for i := range r.order {
		r.order[i] = i
	}
	slices.SortStableFunc(r.order, func(a, b int) int { return cmp.Compare(s.p[b], s.p[a]) })
	return r
}

// areas are the ROC-AUC and the average precision, as train.Measure defines them,
// of rows that count so many times; nil: once each.
func (r *ranking) areas(times []int32) [2]float64 {
	var area, steps, pos, neg float64
	var tied [2]float64 // negatives and positives of one probability
	for k, i := range r.order {
		t := 1.0
		if times != nil {
			t = float64(times[i])
		}
		tied[r.labels[i]] += t
		if k+1 < len(r.order) && r.p[r.order[k+1]] == r.p[i] || tied[0]+tied[1] == 0 {
			continue
		}
		area += tied[0]*pos + tied[1]*tied[0]/2
		pos, neg = pos+tied[1], neg+tied[0]
		steps += tied[1] * pos / (pos + neg)
		tied = [2]float64{}
	}
	if pos == 0 || neg == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	return [2]float64{area / (pos * neg), steps / pos}
}

// drawn returns the areas of each resample, one list per area.
func (r *ranking) drawn(times [][]int32) (out [2][]float64) {
	for _, t := range times {
		a := r.areas(t)
		out[0], out[1] = append(out[0], a[0]), append(out[1], a[1])
	}
	return out
}

// interval is the middle 95 % of the values (percentile method, Efron 1979).
func interval(values []float64) []float64 {
	v := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	if len(v) == 0 {
		return nil
	}
	slices.Sort(v)
	return []float64{stat.Quantile(.025, stat.LinInterp, v, nil), stat.Quantile(.975, stat.LinInterp, v, nil)}
}
