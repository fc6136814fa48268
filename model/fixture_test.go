package model_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// toyParts are a small model with random weights for every cue and head, the
// n-grams of a few hundred titles and, if net is set, a net.
func toyParts(net bool) model.Parts {
	r := rand.New(rand.NewPCG(2020, 106231))
	weights := func() []float64 {
		w := make([]float64, features.NumCues)
		for i := range w {
			w[i] = r.NormFloat64()
		}
		return w
	}
	p := model.Parts{Info: model.Info{Name: "toy", Version: "1", Algorithm: "none", Seed: 2020,
		Data: []model.Source{{Name: "random", Rows: 1}}, Figures: map[string]float64{"accuracy": .5, "auc": .5}}}
	for h := range p.Heads {
		p.Heads[h] = model.HeadParts{Intercept: r.NormFloat64(), Cues: weights(), Slope: .9, Offset: .1, NGrams: model.NGrams{LogBuckets: 10}}
	}
	p.Heads[model.HeadSensational].Threshold, p.Heads[model.HeadBiased].Threshold = .4, .6
	p.Shared.LogSlots = 8
	var h features.Headline
	seen := map[uint64]bool{}
	for _, t := range behaviour.Suite().Headlines()[:400] {
		h.Reset(t)
		for _, g := range h.NGrams(nil) {
			if seen[g] {
				continue
			}
			seen[g] = true
			for v := range 2 {
				grams := &p.Heads[v].NGrams
				grams.List = append(grams.List, model.NGram{Hash: g, Weight: r.NormFloat64()})
			}
			f := model.SharedNGram{Hash: g}
			for d := range f.Weights {
				f.Weights[d] = r.NormFloat64()
			}
			p.Shared.List = append(p.Shared.List, f)
		}
	}
	if net {
		p.Net = toyNet(r)
		for _, h := range []model.Head{model.HeadSensational, model.HeadBiased, model.NumHeads - 1} {
			for range p.Net.Widths * p.Net.Filters {
				p.Heads[h].Output = append(p.Heads[h].Output, r.NormFloat64())
			}
		}
	}
	return p
}

// toyNet is a net of 200 words and 3 × 8 filters.
func toyNet(r *rand.Rand) *model.NetParts {
	n := &model.NetParts{Widths: 3, Filters: 8}
	seen := map[string]bool{}
	for _, title := range behaviour.Suite().Headlines() {
		for _, t := range features.Tokenize(title) {
			if s := t.Shape(); !seen[s] && len(n.Words) < 200 {
				seen[s] = true
				n.Words = append(n.Words, features.HashWord(s))
			}
		}
	}
	for range (1 + model.NetMarks + len(n.Words)) * n.Filters * n.Widths * (n.Widths + 1) / 2 {
		n.Projections = append(n.Projections, int8(r.IntN(255)-127))
	}
	for range n.Widths * n.Filters {
		n.Scale = append(n.Scale, r.Float64()/64)
		n.Bias = append(n.Bias, r.NormFloat64())
	}
	return n
}

func compile(t testing.TB, p model.Parts) *model.Model {
	t.Helper()
	m, err := model.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// toys returns the toy model without and with a net.
func toys(t testing.TB) map[string]*model.Model {
	return map[string]*model.Model{"linear": compile(t, toyParts(false)), "net": compile(t, toyParts(true))}
}

// titles are those of the behaviour suite, some of them disguised, and hard
// cases.
var titles = sync.OnceValue(func() []string {
	suite := behaviour.Suite()
	out := suite.Headlines()
	for i, t := range out {
		names := behaviour.DisguiseNames()
		if d, ok := suite.Disguise(names[i%len(names)], t, "id"); ok {
			out = append(out, d)
		}
	}
	return append(out, "", " ", "!", "\xff\xfe", "a", "KPK", strings.Repeat("Heboh sekali! ", 1000), strings.Repeat("\u200b", 5000), "🔥🔥🔥")
})
