package train

import (
	"fmt"
	"math"
)

// Bin is one step of a reliability diagram.
type Bin struct {
	Probability float64 // mean of its examples, in [0, 1]
	Share       float64 // of its examples that are sensational, in [0, 1]
	N           int     // examples
}

// Point is one point of a precision-recall curve: what would come of calling
// everything sensational from Threshold on. All are in [0, 1].
type Point struct {
	Threshold, Recall, Precision float64
}

// Reliability sorts probabilities, each in [0, 1], into bins of equal width, by
// rising probability; empty bins are left out (DeGroot & Fienberg 1983). The
// bins are those of ECE: with bins of equal count, headlines being mostly
// neutral, one or two would stand for all that is above a half.
func Reliability(p []float64, labels []int, bins int) []Bin {
	sum := make([]float64, bins)
	hits, n := make([]int, bins), make([]int, bins)
	for i, q := range p {
		b := min(int(q*float64(bins)), bins-1)
		sum[b] += q
		hits[b] += labels[i]
		n[b]++
	}
	var out []Bin
	for b := range sum {
		if n[b] > 0 {
			out = append(out, Bin{sum[b] / float64(n[b]), float64(hits[b]) / float64(n[b]), n[b]})
		}
	}
	return out
}

// PrecisionRecall gives up to so many points of the curve by rising threshold,
// evenly spaced in recall, the last of them (at the lowest threshold that is
// needed) with recall 1. Equal probabilities are never torn apart, so there may
// be fewer; without positives there is none. Nothing is interpolated: between
// two points precision is not linear (Davis & Goadrich 2006).
func PrecisionRecall(p []float64, labels []int, points int) []Point {
	positives := 0
	for _, y := range labels {
		positives += y
	}
	var out []Point
	order := descending(p)
	tp, step := 0, 1 // the next point is the first with recall step/points
	for i, row := range order {
		tp += labels[row]
		if i+1 < len(order) && p[order[i+1]] == p[row] {
			continue
		}
		if tp == 0 || tp*points < step*positives {
			continue
		}
		step = tp*points/positives + 1
		out = append(out, Point{p[row], float64(tp) / float64(positives), float64(tp) / float64(i+1)})
		if tp == positives {
			break
		}
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

// Sizes of the curves that a model records about itself.
const (
	curveBins   = 10
	curvePoints = 20
)

// addCurves puts both curves among a model's figures, under the names that the
// moderation page and heboh model info read: reliability_NN_{probability,
// share, n} and pr_NN_{threshold, recall, precision}, NN from 00. Four decimals
// do for a picture and keep the file small.
func addCurves(figures map[string]float64, p []float64, labels []int) {
	put := func(curve string, i int, name string, v float64) {
		figures[fmt.Sprintf("%s_%02d_%s", curve, i, name)] = math.Round(v*1e4) / 1e4
	}
	for i, b := range Reliability(p, labels, curveBins) {
		put("reliability", i, "probability", b.Probability)
		put("reliability", i, "share", b.Share)
		put("reliability", i, "n", float64(b.N))
	}
	for i, q := range PrecisionRecall(p, labels, curvePoints) {
		put("pr", i, "threshold", q.Threshold)
		put("pr", i, "recall", q.Recall)
		put("pr", i, "precision", q.Precision)
	}
}
