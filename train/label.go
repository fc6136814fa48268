package train

import (
	"fmt"

	"github.com/heboh/heboh/features"
)

// labellerL2 is the penalty of the labeller, chosen by cross-validation.
const labellerL2 = 3.0

// labelled is a fitted labeller: a linear model over the grid's columns, with
// its calibration, threshold and out-of-fold probabilities.
type labelled struct {
	weights       []float64 // one a cue, then one a stage
	bias          float64
	slope, offset float64
	threshold     float64
	p             []float64
}

// label fits the labeller on a golearn grid of cues and stage columns, and
// calibrates it and chooses the threshold on folds that it did not see.
func (t *trainer) label(columns [][]float64) (*labelled, error) {
	t.opt.report("labeller", 0, 1)
	n := len(t.examples)
	weight := t.weight[:n]
	f, z, err := fitLabeller(t.columnNames(), &labellerData{
		row:    func(i int) []float64 { return t.corpus.row(i, columns[i]...) },
		labels: t.labels, target: t.target[:n], weight: weight, fold: t.fold,
	})
	if err != nil {
		return nil, err
	}
	// Calibration meets the labels, not the soft targets: a probability is
	// that of being called sensational.
	hard := make([]float64, n)
	for i, y := range t.labels {
		hard[i] = float64(y)
	}
	f.slope, f.offset = platt(z[:t.own], hard[:t.own], weight[:t.own])
	f.p = make([]float64, t.own)
	for i := range f.p {
		f.p[i] = sigmoid(f.slope*z[i] + f.offset)
	}
	f.threshold = t.opt.Rule.Choose(f.p, t.labels[:t.own])
	t.opt.report("labeller", 1, 1)
	return f, nil
}

// labellerData are the rows that a labeller is fitted on.
type labellerData struct {
	row            func(i int) []float64
	labels, fold   []int
	target, weight []float64
}

// labellerRows is about the most rows that a labeller is fitted on. It has a
// hundred weights and its grid a column each: more rows take memory and tell
// nothing new.
const labellerRows = 100_000

// step is 1, or where rows are too many, one in how many is fitted on.
func step(rows int) int { return (rows + labellerRows - 1) / labellerRows }

// fitLabeller fits a Labeller on all rows and returns, beside it, the log-odds
// of each row by Labellers that did not see its fold.
func fitLabeller(names []string, d *labellerData) (*labelled, []float64, error) {
	fold := d.fold
	fit := func(in func(i int) bool) (*Labeller, error) {
		var x [][]float64
		var y []int
		var ty, tw []float64
		for i := 0; i < len(fold); i += step(len(fold)) {
			if in(i) {
				x, y, ty, tw = append(x, d.row(i)), append(y, d.labels[i]), append(ty, d.target[i]), append(tw, d.weight[i])
			}
		}
		grid, err := NewGrid(names, x, y)
		if err != nil {
			return nil, err
		}
		l := NewLabeller(labellerOptions())
		return l, l.FitWeighted(grid, ty, tw)
	}
	z := make([]float64, len(fold))
	folds := 0
	for _, g := range fold {
		folds = max(folds, g+1)
	}
	for f := range folds {
		l, err := fit(func(i int) bool { return fold[i] != f })
		if err != nil {
			return nil, nil, fmt.Errorf("labeller without fold %d: %w", f+1, err)
		}
		for i := range fold {
			if fold[i] == f {
				z[i] = l.LogOdds(d.row(i))
			}
		}
	}
	l, err := fit(func(int) bool { return true })
	if err != nil {
		return nil, nil, fmt.Errorf("labeller: %w", err)
	}
	out := &labelled{}
	_, out.weights, out.bias = l.Weights()
	return out, z, nil
}

// labellerOptions keep the weights of shouting and its like from turning, and
// leave the stages' columns all but unpenalised: they are scores already.
func labellerOptions() LabellerOptions {
	o := LabellerOptions{L2: labellerL2, Sign: map[string]int{}, Penalty: map[string]float64{ngramColumn: .01, relatedColumn: .01, netColumn: .01}}
	for _, c := range features.Catalogue() {
		if c.Sign != 0 {
			o.Sign[c.Name] = c.Sign
		}
	}
	o.Sign[ngramColumn], o.Sign[netColumn] = 1, 1
	return o
}

// columnNames are the columns of the grid: the cues, then the stages.
func (t *trainer) columnNames() []string {
	var names []string
	for _, c := range features.Catalogue() {
		names = append(names, c.Name)
	}
	return append(names, t.stageNames()...)
}
