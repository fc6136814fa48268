package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Resamples is the usual number of resamples behind a bootstrap interval.
const Resamples = 1000

// Intervals returns the 95 % bootstrap interval (percentile method, Efron 1979)
// of every figure in Names from Resamples resamples of the rows. Rows of a
// non-empty group (a publisher, say), which are not independent, are drawn
// together; with nil groups each row stands alone. The interval of the ECE is
// moved by the resamples' mean error, because drawing rows twice makes any
// calibration look worse. A figure that no resample can give (a ROC-AUC of one
// class) is left out. Without rows it returns nil.
func Intervals(p []float64, labels []int, groups []string, threshold float64, seed uint64) map[string][2]float64 {
	n := len(p)
	if n == 0 {
		return nil
	}
	s := newSample(p, labels, threshold)
	var values [len(Names)][]float64
	resample(n, groups, rand.New(rand.NewPCG(seed, 0xb007)), func(times []int32) {
		for k, v := range s.measure(times).Values() {
			values[k] = append(values[k], v)
		}
	})
	out := intervals(&values)
	if e, ok := out["ece"]; ok {
		shift := -Measure(p, labels, threshold).ECE
		for _, v := range values[slices.Index(Names[:], "ece")] {
			shift += v / Resamples
		}
		out["ece"] = [2]float64{math.Max(0, e[0]-shift), math.Max(0, e[1]-shift)}
	}
	return out
}

// Scores are probabilities with the threshold that turns them into verdicts.
type Scores struct {
	P         []float64
	Threshold float64
}

// Differences returns the 95 % interval of the change, from one set of scores to
// another of the same rows, of every figure in Names. Both are measured on the
// same resamples (paired bootstrap, Efron & Tibshirani 1993), so that what is
// hard for both does not blur the change.
func Differences(from, to Scores, labels []int, seed uint64) map[string][2]float64 {
	a, b := newSample(from.P, labels, from.Threshold), newSample(to.P, labels, to.Threshold)
	var values [len(Names)][]float64
	resample(len(labels), nil, rand.New(rand.NewPCG(seed, 0xd1ff)), func(times []int32) {
		before := a.measure(times).Values()
		for k, v := range b.measure(times).Values() {
			values[k] = append(values[k], v-before[k])
		}
	})
	return intervals(&values)
}

// intervals are the middle 95 % of the values of each figure; NaN is left out.
func intervals(values *[len(Names)][]float64) map[string][2]float64 {
	out := make(map[string][2]float64, len(Names))
	for k, name := range Names {
		v := slices.DeleteFunc(slices.Clone(values[k]), math.IsNaN)
		if len(v) > 0 {
			slices.Sort(v)
			out[name] = [2]float64{quantile(v, .025), quantile(v, .975)}
		}
	}
	return out
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

// resample draws, Resamples times, as many groups as there are, with
// replacement, and passes on how often each row was drawn.
func resample(n int, groups []string, rng *rand.Rand, measure func(times []int32)) {
	sets := Sets(n, groups)
	times := make([]int32, n)
	for range Resamples {
		clear(times)
		for range sets {
			for _, r := range sets[rng.IntN(len(sets))] {
				times[r]++
			}
		}
		measure(times)
	}
}
