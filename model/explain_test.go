package model_test

import (
	"math"
	"testing"

	"github.com/heboh/heboh/model"
)

// TestVerdicts: every way of asking gives the same answer, reasons sum to it,
// and calibration makes the probability of it.
func TestVerdicts(t *testing.T) {
	for name, m := range toys(t) {
		for _, title := range titles() {
			checkVerdict(t, name, m, title)
			e := m.Explain(title)
			for _, v := range []model.ExplainedVerdict{e.ExplainedVerdict, e.Bias} {
				if p := 1 / (1 + math.Exp(-(.9*v.LogOdds + .1))); math.Abs(p-v.Probability) > 1e-12 {
					t.Fatalf("%s: %q: probability %v, want %v", name, title, v.Probability, p)
				}
			}
		}
	}
}

func TestWithThreshold(t *testing.T) {
	m := toys(t)["linear"]
	const title = "Warga Desa Antre Beras"
	p := m.Predict(title)
	for h, want := range map[model.Head]float64{model.HeadSensational: p.Probability, model.HeadBiased: p.Bias.Probability} {
		label := func(threshold float64) model.Label {
			q := m.WithThreshold(h, threshold).Predict(title)
			return []model.Label{q.Label, q.Bias.Label}[h]
		}
		if !label(want).Positive() || label(math.Nextafter(want, 1)).Positive() {
			t.Errorf("%s: the threshold does not divide the labels", h)
		}
	}
	if m.Threshold() != .4 || m.BiasThreshold() != .6 {
		t.Error("WithThreshold changed the model")
	}
}
