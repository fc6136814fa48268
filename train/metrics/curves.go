package metrics

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Curves are the points of two plots.
type Curves struct {
	Reliability     []Bin   `json:"reliability"`      // by rising probability
	PrecisionRecall []Point `json:"precision_recall"` // by rising threshold
}

// Bin is one step of a reliability diagram.
type Bin struct {
	Probability float64 `json:"probability"` // mean of its rows
	Share       float64 `json:"share"`       // of its rows that are positive
	N           int     `json:"n"`           // rows
}

// Point is one point of a precision-recall curve: the outcome of calling every
// row positive from Threshold on. All are in [0, 1].
type Point struct {
	Threshold float64 `json:"threshold"`
	Recall    float64 `json:"recall"`
	Precision float64 `json:"precision"`
}

// NewCurves computes a reliability diagram of ten bins and a precision-recall
// curve of up to so many points. Neither list is nil.
func NewCurves(p []float64, labels []int, points int) Curves {
	return Curves{Reliability(p, labels), append([]Point{}, PrecisionRecall(p, labels, points)...)}
}

// Reliability sorts probabilities into the bins of the ECE, by rising
// probability; empty ones are left out (DeGroot & Fienberg 1983). With bins of
// equal count, most headlines being neutral, one or two would stand for
// everything above 1/2.
func Reliability(p []float64, labels []int) []Bin {
	list := make([]Bin, bins)
	for i, q := range p {
		b := &list[binOf(q)]
		b.Probability += q
		b.Share += float64(labels[i])
		b.N++
	}
	list = slices.DeleteFunc(list, func(b Bin) bool { return b.N == 0 })
	for i := range list {
		list[i].Probability /= float64(list[i].N)
		list[i].Share /= float64(list[i].N)
	}
	return list
}

// PrecisionRecall returns up to so many points of the curve by rising threshold,
// evenly spaced in recall, the one of the lowest threshold having recall 1.
// Equal probabilities are never split, so there may be fewer; without positives
// there is none. Nothing is interpolated: between two points precision is not
// linear (Davis & Goadrich 2006).
func PrecisionRecall(p []float64, labels []int, points int) []Point {
	positives := 0
	for _, y := range labels {
		positives += y
	}
	var out []Point
	tp, n, step := 0, 0, 1 // the next point is the first with recall step/points
	for _, t := range ties(p, labels) {
		tp, n = tp+t.positives, n+t.n
		if tp == 0 || tp*points < step*positives {
			continue
		}
		step = tp*points/positives + 1
		out = append(out, Point{t.p, float64(tp) / float64(positives), float64(tp) / float64(n)})
		if tp == positives {
			break
		}
	}
	slices.Reverse(out)
	return out
}

// Record adds the points to a model's figures as reliability_NN_{probability,
// share, n} and pr_NN_{threshold, recall, precision}, NN from 00, rounded to the
// four decimals that a plot can show.
func (c *Curves) Record(figures map[string]float64) {
	put := func(plot string, i int, values ...float64) {
		for k, name := range pointNames[plot] {
			figures[fmt.Sprintf("%s_%02d_%s", plot, i, name)] = math.Round(values[k]*1e4) / 1e4
		}
	}
	for i, b := range c.Reliability {
		put(reliability, i, b.Probability, b.Share, float64(b.N))
	}
	for i, q := range c.PrecisionRecall {
		put(precisionRecall, i, q.Threshold, q.Recall, q.Precision)
	}
}

// Names of the plots among a model's figures.
const (
	reliability     = "reliability"
	precisionRecall = "pr"
)

var pointNames = map[string][]string{
	reliability:     {"probability", "share", "n"},
	precisionRecall: {"threshold", "recall", "precision"},
}

// Recorded returns the curves that Record added to figures, nil where there are
// none, and a copy of the other figures.
func Recorded(figures map[string]float64) (c *Curves, rest map[string]float64) {
	rest = maps.Clone(figures)
	c = &Curves{[]Bin{}, []Point{}}
	for _, v := range take(rest, reliability) {
		c.Reliability = append(c.Reliability, Bin{v[0], v[1], int(v[2])})
	}
	for _, v := range take(rest, precisionRecall) {
		c.PrecisionRecall = append(c.PrecisionRecall, Point{v[0], v[1], v[2]})
	}
	if len(c.Reliability)+len(c.PrecisionRecall) == 0 {
		return nil, rest
	}
	return c, rest
}

// take removes the points of a plot from the figures, up to the first that is
// incomplete, and returns them.
func take(figures map[string]float64, plot string) (points [][3]float64) {
	for i := 0; ; i++ {
		var v [3]float64
		name := func(k int) string { return fmt.Sprintf("%s_%02d_%s", plot, i, pointNames[plot][k]) }
		for k := range v {
			var ok bool
			if v[k], ok = figures[name(k)]; !ok {
				return points
			}
		}
		for k := range v {
			delete(figures, name(k))
		}
		points = append(points, v)
	}
}
