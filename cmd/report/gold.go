package main

import (
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
)

var (
	langs     = []string{"id", "en"}
	langNames = map[string]string{"id": "Indonesian", "en": "English"}
	strata    = []string{"random", "cue", "likely", "middle"}
)

// leastRows is the fewest rows of a publisher that gets a line of its own.
const leastRows = 50

// gold measures the shipped recipe on gold.
func gold(l *lab) (*record.Section, error) {
	f, err := l.gold()
	if err != nil {
		return nil, err
	}
	all := sample{p: f.p, labels: f.labels(), threshold: f.threshold}
	s := &record.Section{Model: recipe.Version, Tables: []*record.Table{
		l.goldTable(f, all),
		sources(f, all),
		agreement(f),
	}}
	for _, lang := range langs {
		part := all.of(pick(f.Examples, inLang(lang)))
		s.Curves = append(s.Curves,
			&record.Curve{Name: "reliability " + lang, Points: reliability(part.p, part.labels)},
			&record.Curve{Name: "precision-recall " + lang, Points: precisionRecall(part.p, part.labels)},
			&record.Curve{Name: "shipped threshold " + lang, Points: operatingPoint(part)})
	}
	return s, nil
}

// goldTable has the rows and figures of MODEL_CARD.md.
func (l *lab) goldTable(f *fit, all sample) *record.Table {
	t := &record.Table{Name: "languages and strata", Columns: []string{"n", "sensational", "roc_auc", "average_precision", "f1", "precision", "recall", "accuracy", "ece"}}
	add := func(name string, want func(datasets.Example) bool) {
		t.Rows = append(t.Rows, all.of(pick(f.Examples, want)).row(name, t.Columns, []string{"roc_auc", "average_precision", "f1"}))
	}
	for _, lang := range langs {
		add(langNames[lang], inLang(lang))
	}
	stratum := l.strata()
	for _, lang := range langs {
		for _, name := range strata {
			add(lang+", stratum "+name, func(e datasets.Example) bool { return e.Lang == lang && stratum[e.Text] == name })
		}
	}
	return t
}

// strata are the strata of gold's titles.
func (l *lab) strata() map[string]string {
	m := make(map[string]string, len(l.sets.Gold))
	for i, e := range l.sets.Gold {
		m[e.Text] = l.sets.Strata[i]
	}
	return m
}

// sources measures the publishers; small ones of a language are pooled.
func sources(f *fit, all sample) *record.Table {
	t := &record.Table{Name: "publishers", Columns: []string{"n", "prevalence", "roc_auc", "average_precision", "f1", "ece"}}
	name := func(e datasets.Example) string { return e.Lang + ", " + publisher(e) }
	var small = map[string]bool{}
	for _, s := range sortedBySize(f.Examples, name) {
		rows := pick(f.Examples, func(e datasets.Example) bool { return name(e) == s })
		if len(rows) < leastRows {
			small[s] = true
			continue
		}
		t.Rows = append(t.Rows, all.of(rows).row(s, t.Columns, []string{"roc_auc"}))
	}
	for _, lang := range langs {
		rows := pick(f.Examples, func(e datasets.Example) bool { return e.Lang == lang && small[name(e)] })
		if len(rows) > 0 {
			t.Rows = append(t.Rows, all.of(rows).row(lang+", all others", t.Columns, []string{"roc_auc"}))
		}
	}
	return t
}

// publisher of a title; English ones are often not told.
func publisher(e datasets.Example) string {
	if e.Source == "" {
		return "not told"
	}
	return e.Source
}
