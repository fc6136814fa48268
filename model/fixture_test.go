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
// n-grams of a few hundred titles and, if classes is set, word classes.
func toyParts(classes bool) model.Parts {
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
	if classes {
		p.Classes = toyClasses()
	}
	var h features.Headline
	seen := map[uint64]bool{}
	for _, t := range suite()[:400] {
		h.Reset(t)
		for _, g := range h.NGrams(nil, p.Classes) {
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
	return p
}

// toyClasses are eight classes of 200 words.
func toyClasses() *features.Classes {
	var words []uint64
	var fine []int
	seen := map[string]bool{}
	for _, title := range suite()[:400] {
		for _, t := range features.Tokenize(title) {
			if s := t.Shape(); !seen[s] && len(words) < 200 {
				seen[s] = true
				fine = append(fine, 1+len(words)%8)
				words = append(words, features.HashWord(s))
			}
		}
	}
	c, err := features.NewClasses(words, fine, []uint16{0, 1, 1, 1, 1, 2, 2, 3, 3})
	if err != nil {
		panic(err)
	}
	return c
}

func compile(t testing.TB, p model.Parts) *model.Model {
	t.Helper()
	m, err := model.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// toys returns the toy model without and with word classes.
func toys(t testing.TB) map[string]*model.Model {
	return map[string]*model.Model{"linear": compile(t, toyParts(false)), "classes": compile(t, toyParts(true))}
}

// collector keeps what it is asked to score.
type collector struct{ titles []string }

func (c *collector) Score(title string) float64 { c.titles = append(c.titles, title); return 0 }
func (c *collector) Threshold() float64         { return .5 }

// suite are the titles that the behaviour suite scores, disguised ones among them.
var suite = sync.OnceValue(func() []string {
	var c collector
	behaviour.Run(&c, nil)
	return c.titles
})

// titles are some of the suite's, and hard cases.
var titles = sync.OnceValue(func() []string {
	const most = 3000
	var out []string
	for i := range most { // spread over all of them
		out = append(out, suite()[i*len(suite())/most])
	}
	return append(out, "", " ", "!", "\xff\xfe", "a", "KPK", strings.Repeat("Heboh sekali! ", 1000), strings.Repeat("\u200b", 5000), "🔥🔥🔥")
})
