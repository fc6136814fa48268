package behaviour

import (
	"encoding/json"
	"fmt"
	"io"
)

// Report is the outcome of a suite.
type Report struct {
	// Threshold is the scorer's: scores from it on are sensational.
	Threshold float64  `json:"threshold"`
	Checks    []Check  `json:"checks"`
	Results   []Result `json:"results"`
}

// Run tests a scorer. It scores some tens of thousands of titles, one after
// the other.
func (c *Checklist) Run(s Scorer) Report {
	j := newJudge(s)
	r := Report{Threshold: j.threshold}
	r.Results = append(r.Results, runLabels(j, MinimumFunctionality, c.minimum)...)
	for _, t := range c.templates {
		r.Results = append(r.Results, t.run(j))
	}
	for _, a := range c.suffixes {
		r.Results = append(r.Results, c.runSuffix(j, a))
	}
	for _, lang := range langs {
		r.Results = append(r.Results, c.runRewrites(j, lang)...)
	}
	for _, p := range c.pairs {
		r.Results = append(r.Results, p.run(j))
	}
	for _, a := range c.additions {
		r.Results = append(r.Results, c.runAddition(j, a))
	}
	for _, lang := range langs {
		r.Results = append(r.Results, c.runUpper(j, lang))
	}
	for _, lang := range langs {
		r.Results = append(r.Results, c.runEvasion(j, lang)...)
	}
	r.Results = append(r.Results, runLabels(j, Harmless, c.harmless)...)
	for _, lang := range langs {
		r.Results = append(r.Results, c.runHarmless(j, lang)...)
	}
	r.Checks = c.targets.checks(&r)
	return r
}

// Met reports whether every target is met.
func (r Report) Met() bool {
	for _, c := range r.Checks {
		if !c.Met {
			return false
		}
	}
	return len(r.Checks) > 0
}

// total pools the results of a language that match, without their parts.
func (r *Report) total(lang string, match func(Result) bool) Result {
	t := Result{Lang: lang}
	for _, x := range r.Results {
		if x.Lang == lang && match(x) {
			t.merge(x)
		}
	}
	return t.done()
}

// worst finds the test of a kind with the lowest rate, the first of equals.
func (r *Report) worst(lang string, kind Kind) Result {
	w := Result{Lang: lang}
	for _, x := range r.Results {
		if x.Lang == lang && x.Kind == kind && x.Cases > 0 && (w.Cases == 0 || x.Rate < w.Rate) {
			w = x
		}
	}
	return w
}

// WriteJSON writes the report as indented JSON. It fails when a score was
// not a number, or when writing fails.
func (r Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("behaviour: writing the report: %w", err)
	}
	return nil
}
