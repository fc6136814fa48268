package train

import (
	"fmt"
	"math"

	"github.com/heboh/heboh/features"
)

// labellerL2 is the penalty of the labeller, chosen by cross-validation. The
// stages' columns bear next to none: they are scores already.
const (
	labellerL2   = 3.0
	stagePenalty = 0.01
)

// label fits the labeller on cues and stage columns, and calibrates it and
// chooses the threshold on folds that it did not see.
func (t *trainer) label(h *head, scores [][]float64) (*fittedHead, error) {
	l, z, err := t.fitLabeller(h, scores)
	if err != nil {
		return nil, err
	}
	f := &fittedHead{head: h, p: make([]float64, h.judged)}
	_, f.weights, f.bias = l.Weights()
	// Calibration meets the labels, not the soft targets: a probability is
	// that of being called sensational.
	labels := h.labels[:h.judged]
	f.slope, f.offset = platt(z[:h.judged], floats01(labels), h.weights)
	for n := range f.p {
		f.p[n] = sigmoid(f.slope*z[n] + f.offset)
	}
	if h.id < firstDevice {
		f.threshold = h.rule.Choose(f.p, labels)
	}
	return f, nil
}

// labellerRows is about the most rows that a labeller is fitted on. It has a
// hundred weights and its rows are dense: more would take memory and change
// nothing.
const labellerRows = 100_000

// step is 1, or k where only every k-th of the rows is fitted on.
func step(rows int) int { return (rows + labellerRows - 1) / labellerRows }

// fitLabeller fits a Labeller on all rows and returns, beside it, the log-odds
// of each row by Labellers that did not see its fold.
func (t *trainer) fitLabeller(h *head, scores [][]float64) (l *Labeller, z []float64, err error) {
	row := func(n int) []float64 { return t.corpus.row(h.rows[n], scores[n]...) }
	names, opt := h.columnNames(), h.labellerOptions()
	fit := func(without int) (*Labeller, error) {
		d := denseRows{names: names}
		for n := 0; n < len(h.rows); n += step(len(h.rows)) {
			if t.fold[h.rows[n]] != without {
				d.values, d.labels = append(d.values, row(n)), append(d.labels, h.labels[n])
				d.targets, d.weights = append(d.targets, h.targets[n]), append(d.weights, h.weights[n])
			}
		}
		l := NewLabeller(opt)
		l.beat = t.ctx.Err
		if err := l.fit(&d); err != nil {
			return nil, err
		}
		for s, stage := range h.stages {
			l.weights[features.NumCues+s] *= stage.trust()
		}
		return l, nil
	}
	k := t.opt.Folds
	z = make([]float64, len(h.rows))
	progress := counter(t.opt.Progress, h.id.String()+": labeller", k+1)
	err = each(k+1, func(f int) (err error) {
		defer progress(1)
		if f == k {
			l, err = fit(-1)
			return err
		}
		held, err := fit(f)
		if err != nil {
			return fmt.Errorf("without fold %d: %w", f+1, err)
		}
		for n, i := range h.rows {
			if t.fold[i] == f {
				z[n] = held.LogOdds(row(n))
			}
		}
		return nil
	})
	return l, z, err
}

// labellerOptions keep the weights of shouting and its like from turning.
func (h *head) labellerOptions() LabellerOptions {
	o := LabellerOptions{L2: labellerL2, Sign: map[string]int{}, Penalty: map[string]float64{}}
	for _, c := range features.Catalogue() {
		o.Sign[c.Name] = c.Sign
	}
	for _, s := range h.stages {
		o.Sign[s.name()], o.Penalty[s.name()] = s.sign(), stagePenalty
	}
	return o
}

// platt fits probability = σ(slope·z + offset) to out-of-fold log-odds z and
// targets in [0, 1] by Newton's method (Platt 1999; Lin, Lin & Weng 2007
// without their target smoothing: the targets here are many and already soft).
// The slope is kept positive: calibration never turns the order around.
func platt(z, target, weight []float64) (slope, offset float64) {
	slope = 1
	for range 100 {
		var ga, gb, haa, hab, hbb float64
		for i, v := range z {
			p := sigmoid(slope*v + offset)
			e := weight[i] * (p - target[i])
			h := weight[i] * p * (1 - p)
			ga += e * v
			gb += e
			haa += h * v * v
			hab += h * v
			hbb += h
		}
		haa += 1e-9
		hbb += 1e-9
		det := haa*hbb - hab*hab
		if det <= 0 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		for slope-da <= 1e-3 && math.Abs(da) > 1e-12 {
			da, db = da/2, db/2
		}
		slope -= da
		offset -= db
		if math.Abs(da)+math.Abs(db) < 1e-10 {
			break
		}
	}
	return slope, offset
}
