package behaviour

import "math"

// judge is a scorer with its threshold read once.
type judge struct {
	Scorer
	threshold float64
}

func newJudge(s Scorer) judge { return judge{s, s.Threshold()} }

func (j judge) label(score float64) bool { return score >= j.threshold }

func labelName(sensational bool) string {
	if sensational {
		return "sensational"
	}
	return "neutral"
}

// invariant compares a title with a variant that must get the same label.
func (j judge) invariant(r *Result, title, variant string) {
	a, b := j.Score(title), j.Score(variant)
	r.move(math.Abs(b - a))
	r.count(j.label(a) == j.label(b), Failure{
		Want: "same label", Title: title, Score: a, Variant: variant, VariantScore: b,
	})
}

// rising compares a title with a more sensational variant.
func (j judge) rising(r *Result, title, variant string) {
	a, b := j.Score(title), j.Score(variant)
	r.move(b - a)
	if b > a {
		r.Rose++
	}
	r.count(b >= a, Failure{
		Want: "no fall", Title: title, Score: a, Variant: variant, VariantScore: b,
	})
}
