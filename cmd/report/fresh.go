package main

import (
	"hash/fnv"
	"slices"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

// biased scores by the second verdict of a model.
type biased struct{ *model.Model }

func (b biased) Score(headline string) float64 { return b.Predict(headline).Bias.Probability }
func (b biased) Threshold() float64            { return b.BiasThreshold() }

// freshColumns are the figures of fresh headlines.
var freshColumns = []string{"n", "share", "ROC-AUC", "average precision", "F1", "precision", "recall", "ECE"}

// verdicts are the two heads that are measured, and what the readers said.
var verdicts = []struct {
	name   string
	scorer func(*model.Model) behaviour.Scorer
	label  func(recipe.Fresh) bool
}{
	{"sensational", func(m *model.Model) behaviour.Scorer { return m }, func(f recipe.Fresh) bool { return f.Sensational }},
	{"biased", func(m *model.Model) behaviour.Scorer { return biased{m} }, func(f recipe.Fresh) bool { return f.Biased }},
}

// judge measures a verdict of a model on some of the fresh headlines.
func (l *lab) judge(name string, verdict int, m *model.Model, want func(recipe.Fresh) bool) row {
	scorer := verdicts[verdict].scorer(m)
	s := sample{threshold: scorer.Threshold()}
	for _, f := range l.sets.Fresh {
		if !want(f) {
			continue
		}
		s.p, s.labels = append(s.p, scorer.Score(f.Text)), append(s.labels, 0)
		if verdicts[verdict].label(f) {
			s.labels[len(s.labels)-1] = 1
		}
	}
	return s.row(name, freshColumns, []string{"ROC-AUC", "average precision", "F1"})
}

// fresh measures the shipped model on headlines that it did not learn from.
func fresh(l *lab) (*section, error) {
	m := model.Default()
	t := &table{Name: "verdicts", Columns: freshColumns}
	for v, verdict := range verdicts {
		for _, lang := range langs {
			name := langNames[lang] + ", " + verdict.name
			t.Rows = append(t.Rows,
				l.judge(name, v, m, func(f recipe.Fresh) bool { return f.Lang == lang }),
				l.judge(name+", ordinary news", v, m, func(f recipe.Fresh) bool { return f.Lang == lang && f.Stratum == "random" }))
		}
	}
	return &section{Model: m.Info().Version, Tables: []*table{t}}, nil
}

// heldOutYear is the first year that models of section held-out know nothing of.
const heldOutYear = 2025

// isHeldOut picks half of the publishers by the hash of their names.
func isHeldOut(source string) bool {
	h := fnv.New32a()
	h.Write([]byte(source))
	return h.Sum32()%2 == 0
}

// heldOut trains without half of the publishers and without recent years, and
// judges by those publishers' headlines of those years: once with the press of
// the years before among the examples, once without any press.
func heldOut(l *lab) (*section, error) {
	keep := func(examples []datasets.Example) []datasets.Example {
		return slices.DeleteFunc(slices.Clone(examples), func(e datasets.Example) bool {
			return isHeldOut(e.Source) || l.sets.Year[e.Text] >= heldOutYear
		})
	}
	want := func(lang string) func(recipe.Fresh) bool {
		return func(f recipe.Fresh) bool { return f.Lang == lang && f.Year >= heldOutYear && isHeldOut(f.Source) }
	}
	t := &table{Name: "verdicts", Columns: freshColumns}
	for _, kind := range []struct {
		name     string
		examples []datasets.Example
	}{{"with press", keep(l.sets.Examples())}, {"without press", keep(l.sets.Gold)}} {
		opt := l.sets.Options(l.words, nil)
		opt.Extra = keep(opt.Extra)
		opt.Progress = func(stage string, done, total int) {
			if done == total {
				l.say("held out, %s: %s", kind.name, stage)
			}
		}
		res, err := train.Train(l.ctx, kind.examples, opt)
		if err != nil {
			return nil, err
		}
		for v, verdict := range verdicts {
			for _, lang := range langs {
				t.Rows = append(t.Rows, l.judge(langNames[lang]+", "+verdict.name+", "+kind.name, v, res.Model, want(lang)))
			}
		}
	}
	return &section{Model: recipe.Version, Tables: []*table{t}}, nil
}
