package model_test

import (
	"math"
	"slices"
	"testing"

	"github.com/heboh/heboh/model"
)

// TestExplainSums: intercept and contributions make the log-odds; they and the
// calibration make the probability; each text is what its span covers.
func TestExplainSums(t *testing.T) {
	for name, m := range toys(t) {
		for _, title := range titles() {
			e := m.Explain(title)
			sum := e.Bias
			for _, c := range e.Contributions {
				sum += c.LogOdds
				if c.Start < 0 || c.Start > c.End || c.End > len(title) || c.Text != title[c.Start:c.End] {
					t.Fatalf("%s: %q: %s speaks of %q at %v", name, title, c.Cue, c.Text, c.Span)
				}
			}
			if math.Abs(sum-e.LogOdds) > 1e-9 || e.LogOdds != m.LogOdds(title) {
				t.Fatalf("%s: %q: contributions make %v, log-odds %v", name, title, sum, e.LogOdds)
			}
			if p := 1 / (1 + math.Exp(-(.9*e.LogOdds + .1))); math.Abs(p-e.Probability) > 1e-12 {
				t.Fatalf("%s: %q: probability %v, want %v", name, title, e.Probability, p)
			}
			if e.Prediction != m.Predict(title) {
				t.Fatalf("%s: %q: %+v, Predict says %+v", name, title, e.Prediction, m.Predict(title))
			}
			if !slices.IsSortedFunc(e.Contributions, func(a, b model.Contribution) int {
				return int(math.Copysign(1, math.Abs(b.LogOdds)-math.Abs(a.LogOdds)))
			}) {
				t.Fatalf("%s: %q: contributions are not sorted", name, title)
			}
		}
	}
}

func TestScoreAgrees(t *testing.T) {
	for name, m := range toys(t) {
		for _, title := range titles() {
			p := m.Predict(title)
			if s := m.Score(title); s != p.Probability || !(s >= 0 && s <= 1) {
				t.Fatalf("%s: %q: score %v, probability %v", name, title, s, p.Probability)
			}
			if (p.Probability >= m.Threshold()) != (p.Label == model.Sensational) {
				t.Fatalf("%s: %q: %v at %v", name, title, p.Label, p.Probability)
			}
			for d, v := range p.Devices.Values() {
				if !(v >= 0 && v <= 1) {
					t.Fatalf("%s: %q: %s is %v", name, title, model.DeviceNames[d], v)
				}
			}
		}
	}
}

// TestLinearRow: Linear and Row give the log-odds of Explain.
func TestLinearRow(t *testing.T) {
	for name, m := range toys(t) {
		names, weights, bias := m.Linear()
		for _, title := range titles()[:200] {
			row := m.Row(title)
			if len(row) != len(names) || len(row) != len(weights) {
				t.Fatalf("%s: %d names, %d weights, %d columns", name, len(names), len(weights), len(row))
			}
			z := bias
			for i := range row {
				z += weights[i] * row[i]
			}
			if math.Abs(z-m.LogOdds(title)) > 1e-9 {
				t.Fatalf("%s: %q: row makes %v, log-odds %v", name, title, z, m.LogOdds(title))
			}
			if (z >= m.CutOff()) != (m.Score(title) >= m.Threshold()) && math.Abs(z-m.CutOff()) > 1e-9 {
				t.Fatalf("%s: %q: cut-off %v disagrees with the threshold", name, title, m.CutOff())
			}
		}
	}
}

func TestWithThreshold(t *testing.T) {
	m := toys(t)["linear"]
	const title = "Warga Desa Antre Beras"
	p := m.Score(title)
	if m.WithThreshold(p).Predict(title).Label != model.Sensational || m.WithThreshold(math.Nextafter(p, 1)).Predict(title).Label != model.Neutral {
		t.Error("the threshold does not divide the labels")
	}
	if m.Threshold() != .4 {
		t.Error("WithThreshold changed the model")
	}
}
