package main

import (
	"math"
	"strconv"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// variants are recipes that learn from less than the shipped one.
var variants = []struct {
	name    string
	wordy   bool // with word vectors
	without func(*recipe.Sets)
}{
	{"1/2 of the press labels", true, partOfPress(2)},
	{"1/4 of the press labels", true, partOfPress(4)},
	{"1/8 of the press labels", true, partOfPress(8)},
	{"without press labels", true, func(s *recipe.Sets) { s.Press = nil }},
	{"without doubtful press labels", true, func(s *recipe.Sets) { s.Doubtful = nil }},
	{"without annotations", true, func(s *recipe.Sets) { s.Annotated = nil }},
	{"without the sample set", true, func(s *recipe.Sets) { s.Sample = nil }},
	{"without the teacher", true, func(s *recipe.Sets) { s.Teacher = nil }},
	{"without word classes and shared weights", false, func(*recipe.Sets) {}},
}

// partOfPress keeps one label of the press in so many, picked by the hash of the
// headline: a smaller part is contained in every larger one. The split rule uses
// the first byte of the hash, so this uses later ones.
func partOfPress(part int) func(*recipe.Sets) {
	return func(s *recipe.Sets) {
		s.Press = at(s.Press, pick(s.Press, func(e datasets.Example) bool {
			v, err := strconv.ParseUint(datasets.KeyHash(e.Text)[8:], 16, 32)
			return err == nil && v < math.MaxUint32/uint64(part)
		}))
	}
}

// steps trains the variants and judges them by fresh headlines.
func steps(l *lab) (*section, error) {
	whole, err := l.whole()
	if err != nil {
		return nil, err
	}
	names, models := []string{"the whole recipe"}, []*model.Model{whole.Model}
	for _, v := range variants {
		sets, words := *l.withoutFresh(), l.words
		v.without(&sets)
		if !v.wordy {
			words = nil
		}
		res, err := l.train(v.name, sets.Examples(), sets.Options(words, nil))
		if err != nil {
			return nil, err
		}
		names, models = append(names, v.name), append(models, res.Model)
	}
	t := &table{Name: "changes", Columns: []string{"ROC-AUC", "ROC-AUC change", "average precision", "average precision change"}}
	for v, verdict := range verdicts {
		for _, lang := range langs {
			var before sample
			for i, m := range models {
				after := l.judge(v, m, func(f freshTitle) bool { return f.Lang == lang })
				if i == 0 {
					before = after
				}
				t.Rows = append(t.Rows, change(langNames[lang]+", "+verdict.name+": "+names[i], before, after))
			}
		}
	}
	return &section{Model: recipe.Version, Tables: []*table{t}}, nil
}

// change has both areas, which need no threshold, and how far they moved, with the
// 95 % intervals of the differences over the same resamples.
func change(name string, before, after sample) row {
	from, to := before.measure(), after.measure()
	moved := metrics.Differences(metrics.Scores{P: before.p}, metrics.Scores{P: after.p}, before.labels, recipe.Seed)
	r := row{Name: name}
	for _, column := range []string{"ROC-AUC", "average precision"} {
		now, between := value(to, column), moved[metricName(column)]
		r.Cells = append(r.Cells, figure(now), figure(now-value(from, column), between[:]...))
	}
	return r
}
