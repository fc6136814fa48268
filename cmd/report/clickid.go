package main

import (
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

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
		ev, err := train.CrossValidate(l.ctx, examples, folds, by, l.sets.ClickIDOptions(l.words))
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
