package behaviour

import (
	"math"

	"github.com/heboh/heboh/model"
)

// Scorer is what is tested: a model that scores headlines. A headline is
// sensational when its score reaches the threshold. Score must return the same
// value for the same headline; scores are meant to be probabilities.
type Scorer interface {
	Score(headline string) float64
	Threshold() float64
}

// Kind is a kind of test.
type Kind string

// The kinds, in the order of the report.
const (
	MinimumFunctionality Kind = "minimum functionality"
	Invariance           Kind = "invariance"
	Direction            Kind = "direction"
	Evasion              Kind = "evasion"
	Harmless             Kind = "harmless"
	Wrapping             Kind = "wrapping"
)

// labels are what the heads, "" for sensational, say below their threshold, and
// from it on.
var labels = map[string][2]string{"": {"neutral", "sensational"}, "biased": {"unbiased", "biased"}}

// Result is the outcome of one test in one language.
type Result struct {
	Kind Kind   `json:"kind"`
	Test string `json:"test"`
	Lang string `json:"lang"`
	Head string `json:"head,omitempty"` // "" for sensational
	Doc  string `json:"doc,omitempty"`
	// Label is what the headlines are called without their wrapping.
	Label string `json:"label,omitempty"`
	// Swap marks the tests in which two sides change places, each of one pair.
	Swap bool `json:"swap,omitempty"`
	// Cases is how many were tested, Passed how many of them passed. Skipped
	// headlines had nothing to rewrite or disguise, or were not caught even
	// undisguised.
	Cases   int `json:"cases"`
	Passed  int `json:"passed"`
	Skipped int `json:"skipped,omitempty"`
	// Rate is Passed/Cases, 0 when there are no cases.
	Rate float64 `json:"rate"`
	// Movement is the mean change of the score from a headline to its variant:
	// the absolute change for invariance, the signed one elsewhere.
	Movement float64 `json:"movement"`
	// Rose counts the variants that score strictly higher (direction only).
	Rose int `json:"rose,omitempty"`
	// Failures are the cases that did not pass, in the order tested.
	Failures []Failure `json:"failures,omitempty"`

	moved  float64 // sum of movements
	byRule bool    // the variants are made by a rule, not written
}

// Failure is a case that did not pass.
type Failure struct {
	// Want is what was expected: a label, "same label" or "no fall".
	Want     string  `json:"want"`
	Headline string  `json:"headline"`
	Score    float64 `json:"score"`
	// Variant is the changed headline where the test has one.
	Variant      string  `json:"variant,omitempty"`
	VariantScore float64 `json:"variant_score,omitempty"`
}

// RunModel runs the suite on both verdicts of a model.
func RunModel(m *model.Model) Report { return Run(m, biased{m}) }

type biased struct{ *model.Model }

func (b biased) Score(headline string) float64 { return b.Predict(headline).Bias.Probability }
func (b biased) Threshold() float64            { return b.BiasThreshold() }

// Run tests a scorer of the first verdict and one of the second, which may be nil:
// its cases are left out then. It scores some tens of thousands of headlines, one
// after the other.
func Run(sensational, biased Scorer) Report {
	r := Report{Threshold: sensational.Threshold()}
	for _, t := range suite().tests {
		scorer := sensational
		if t.Head == "biased" {
			scorer = biased
		}
		if scorer != nil {
			r.Results = append(r.Results, t.run(scorer))
		}
	}
	r.Checks = suite().targets.checks(&r)
	return r
}

func (t test) run(s Scorer) Result {
	r, threshold := t.Result, s.Threshold()
	for _, c := range t.cases {
		t.judge(s, threshold, c, &r)
	}
	return r.done()
}

func (t test) judge(s Scorer, threshold float64, c comparison, r *Result) {
	f := Failure{Headline: c.headline, Score: s.Score(c.headline), Variant: c.variant}
	positive := f.Score >= threshold
	if t.rule == ownLabel {
		f.Want = labelOf(t.Head, c.positive)
		r.count(positive == c.positive, f)
		return
	}
	if t.rule == staysPositive && !positive || t.rule == staysNegative && positive {
		r.Skipped++
		return
	}
	f.VariantScore = s.Score(c.variant)
	change := f.VariantScore - f.Score
	if t.Kind == Direction && change > 0 {
		r.Rose++
	}
	if t.Kind == Invariance {
		change = math.Abs(change)
	}
	r.moved += change
	switch t.rule {
	case noFall:
		f.Want = "no fall"
		r.count(f.VariantScore >= f.Score, f)
		return
	case sameLabel:
		f.Want = "same label"
	default:
		f.Want = labelOf(t.Head, positive)
	}
	r.count((f.VariantScore >= threshold) == positive, f)
}

func labelOf(head string, positive bool) string {
	if positive {
		return labels[head][1]
	}
	return labels[head][0]
}

func (r *Result) count(passed bool, f Failure) {
	r.Cases++
	if passed {
		r.Passed++
		return
	}
	r.Failures = append(r.Failures, f)
}

func (r *Result) merge(x Result) {
	r.Cases += x.Cases
	r.Passed += x.Passed
	r.Skipped += x.Skipped
	r.Rose += x.Rose
	r.moved += x.moved
}

func (r Result) failed() int { return r.Cases - r.Passed }

func (r Result) done() Result {
	if r.Cases > 0 {
		r.Rate = float64(r.Passed) / float64(r.Cases)
		r.Movement = r.moved / float64(r.Cases)
	}
	return r
}
