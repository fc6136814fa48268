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
		{"table sizes", func(p *model.Parts) { p.LogBuckets = 30 }},
		{"table sizes", func(p *model.Parts) { p.LogDeviceSlots = 0 }},
		{"weights, want", func(p *model.Parts) { p.Cues = p.Cues[1:] }},
		{"gossip: 0 weights", func(p *model.Parts) { p.Heads[5].Cues = nil }},
		{"not finite", func(p *model.Parts) { p.Cues[3] = math.NaN() }},
		{"not finite", func(p *model.Parts) { p.Heads[2].Bias = math.Inf(1) }},
		{"finite", func(p *model.Parts) { p.Bias = math.Inf(-1) }},
		{"threshold", func(p *model.Parts) { p.Threshold = 1.5 }},
		{"threshold", func(p *model.Parts) { p.Threshold = math.NaN() }},
		{"slope", func(p *model.Parts) { p.Slope = -1 }},
		{"finite", func(p *model.Parts) { p.Features[0].Weight = math.Inf(1) }},
		{"net", func(p *model.Parts) { p.Net.Projections = p.Net.Projections[1:] }},
		{"net", func(p *model.Parts) { p.Net.Filters = 7 }},
		{"net", func(p *model.Parts) { p.Net.Output[0] = math.NaN() }},
	}
	for i, tt := range tests {
		p := toyParts(true)
		tt.damage(&p)
		if m, err := model.Compile(p); err == nil || m != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%d: %v, want an error about %q", i, err, tt.says)
		}
	}
}

// TestDevicesFrom: the device heads of another model are taken over.
func TestDevicesFrom(t *testing.T) {
	first := compile(t, toyParts(false))
	p := toyParts(false)
	p.Bias, p.DevicesFrom, p.Heads = 2, first, [model.NumDevices]model.Head{}
	second := compile(t, p)
	const title = "Geger! Antek Makin Terpojok"
	if a, b := first.Predict(title), second.Predict(title); a.Devices != b.Devices || a.Probability == b.Probability {
		t.Errorf("%+v, %+v", a, b)
	}
}
