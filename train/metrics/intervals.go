package metrics

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// Resamples is the usual number of resamples behind a bootstrap interval.
const Resamples = 1000

// Intervals returns the 95 % interval of every figure in Names. Shares (accuracy,
// precision and recall) have Wilson's, which holds at 0 and 1 and for few rows too.
// The others have the bootstrap's (percentile method, Efron 1979), from Resamples
// resamples of the rows. Rows of a non-empty group (a publisher, say), which are not
// independent, are drawn together, and with groups shares are resampled too; with nil
// groups each row stands alone. The interval of the ECE is moved by the resamples'
// mean error, because drawing rows twice makes any calibration look worse.
//
// Left out are a figure that no resample can give (a ROC-AUC of one class) and one
// that is the same in all of them: they cannot say how far it may be off. Without
// rows it returns nil.
func Intervals(p []float64, labels []int, groups []string, threshold float64, seed uint64) map[string][2]float64 {
	n := len(p)
	if n == 0 {
		return nil
	}
	s := newSample(p, labels, threshold)
	values := resample(n, groups, rand.New(rand.NewPCG(seed, 0xb007)), func(times []int32) [len(Names)]float64 { return s.measure(times).Values() })
	out := intervals(&values)
	maps.DeleteFunc(out, func(_ string, between [2]float64) bool { return between[0] == between[1] })
	if groups == nil {
		Measure(p, labels, threshold).Confusion.Shares(out, 1)
	}
	if e, ok := out["ece"]; ok {
		shift := -Measure(p, labels, threshold).ECE
		for _, v := range values[slices.Index(Names[:], "ece")] {
			shift += v / Resamples
		}
		out["ece"] = [2]float64{math.Max(0, e[0]-shift), math.Max(0, e[1]-shift)}
	}
	return out
}

// Shares puts the 95 % Wilson intervals of accuracy, precision and recall, where they
// exist. Where rows are not independent, they count for less: for this share of them.
func (c Confusion) Shares(out map[string][2]float64, independent float64) {
	for name, part := range map[string][2]int{
		"accuracy": {c.TP + c.TN, c.TP + c.TN + c.FP + c.FN}, "precision": {c.TP, c.TP + c.FP}, "recall": {c.TP, c.Positives()},
	} {
		delete(out, name)
		if n := float64(part[1]); n > 0 {
			low, high := Wilson(float64(part[0])/n, n*independent, Z95)
			out[name] = [2]float64{low, high}
		}
	}
}

// Z95 is how many standard deviations make an interval of 95 %.
const Z95 = 1.959964

// Wilson is the interval, z standard deviations wide, of a share seen in n rows
// (Wilson 1927).
func Wilson(share, n, z float64) (low, high float64) {
	middle := (share + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	return max(0, min(share, middle-half)), min(1, max(share, middle+half))
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
	values := resample(len(labels), nil, rand.New(rand.NewPCG(seed, 0xd1ff)), func(times []int32) [len(Names)]float64 {
		before, change := a.measure(times).Values(), b.measure(times).Values()
		for k := range change {
			change[k] -= before[k]
		}
		return change
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

// resample draws, Resamples times, as many groups as there are, with replacement, and
// collects what is measured of how often each row was drawn.
func resample(n int, groups []string, rng *rand.Rand, measure func(times []int32) [len(Names)]float64) (values [len(Names)][]float64) {
	sets := Sets(n, groups)
	times := make([]int32, n)
	for range Resamples {
		clear(times)
		for range sets {
			for _, r := range sets[rng.IntN(len(sets))] {
				times[r]++
			}
		}
		for k, v := range measure(times) {
			values[k] = append(values[k], v)
		}
	}
	return values
}
