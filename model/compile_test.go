package model_test

import (
	"math"
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
)

func TestCompileRefuses(t *testing.T) {
	tests := []struct {
		says   string
		damage func(*model.Parts)
	}{
		{"table of 2^30", func(p *model.Parts) { p.Heads[0].NGrams.LogBuckets = 30 }},
		{"biased: table of 2^0", func(p *model.Parts) { p.Heads[1].NGrams.LogBuckets = 0 }},
		{"table of 2^0", func(p *model.Parts) { p.Shared.LogSlots = 0 }},
		{"weights of cues, must be", func(p *model.Parts) { p.Heads[0].Cues = p.Heads[0].Cues[1:] }},
		{"gossip: 0 weights", func(p *model.Parts) { p.Heads[7].Cues = nil }},
		{"not finite", func(p *model.Parts) { p.Heads[0].Cues[3] = math.NaN() }},
		{"hyperbole: intercept", func(p *model.Parts) { p.Heads[3].Intercept = math.Inf(1) }},
		{"finite", func(p *model.Parts) { p.Heads[0].Intercept = math.Inf(-1) }},
		{"threshold", func(p *model.Parts) { p.Heads[0].Threshold = 1.5 }},
		{"biased: threshold", func(p *model.Parts) { p.Heads[1].Threshold = math.NaN() }},
		{"slope", func(p *model.Parts) { p.Heads[0].Slope = -1 }},
		{"finite", func(p *model.Parts) { p.Heads[0].NGrams.List[0].Weight = math.Inf(1) }},
		{"n-grams of loaded", func(p *model.Parts) { p.Shared.List[0].Weights[3] = math.Inf(1) }},
		{"classes: 65 slots", func(p *model.Parts) { p.Classes.Slots = make([]uint32, 65) }},
		{"0 classes", func(p *model.Parts) { p.Classes.Coarse = nil }},
		{"a class that is not listed", func(p *model.Parts) { p.Classes.Coarse = p.Classes.Coarse[:5] }},
	}
	for i, tt := range tests {
		p := toyParts(true)
		tt.damage(&p)
		if m, err := model.Compile(p); err == nil || m != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%d: %v, want an error about %q", i, err, tt.says)
		}
	}
}

// TestPartsOfAnother: heads of one model work in another.
func TestPartsOfAnother(t *testing.T) {
	first := compile(t, toyParts(false)).Parts()
	p := toyParts(false)
	p.Heads[0].Intercept, p.Shared = 2, first.Shared
	copy(p.Heads[1:], first.Heads[1:])
	const headline = "Geger! Antek Makin Terpojok"
	a, b := compile(t, first).Predict(headline), compile(t, p).Predict(headline)
	if a.Devices != b.Devices || a.Bias != b.Bias || a.Probability == b.Probability {
		t.Errorf("%+v, %+v", a, b)
	}
}
