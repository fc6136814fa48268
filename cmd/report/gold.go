package main

import (
	"cmp"
	"maps"
	"slices"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
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

// whole is the shipped recipe on gold.
func (l *lab) whole() (*fit, error) { return l.gold("recipe on gold", train.Ablation{}, l.words) }

// gold measures the shipped recipe on gold.
func gold(l *lab) (*section, error) {
	f, err := l.whole()
	if err != nil {
		return nil, err
	}
	s := &section{Model: recipe.Version, Curves: map[string][][]float64{}, Tables: []*table{l.byStratum(f), byPublisher(f)}}
	for _, lang := range langs {
		part := f.of(f.rows(lang))
		for _, b := range metrics.Reliability(part.p, part.labels) {
			s.Curves["reliability "+lang] = append(s.Curves["reliability "+lang], []float64{round(b.Probability), round(b.Share), float64(b.N)})
		}
		for _, p := range metrics.PrecisionRecall(part.p, part.labels, 200) {
			s.Curves["precision-recall "+lang] = append(s.Curves["precision-recall "+lang], []float64{round(p.Recall), round(p.Precision)})
		}
		m := part.measure()
		s.Curves["shipped threshold "+lang] = [][]float64{{round(m.Recall), round(m.Precision)}}
	}
	return s, nil
}

func (l *lab) byStratum(f *fit) *table {
	t := &table{Name: "languages and strata", Columns: []string{"n", "sensational", "ROC-AUC", "average precision", "F1", "precision", "recall", "accuracy", "ECE"}}
	add := func(name string, rows []int) {
		t.Rows = append(t.Rows, f.of(rows).row(name, t.Columns, []string{"ROC-AUC", "average precision", "F1"}))
	}
	for _, lang := range langs {
		add(langNames[lang], f.rows(lang))
	}
	for _, lang := range langs {
		for _, name := range strata {
			add(lang+", stratum "+name, slices.DeleteFunc(f.rows(lang), func(i int) bool { return l.sets.Stratum[f.Examples[i].Text] != name }))
		}
	}
	return t
}

// byPublisher measures each publisher; the small ones of a language are pooled.
func byPublisher(f *fit) *table {
	t := &table{Name: "publishers", Columns: []string{"n", "share", "ROC-AUC", "average precision", "F1", "ECE"}}
	add := func(name string, rows []int) {
		t.Rows = append(t.Rows, f.of(rows).row(name, t.Columns, []string{"ROC-AUC"}))
	}
	others := map[string][]int{}
	for _, p := range bySize(f.Examples, f.rows(""), func(e datasets.Example) string { return e.Lang + ", " + cmp.Or(e.Source, "unknown") }) {
		if len(p.rows) < leastRows {
			lang := f.Examples[p.rows[0]].Lang
			others[lang] = append(others[lang], p.rows...)
			continue
		}
		add(p.name, p.rows)
	}
	for _, lang := range langs {
		if len(others[lang]) > 0 {
			add(lang+", all others", others[lang])
		}
	}
	return t
}

// group is the rows that share a value of a field.
type group struct {
	name string
	rows []int
}

// bySize groups rows by a field, the largest group first, ties by name.
func bySize(examples []datasets.Example, among []int, field func(datasets.Example) string) (groups []group) {
	rows := map[string][]int{}
	for _, i := range among {
		name := field(examples[i])
		rows[name] = append(rows[name], i)
	}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		groups = append(groups, group{name, rows[name]})
	}
	slices.SortStableFunc(groups, func(a, b group) int { return len(b.rows) - len(a.rows) })
	return groups
}
