package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// parts are how many times fewer labelled rows are learnt from.
var parts = []int{8, 4, 2, 1}

// learningCurves are their names, in the order of the table and the plot.
var learningCurves = []string{"gold, Indonesian", "gold, English", "CLICK-ID"}

// curve measures recipes that learn from ever more rows and are judged on the
// same ones.
func curve(l *lab) (*section, error) {
	fits := map[string][]*fit{}
	for _, part := range parts {
		name, a := fmt.Sprintf(" from 1/%d of the labels", part), train.Ablation{Keep: keepPart(part)}
		if part == 1 {
			name, a.Keep = "", nil
		}
		onClickID, err := l.clickID("recipe on CLICK-ID"+name, a)
		if err != nil {
			return nil, err
		}
		onGold, err := l.gold("recipe on gold"+name, a, l.words)
		if err != nil {
			return nil, err
		}
		for i, f := range []*fit{onGold, onGold, onClickID} {
			fits[learningCurves[i]] = append(fits[learningCurves[i]], f)
		}
	}
	s := &section{Model: recipe.Version, Curves: map[string][][]float64{}}
	t := &table{Name: "parts", Columns: []string{"labelled rows", "n", "ROC-AUC", "average precision"}}
	for i, name := range learningCurves {
		for k, f := range fits[name] {
			r := f.of(f.rows(append(langs, "")[i])).row(fmt.Sprintf("%s, 1/%d", name, parts[k]), t.Columns[1:], areas)
			r.Cells = append([]cell{count(f.Learnt)}, r.Cells...)
			t.Rows = append(t.Rows, r)
			s.Curves[name] = append(s.Curves[name], append([]float64{float64(f.Learnt)}, r.Cells[2]...))
		}
	}
	s.Tables = []*table{t}
	return s, nil
}

// keepPart picks one headline in so many by its hash: a smaller part is contained
// in every larger one, and repeats of a headline stay together. The split rule
// uses the first byte of the hash, so this uses later ones.
func keepPart(part int) func(datasets.Example) bool {
	return func(e datasets.Example) bool {
		v, err := strconv.ParseUint(datasets.KeyHash(e.Text)[8:], 16, 32)
		return err == nil && v < math.MaxUint32/uint64(part)
	}
}
