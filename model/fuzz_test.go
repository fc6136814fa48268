package model_test

import (
	"math"
	"testing"

	"github.com/heboh/heboh/model"
)

// FuzzScore holds the verdicts of the shipped model and of toys on any text to
// each other: Score, Predict and Explain agree to the bit, probabilities lie in
// [0, 1], and the reasons lie in the text and sum to the log-odds.
func FuzzScore(f *testing.F) {
	for i, title := range titles() {
		if i%25 == 0 && len(title) < 200 {
			f.Add(title)
		}
	}
	models := toys(f)
	models["shipped"] = model.Default()
	f.Fuzz(func(t *testing.T, title string) {
		for name, m := range models {
			checkVerdict(t, name, m, title)
		}
	})
}

func checkVerdict(t *testing.T, name string, m *model.Model, title string) {
	t.Helper()
	p, e := m.Predict(title), m.Explain(title)
	if s := m.Score(title); s != p.Probability {
		t.Fatalf("%s: %q: Score %v, Predict %v", name, title, s, p.Probability)
	}
	if e.Prediction() != p || e.LogOdds != m.LogOdds(title) {
		t.Fatalf("%s: %q: Explain %+v, Predict %+v", name, title, e.Prediction(), p)
	}
	for _, v := range []model.Verdict{p.Verdict, p.Bias} {
		if v.Label.Positive() != (!p.Abstained && v.Probability >= v.Threshold) || !(v.Probability >= 0 && v.Probability <= 1) {
			t.Fatalf("%s: %q: %+v", name, title, v)
		}
	}
	for d, v := range p.Devices.Values() {
		if !(v >= 0 && v <= 1) {
			t.Fatalf("%s: %q: %s is %v", name, title, model.DeviceNames[d], v)
		}
	}
	for h := range model.Head(model.NumHeads) {
		checkReasons(t, h.String(), title, m.Reasons(title, h))
	}
	checkReasons(t, "explained", title, e.Reasons)
	checkReasons(t, "explained bias", title, e.Bias.Reasons)
}

// checkReasons: intercept and contributions make the log-odds, each text is what
// its span covers, and the strongest come first.
func checkReasons(t *testing.T, name, title string, r model.Reasons) {
	t.Helper()
	sum, before := r.Intercept, math.Inf(1)
	for _, c := range r.Cues {
		sum += c.LogOdds
		if c.Start < 0 || c.Start > c.End || c.End > len(title) || c.Text != title[c.Start:c.End] {
			t.Fatalf("%s: %q: %s speaks of %q at %v", name, title, c.Cue, c.Text, c.Span)
		}
		if math.Abs(c.LogOdds) > before {
			t.Fatalf("%s: %q: contributions are not sorted", name, title)
		}
		before = math.Abs(c.LogOdds)
	}
	if !(math.Abs(sum-r.LogOdds) <= 1e-9) {
		t.Fatalf("%s: %q: reasons make %v, log-odds %v", name, title, sum, r.LogOdds)
	}
}
