package server

import (
	"fmt"

	"github.com/heboh/heboh/server/store"
)

// curves reads the plots' points from the figures of a model that has them:
// reliability_NN_{probability,share,n} and pr_NN_{threshold,recall,precision},
// NN from 00. Nil when it has neither.
func curves(figures map[string]float64) *store.Curves {
	c := store.Curves{Reliability: []store.Bin{}, PrecisionRecall: []store.Point{}}
	for i := 0; ; i++ {
		f, ok := triple(figures, "reliability", i, "probability", "share", "n")
		if !ok {
			break
		}
		c.Reliability = append(c.Reliability, store.Bin{Probability: f[0], Share: f[1], N: int(f[2])})
	}
	for i := 0; ; i++ {
		f, ok := triple(figures, "pr", i, "threshold", "recall", "precision")
		if !ok {
			break
		}
		c.PrecisionRecall = append(c.PrecisionRecall, store.Point{Threshold: f[0], Recall: f[1], Precision: f[2]})
	}
	if len(c.Reliability)+len(c.PrecisionRecall) == 0 {
		return nil
	}
	return &c
}

func triple(figures map[string]float64, plot string, i int, names ...string) (v [3]float64, ok bool) {
	for k, name := range names {
		if v[k], ok = figures[fmt.Sprintf("%s_%02d_%s", plot, i, name)]; !ok {
			return v, false
		}
	}
	return v, true
}
