package train

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// platt fits probability = σ(slope·z + offset) to out-of-fold log-odds z and
// targets in [0, 1] by Newton's method (Platt 1999; Lin, Lin & Weng 2007
// without their target smoothing: the targets here are many and already soft).
// The slope is kept positive: calibration never turns the order around.
func platt(z, target, weight []float64) (slope, offset float64) {
	slope = 1
	for range 100 {
		var ga, gb, haa, hab, hbb float64
		for i, v := range z {
			p := sigmoid(slope*v + offset)
			e := weight[i] * (p - target[i])
			h := weight[i] * p * (1 - p)
			ga += e * v
			gb += e
			haa += h * v * v
			hab += h * v
			hbb += h
		}
		haa += 1e-9
		hbb += 1e-9
		det := haa*hbb - hab*hab
		if det <= 0 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		for slope-da <= 1e-3 && math.Abs(da) > 1e-12 {
			da, db = da/2, db/2
		}
		slope -= da
		offset -= db
		if math.Abs(da)+math.Abs(db) < 1e-10 {
			break
		}
	}
	return slope, offset
}

// ThresholdRule says how the threshold is chosen on out-of-fold probabilities.
// The zero value is the rule accuracy.
type ThresholdRule struct {
	kind  string
	value float64
}

// ParseRule reads "accuracy", "f1" or "precision=P" with P in (0, 1].
func ParseRule(s string) (ThresholdRule, error) {
	if s == "" || s == "accuracy" || s == "f1" {
		return ThresholdRule{kind: s}, nil
	}
	if v, ok := strings.CutPrefix(s, "precision="); ok {
		p, err := strconv.ParseFloat(v, 64)
		if err == nil && p > 0 && p <= 1 {
			return ThresholdRule{"precision", p}, nil
		}
	}
	return ThresholdRule{}, fmt.Errorf("threshold rule %q: want accuracy, f1 or precision=P with P in (0, 1]", s)
}

// String returns the rule as ParseRule reads it.
func (r ThresholdRule) String() string {
	switch r.kind {
	case "":
		return "accuracy"
	case "precision":
		return fmt.Sprintf("precision=%g", r.value)
	}
	return r.kind
}

// Choose returns the threshold that the rule prefers: the most accurate, the
// one of the highest F1, or the lowest that keeps precision at the value (and,
// where none does, the one of the highest precision). It lies midway between
// two neighbouring probabilities; of equals the one nearest 1/2 wins.
func (r ThresholdRule) Choose(p []float64, labels []int) float64 {
	order := descending(p)
	positives := 0
	for _, y := range labels {
		positives += y
	}
	best, bestScore := 0.5, math.Inf(-1)
	tp, fp := 0.0, 0.0
	for i, row := range order {
		if labels[row] == 1 {
			tp++
		} else {
			fp++
		}
		if i+1 < len(order) && p[order[i+1]] == p[row] {
			continue
		}
		cut := 0.0
		if i+1 < len(order) {
			cut = (p[row] + p[order[i+1]]) / 2
		}
		var score float64
		switch fn := float64(positives) - tp; r.kind {
		case "f1":
			score = ratio(2*tp, 2*tp+fp+fn)
		case "precision":
			if score = tp / (tp + fp); score >= r.value {
				score = 1 + tp
			}
		default:
			score = tp - fp
		}
		if score > bestScore || score == bestScore && math.Abs(cut-.5) < math.Abs(best-.5) {
			best, bestScore = cut, score
		}
	}
	return best
}
