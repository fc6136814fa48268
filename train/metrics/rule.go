package metrics

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Rule says how a threshold is chosen on probabilities that were not learnt
// from. The zero value is the rule accuracy.
type Rule struct {
	kind  string
	value float64
}

// ParseRule reads "accuracy", "f1", "precision=P" or "recall=P" with P in
// (0, 1].
func ParseRule(s string) (Rule, error) {
	kind, value, hasValue := strings.Cut(s, "=")
	switch kind {
	case "", "accuracy", "f1":
		if !hasValue {
			return Rule{kind: kind}, nil
		}
	case "precision", "recall":
		if p, err := strconv.ParseFloat(value, 64); err == nil && p > 0 && p <= 1 {
			return Rule{kind, p}, nil
		}
	}
	return Rule{}, fmt.Errorf("threshold rule %q: must be accuracy, f1, precision=P or recall=P with P in (0, 1]", s)
}

// String returns the rule as ParseRule reads it.
func (r Rule) String() string {
	switch r.kind {
	case "":
		return "accuracy"
	case "precision", "recall":
		return fmt.Sprintf("%s=%g", r.kind, r.value)
	}
	return r.kind
}

// Choose returns the threshold that the rule prefers: the most accurate, the one
// of the highest F1, the one of the highest recall that keeps precision at the
// value (where none does, the one of the highest precision), or the one of the
// highest precision that keeps recall. It lies midway between two neighbouring
// probabilities; of equals the one nearest 1/2 wins.
func (r Rule) Choose(p []float64, labels []int) float64 {
	list := ties(p, labels)
	positives := 0
	for _, y := range labels {
		positives += y
	}
	best, bestScore := .5, math.Inf(-1)
	tp, called := 0, 0
	for i, t := range list {
		tp, called = tp+t.positives, called+t.n
		cut := 0.0
		if i+1 < len(list) {
			cut = (t.p + list[i+1].p) / 2
		}
		score := r.score(float64(tp), float64(called), float64(positives))
		if score > bestScore || score == bestScore && math.Abs(cut-.5) < math.Abs(best-.5) {
			best, bestScore = cut, score
		}
	}
	return best
}

// score rates a threshold by its true positives among the rows that it calls
// positive and among all positives.
func (r Rule) score(tp, called, positives float64) float64 {
	precision, recall := tp/called, ratio(tp, positives)
	switch r.kind {
	case "f1":
		return ratio(2*tp, called+positives)
	case "precision":
		if precision >= r.value {
			return 1 + tp
		}
		return precision
	case "recall":
		if recall >= r.value {
			return 1 + precision
		}
		return recall
	}
	return 2*tp - called // right calls less wrong ones
}
