package main

import (
	"cmp"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

var (
	langs     = []string{"id", "en"}
	langNames = map[string]string{"id": "Indonesian", "en": "English"}
	strata    = []string{"random", "cue", "likely", "middle"}
)

// leastRows is the fewest rows of a publisher that gets a line of its own.
const leastRows = 50

// gold measures the recipe on gold, out of fold.
func gold(l *lab) (*section, error) {
	res, err := l.whole()
	if err != nil {
		return nil, err
	}
	onGold := pick(res.Examples, func(e datasets.Example) bool { return l.stratum[e.Text] != "" })
	examples := at(res.Examples, onGold)
	s := sample{p: at(res.OutOfFold.Probabilities, onGold), labels: labels(examples), threshold: res.OutOfFold.Threshold}
	out := &section{Model: recipe.Version, Curves: map[string][][]float64{}, Tables: []*table{l.byStratum(s, examples), byPublisher(s, examples)}}
	for _, lang := range langs {
		part := s.of(ofLang(examples, lang))
		for _, b := range metrics.Reliability(part.p, part.labels) {
			out.Curves["reliability "+lang] = append(out.Curves["reliability "+lang], []float64{round(b.Probability), round(b.Share), float64(b.N)})
		}
		for _, p := range metrics.PrecisionRecall(part.p, part.labels, 200) {
			out.Curves["precision-recall "+lang] = append(out.Curves["precision-recall "+lang], []float64{round(p.Recall), round(p.Precision)})
		}
		m := part.measure()
		out.Curves["shipped threshold "+lang] = [][]float64{{round(m.Recall), round(m.Precision)}}
	}
	return out, nil
}

func ofLang(examples []datasets.Example, lang string) []int {
	return pick(examples, func(e datasets.Example) bool { return e.Lang == lang })
}

func (l *lab) byStratum(s sample, examples []datasets.Example) *table {
	t := &table{Name: "languages and strata", Columns: []string{"n", "sensational", "ROC-AUC", "average precision", "F1", "precision", "recall", "accuracy", "ECE"}}
	add := func(name string, rows []int) {
		t.Rows = append(t.Rows, s.of(rows).row(name, t.Columns, []string{"ROC-AUC", "average precision", "F1"}))
	}
	for _, lang := range langs {
		add(langNames[lang], ofLang(examples, lang))
	}
	for _, lang := range langs {
		for _, stratum := range strata {
			add(lang+", stratum "+stratum, pick(examples, func(e datasets.Example) bool { return e.Lang == lang && l.stratum[e.Text] == stratum }))
		}
	}
	return t
}

// byPublisher measures each publisher; the small ones of a language are pooled.
func byPublisher(s sample, examples []datasets.Example) *table {
	t := &table{Name: "publishers", Columns: []string{"n", "share", "ROC-AUC", "average precision", "F1", "ECE"}}
	others := map[string][]int{}
	add := func(name string, rows []int) {
		t.Rows = append(t.Rows, s.of(rows).row(name, t.Columns, []string{"ROC-AUC"}))
	}
	for _, p := range bySize(examples, func(e datasets.Example) string { return e.Lang + ", " + cmp.Or(e.Source, "unknown") }) {
		if len(p.rows) >= leastRows {
			add(p.name, p.rows)
			continue
		}
		lang := examples[p.rows[0]].Lang
		others[lang] = append(others[lang], p.rows...)
	}
	for _, lang := range langs {
		if len(others[lang]) > 0 {
			add(lang+", all others", others[lang])
		}
	}
	return t
}

// folds of the cross-validation on CLICK-ID.
const folds = 5

// clickID measures clickbait on CLICK-ID as heboh evaluate --cv 5 does, on random
// folds and on folds that hold out whole publishers.
func clickID(l *lab) (*section, error) {
	examples, _ := datasets.Dedupe(l.sets.ClickID)
	s := &section{Model: recipe.Version}
	columns := []string{"n", "accuracy", "F1", "macro F1", "ROC-AUC", "ECE"}
	unanimous := pick(examples, func(e datasets.Example) bool {
		return e.Annotators > 1 && (e.Votes == 0 || e.Votes == e.Annotators)
	})
	publishers := &table{Name: "publishers", Columns: []string{"n", "share", "ROC-AUC", "ROC-AUC, held out"}}
	bySource := bySize(examples, func(e datasets.Example) string { return e.Source })
	for _, g := range bySource {
		publishers.Rows = append(publishers.Rows, row{Name: g.name})
	}
	for _, by := range []string{"", "source"} {
		l.say("CLICK-ID, %d folds by %q", folds, by)
		ev, err := train.CrossValidate(l.ctx, examples, folds, by, train.Options{Seed: recipe.Seed, Words: l.words})
		if err != nil {
			return nil, err
		}
		all := sample{p: ev.Probabilities, labels: labels(examples), threshold: ev.Threshold}
		t := &table{Name: "random folds", Columns: columns}
		if by == "source" {
			t.Name, all.groups = "publisher-held-out folds", make([]string, len(examples))
			for i, e := range examples {
				all.groups[i] = e.Source
			}
		}
		t.Rows = append(t.Rows, all.rowOf("all rows", ev.Figures, columns, columns))
		if ev.Unanimous != nil {
			t.Rows = append(t.Rows, all.of(unanimous).rowOf("unanimous rows", *ev.Unanimous, columns, columns))
		}
		s.Tables = append(s.Tables, t)
		for i, g := range bySource {
			r, cells := &publishers.Rows[i], all.of(g.rows).row(g.name, []string{"n", "share", "ROC-AUC"}, nil).Cells
			if by == "source" {
				cells = cells[2:]
			}
			r.Cells = append(r.Cells, cells...)
		}
	}
	s.Tables = append(s.Tables, publishers)
	return s, nil
}
