package train

import (
	"context"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
)

// Quick learns from some of a set's examples at a time and judges all of them:
// a logistic regression over cues and n-grams at once, fitted as a correction
// of a model that knows nothing. It has no stages, no net and no calibration,
// which cost a few points of F1 and make it quick enough for experiments that
// learn hundreds of times over. It implements active.Learner.
type Quick struct {
	rows  *shiftRows
	grams [][]int32 // of each example, each once, by rising column
}

// quickPrior was chosen by cross-validation on gold.
var quickPrior = prior{cue: 1, gram: 4, bias: .01}

// NewQuick computes the features of the examples. N-grams of one example alone
// are left out: they tell nothing of another.
func NewQuick(examples []datasets.Example) *Quick {
	list := make([]string, len(examples))
	q := &Quick{}
	for i, e := range examples {
		list[i] = e.Text
	}
	c := extract(list)
	v := newVocabulary(c, minTexts)
	q.rows = newShiftRows(c, func(h uint64) (uint64, bool) {
		_, ok := v.column[h]
		return h, ok
	})
	for i, e := range examples {
		q.rows.target = append(q.rows.target, e.Soft)
		q.rows.weight = append(q.rows.weight, e.Weight)
		cols, _ := q.rows.row(i)
		grams := slices.DeleteFunc(slices.Clone(cols), func(c int32) bool { return int(c) < features.NumCues })
		slices.Sort(grams)
		q.grams = append(q.grams, slices.Compact(grams))
	}
	return q
}

// Fit learns from the given examples. It returns the probability of
// sensational of every example of the set, and the threshold at which those
// not learnt from would have the highest F1 if the probabilities were right
// (Lipton, Elkan & Naryanaswamy 2014). The examples learnt from are no ground for
// a threshold: they were picked.
func (q *Quick) Fit(idx []int) (p []float64, threshold float64, err error) {
	s, err := q.rows.fit(context.Background(), idx, quickPrior, nil)
	if err != nil {
		return nil, 0, err
	}
	learnt := make([]bool, len(q.rows.base))
	for _, i := range idx {
		learnt[i] = true
	}
	p = make([]float64, len(learnt))
	var open []float64
	x := s.point()
	for i := range p {
		if p[i] = sigmoid(q.rows.logOdds(i, x)); !learnt[i] {
			open = append(open, p[i])
		}
	}
	return p, expectedF1Cut(open), nil
}

// expectedF1Cut is the threshold of the highest F1 to be expected of
// probabilities, which it sorts; 1/2 without any.
func expectedF1Cut(p []float64) float64 {
	slices.Sort(p)
	slices.Reverse(p)
	var all, found float64
	for _, v := range p {
		all += v
	}
	cut, best := .5, 0.0
	for k, v := range p {
		found += v
		if f := 2 * found / (float64(k+1) + all); f > best {
			cut, best = v, f
		}
	}
	return cut
}

// Likeness is the share of the n-grams of two examples that both have (Jaccard
// 1912), in [0, 1].
func (q *Quick) Likeness(a, b int) float64 {
	x, y := q.grams[a], q.grams[b]
	both, either := 0, 0
	for i, j := 0, 0; i < len(x) || j < len(y); either++ {
		switch {
		case j == len(y) || i < len(x) && x[i] < y[j]:
			i++
		case i == len(x) || y[j] < x[i]:
			j++
		default:
			both++
			i, j = i+1, j+1
		}
	}
	return ratio(float64(both), float64(either))
}
