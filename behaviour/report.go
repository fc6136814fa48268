package behaviour

import (
	"bytes"
	"fmt"
	"io"
	"text/tabwriter"
)

// Report is the outcome of a suite.
type Report struct {
	// Threshold is the scorer's: scores from it on are sensational.
	Threshold float64  `json:"threshold"`
	Checks    []Check  `json:"checks"`
	Results   []Result `json:"results"`
}

// Missed counts the targets that are not met.
func (r Report) Missed() int {
	n := 0
	for _, c := range r.Checks {
		if !c.Met {
			n++
		}
	}
	return n
}

// WriteText writes the report as tables: the targets, every test, and the failing
// cases. Wrappings that turn nothing are left out.
func (r Report) WriteText(w io.Writer) error {
	var b bytes.Buffer // which does not fail
	for _, write := range []func(io.Writer){r.writeChecks, r.writeResults} {
		t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		write(t)
		_ = t.Flush()
		fmt.Fprintln(&b)
	}
	b.Truncate(b.Len() - 1)
	r.writeFailures(&b)
	_, err := w.Write(b.Bytes())
	return err
}

func (r Report) writeChecks(t io.Writer) {
	fmt.Fprintln(t, "TARGET\tLANG\tCASES\tVALUE\tWANTED\t")
	for _, c := range r.Checks {
		sign, state := ">=", ""
		if c.AtMost {
			sign = "<="
		}
		if !c.Met {
			state = "NOT MET"
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%.4g\t%s %.4g\t%s\n", c.Name, c.Lang, c.Cases, c.Value, sign, c.Target, state)
	}
}

func (r Report) writeResults(t io.Writer) {
	fmt.Fprintln(t, "TEST\tLANG\tCASES\tFAILED\tRATE\tMOVEMENT\tROSE")
	var kind Kind
	for _, x := range r.Results {
		if x.Kind == Wrapping && x.failed() == 0 {
			continue
		}
		if x.Kind != kind {
			kind = x.Kind
			fmt.Fprintf(t, "%s\t\t\t\t\t\t\n", kind)
		}
		fmt.Fprintf(t, "  %s\t%s\t%d\t%d\t%.3f\t%.4f\t%d\n", x.test(), x.Lang, x.Cases, x.failed(), x.Rate, x.Movement, x.Rose)
	}
}

func (r Report) writeFailures(b *bytes.Buffer) {
	for _, x := range r.Results {
		if len(x.Failures) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n%s, %s (%s): %d of %d failed\n", x.Kind, x.test(), x.Lang, len(x.Failures), x.Cases)
		for _, f := range x.Failures {
			fmt.Fprintf(b, "  want %s: %.3f %q\n", f.Want, f.Score, f.Headline)
			if f.Variant != "" {
				fmt.Fprintf(b, "  %*s %.3f %q\n", len("want :")+len(f.Want), "became", f.VariantScore, f.Variant)
			}
		}
	}
}

// test is the test's name, with the head where it is not the first and the label of
// the headlines where it has one.
func (r Result) test() string {
	name := r.Test
	for _, more := range []string{r.Head, r.Label} {
		if more != "" {
			name += ", " + more
		}
	}
	return name
}

// targets are what a scorer must reach, in each language.
type targets struct {
	MinimumFunctionality float64 `json:"minimum_functionality"`         // least share of headlines labelled correctly
	MinimumBiased        float64 `json:"minimum_functionality_biased"`  // the same for the verdict biased
	InvarianceKept       float64 `json:"invariance_kept"`               // least share of variants that keep the label
	InvarianceMovement   float64 `json:"invariance_movement"`           // greatest mean absolute change of the score
	SwapFlips            int     `json:"swap_flips"`                    // most labels that change when two sides change places
	Direction            float64 `json:"direction"`                     // least share of stronger variants whose score does not fall
	EvasionCaught        float64 `json:"evasion_caught"`                // least share of disguised headlines still caught
	EvasionWorst         float64 `json:"evasion_worst"`                 // the same for the disguise that hides best
	HarmlessTurned       int     `json:"harmless_turned"`               // most plain headlines that harmless Unicode turns sensational
	WrappingNeutral      float64 `json:"wrapping_turned_neutral"`       // greatest share of sensational headlines that wrapping turns, mean of the kinds
	WrappingNeutralWorst float64 `json:"wrapping_turned_neutral_worst"` // the same for the kind that hides best
	WrappingSensational  float64 `json:"wrapping_turned_sensational"`   // greatest share of plain headlines that any kind turns
}

// Check compares a figure of a report with its target.
type Check struct {
	Name   string  `json:"name"`
	Lang   string  `json:"lang"`
	Cases  int     `json:"cases"`
	Value  float64 `json:"value"`
	Target float64 `json:"target"`
	// AtMost says that the value must not exceed the target; otherwise it
	// must reach it.
	AtMost bool `json:"at_most,omitempty"`
	// Met is false when there was no case to measure.
	Met bool `json:"met"`
}

// checks measures a report against the targets. Cases made by rule far
// outnumber the written ones and are easier, so each kind has its own check.
// Heads other than the first are checked where there are cases.
func (t targets) checks(r *Report) []Check {
	var out []Check
	for _, head := range []string{"", "biased"} {
		for _, lang := range langs {
			for _, c := range t.checksOf(r, lang, head) {
				if head == "" {
					out = append(out, c)
				} else if c.Cases > 0 {
					c.Name += ", " + head
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// checksOf measures one language and head. Of several worst ones, the first is named.
func (t targets) checksOf(r *Report, lang, head string) []Check {
	of := func(match func(Result) bool) (sum, worst Result, meanFailed float64) {
		tests := 0
		for _, x := range r.Results {
			if x.Lang != lang || x.Head != head || !match(x) {
				continue
			}
			sum.merge(x)
			if x.Cases > 0 {
				tests++
				meanFailed += 1 - x.Rate
			}
			if x.Cases > 0 && (worst.Cases == 0 || x.Rate < worst.Rate) {
				worst = x
			}
		}
		return sum.done(), worst, meanFailed / float64(max(tests, 1))
	}
	kind := func(kind Kind, byRule bool) Result {
		sum, _, _ := of(func(x Result) bool { return x.Kind == kind && x.byRule == byRule })
		return sum
	}
	atLeast := func(name string, r Result, value, target float64) Check {
		return Check{name, lang, r.Cases, value, target, false, r.Cases > 0 && value >= target}
	}
	atMost := func(name string, r Result, value, target float64) Check {
		return Check{name, lang, r.Cases, value, target, true, r.Cases > 0 && value <= target}
	}
	least := t.MinimumFunctionality
	if head == "biased" {
		least = t.MinimumBiased
	}
	mft, names, form := kind(MinimumFunctionality, false), kind(Invariance, false), kind(Invariance, true)
	pairs, added := kind(Direction, false), kind(Direction, true)
	swap, _, _ := of(func(x Result) bool { return x.Swap })
	evasion, hides, _ := of(func(x Result) bool { return x.Kind == Evasion })
	harm, _, _ := of(func(x Result) bool { return x.Kind == Harmless })
	out := []Check{
		atLeast("minimum functionality", mft, mft.Rate, least),
		atLeast("invariance of names, label kept", names, names.Rate, t.InvarianceKept),
		atMost("invariance of names, mean movement", names, names.Movement, t.InvarianceMovement),
		atLeast("invariance of form, label kept", form, form.Rate, t.InvarianceKept),
		atMost("invariance of form, mean movement", form, form.Movement, t.InvarianceMovement),
		atMost("sides swapped, labels flipped", swap, float64(swap.failed()), float64(t.SwapFlips)),
		atLeast("direction of written pairs, no fall", pairs, pairs.Rate, t.Direction),
		atLeast("direction of added text, no fall", added, added.Rate, t.Direction),
		atLeast("evasion, still caught", evasion, evasion.Rate, t.EvasionCaught),
		atLeast("evasion, worst: "+hides.Test, hides, hides.Rate, t.EvasionWorst),
		atMost("harmless, turned sensational", harm, float64(harm.failed()), float64(t.HarmlessTurned)),
	}
	if head != "" {
		return out
	}
	calmed, calms, mean := of(func(x Result) bool { return x.Label == labelOf("", true) })
	excited, excites, _ := of(func(x Result) bool { return x.Label == labelOf("", false) })
	return append(out,
		atMost("wrapping, turned neutral, mean of kinds", calmed, mean, t.WrappingNeutral),
		atMost("wrapping, turned neutral, worst: "+calms.Test, calmed, 1-calms.Rate, t.WrappingNeutralWorst),
		atMost("wrapping, turned sensational, worst: "+excites.Test, excited, 1-excites.Rate, t.WrappingSensational))
}
