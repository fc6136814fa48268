package server

import (
	"fmt"
	"maps"

	"github.com/heboh/heboh/server/store"
)

// Curves takes the points of the two plots out of a model's figures, where the
// trainer puts them: reliability_NN_{probability,share,n} and
// pr_NN_{threshold,recall,precision}, NN from 00. It returns them, nil when the
// model has neither, and a copy of the other figures.
func Curves(figures map[string]float64) (*store.Curves, map[string]float64) {
	rest := maps.Clone(figures)
	c := store.Curves{Reliability: []store.Bin{}, PrecisionRecall: []store.Point{}}
	for i := 0; ; i++ {
		f, ok := take(rest, "reliability", i, "probability", "share", "n")
		if !ok {
			break
		}
		c.Reliability = append(c.Reliability, store.Bin{Probability: f[0], Share: f[1], N: int(f[2])})
	}
	for i := 0; ; i++ {
		f, ok := take(rest, "pr", i, "threshold", "recall", "precision")
		if !ok {
			break
		}
		c.PrecisionRecall = append(c.PrecisionRecall, store.Point{Threshold: f[0], Recall: f[1], Precision: f[2]})
	}
	if len(c.Reliability)+len(c.PrecisionRecall) == 0 {
		return nil, rest
	}
	return &c, rest
}

// take removes one point of a plot from the figures and returns it, if all of
// it is there.
func take(figures map[string]float64, plot string, i int, names ...string) (v [3]float64, ok bool) {
	name := func(k int) string { return fmt.Sprintf("%s_%02d_%s", plot, i, names[k]) }
	for k := range names {
		if v[k], ok = figures[name(k)]; !ok {
			return v, false
		}
	}
	for k := range names {
		delete(figures, name(k))
	}
	return v, true
}
