package behaviour

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
)

// Targets are what a scorer must reach, each language by itself.
type Targets struct {
	// MinimumFunctionality is the least share of titles labelled right.
	MinimumFunctionality float64 `json:"minimum_functionality"`
	// InvarianceKept is the least share of variants that keep the label.
	InvarianceKept float64 `json:"invariance_kept"`
	// InvarianceMovement is the greatest mean absolute change of the score.
	InvarianceMovement float64 `json:"invariance_movement"`
	// SwapFlips is the greatest number of labels that change when two sides
	// change places.
	SwapFlips int `json:"swap_flips"`
	// Direction is the least share of stronger variants whose score does not
	// fall.
	Direction float64 `json:"direction"`
	// EvasionCaught is the least share of disguised titles still caught.
	EvasionCaught float64 `json:"evasion_caught"`
	// EvasionWorst is the least share caught of the disguise that hides best.
	EvasionWorst float64 `json:"evasion_worst"`
	// HarmlessTurned is the greatest number of plain titles that harmless
	// Unicode turns sensational.
	HarmlessTurned int `json:"harmless_turned"`
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

func (c *Checklist) loadTargets(fsys fs.FS) error {
	data, err := fs.ReadFile(fsys, "targets.json")
	if err != nil {
		return fmt.Errorf("behaviour: %w", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c.targets); err != nil {
		return fmt.Errorf("behaviour: targets.json: %w", err)
	}
	return nil
}

// Targets returns what the suite asks for.
func (c *Checklist) Targets() Targets { return c.targets }

// checks measures a report against the targets. Cases made by rule far
// outnumber the written ones and are easier, so each kind has its own check.
func (t Targets) checks(r *Report) []Check {
	var out []Check
	for _, lang := range langs {
		part := func(kind Kind, written bool) Result {
			return r.total(lang, func(x Result) bool { return x.Kind == kind && x.byRule == !written })
		}
		mft := part(MinimumFunctionality, true)
		slots, form := part(Invariance, true), part(Invariance, false)
		swap := r.total(lang, func(x Result) bool { return x.Swap })
		pairs, added := part(Direction, true), part(Direction, false)
		eva, worst := part(Evasion, false), r.worst(lang, Evasion)
		harm := r.total(lang, func(x Result) bool { return x.Kind == Harmless })
		out = append(out,
			atLeast("minimum functionality", mft, mft.Rate, t.MinimumFunctionality),
			atLeast("invariance of names, label kept", slots, slots.Rate, t.InvarianceKept),
			atMost("invariance of names, mean movement", slots, slots.Movement, t.InvarianceMovement),
			atLeast("invariance of form, label kept", form, form.Rate, t.InvarianceKept),
			atMost("invariance of form, mean movement", form, form.Movement, t.InvarianceMovement),
			atMost("sides swapped, labels flipped", swap, float64(swap.failed()), float64(t.SwapFlips)),
			atLeast("direction of written pairs, no fall", pairs, pairs.Rate, t.Direction),
			atLeast("direction of added text, no fall", added, added.Rate, t.Direction),
			atLeast("evasion, still caught", eva, eva.Rate, t.EvasionCaught),
			atLeast("evasion, worst: "+worst.Test, worst, worst.Rate, t.EvasionWorst),
			atMost("harmless, turned sensational", harm, float64(harm.failed()), float64(t.HarmlessTurned)),
		)
	}
	return out
}

func atLeast(name string, r Result, value, target float64) Check {
	return Check{Name: name, Lang: r.Lang, Cases: r.Cases, Value: value, Target: target,
		Met: r.Cases > 0 && value >= target}
}

func atMost(name string, r Result, value, target float64) Check {
	return Check{Name: name, Lang: r.Lang, Cases: r.Cases, Value: value, Target: target, AtMost: true,
		Met: r.Cases > 0 && value <= target}
}
