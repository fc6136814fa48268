package train

import (
	"fmt"
	"math"
	"slices"

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
	rows := t.unseen(h)
	labels := pick(h.labels, rows)
	f.slope, f.offset = platt(pick(z, rows), floats01(labels), pick(h.weights, rows))
	for n := range f.p {
		f.p[n] = sigmoid(f.slope*z[n] + f.offset)
	}
	if h.id < firstDevice {
		f.threshold = h.rule.Choose(pick(f.p, rows), labels)
	}
	return f, nil
}

// unseen are the rows that calibration and threshold of a head rest on: of a verdict,
// those that the teacher did not learn from, if they are known and can teach; otherwise
// all that are judged by. Of headlines that it learnt from, the teacher knows more than
// it will of others, and every fold is surer than it should be.
func (t *trainer) unseen(h *head) []int {
	judged := all(h.judged)
	if t.opt.Unseen == nil || h.id >= firstDevice {
		return judged
	}
	rows := slices.DeleteFunc(slices.Clone(judged), func(n int) bool { return !t.opt.Unseen(&t.examples[h.rows[n]]) })
	if !teaches(pick(h.labels, rows), t.opt.Folds) {
		return judged
	}
	return rows
}

func pick[T any](list []T, at []int) []T {
	some := make([]T, len(at))
	for n, i := range at {
		some[n] = list[i]
	}
	return some
}

// labellerRows is about the most rows that a labeller is fitted on. It has a
// hundred weights and its rows are dense: more would take memory and change
// nothing.
const labellerRows = 100_000

// step is 1, or k where only every k-th of the rows is fitted on.
func step(rows int) int { return (rows + labellerRows - 1) / labellerRows }

// fitLabeller fits a Labeller on the rows to be judged by and returns, beside it,
// the log-odds of each of them by Labellers that did not see its fold. Extra rows
// teach the stages alone: how much a column counts differs among headlines that were
// written or picked for training, and so would be learnt for those.
func (t *trainer) fitLabeller(h *head, scores [][]float64) (l *Labeller, z []float64, err error) {
	row := func(n int) []float64 { return t.corpus.row(h.rows[n], scores[n]...) }
	names, opt := h.columnNames(), h.labellerOptions()
	fit := func(without int) (*Labeller, error) {
		d := denseRows{names: names}
		for n := 0; n < h.judged; n += step(h.judged) {
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
		return l, nil
	}
	k := t.opt.Folds
	z = make([]float64, h.judged)
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
		for n, i := range h.rows[:h.judged] {
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
