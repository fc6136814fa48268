package train

import (
	"fmt"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// head is one thing asked of headlines, and what it is learnt from.
type head struct {
	id      model.Head
	rows    []int // numbers of the examples it is learnt from, rising
	judged  int   // number of the first rows, on which calibration and figures rest
	labels  []int // of each row, 0 or 1
	stages  []stage
	teacher *teacher     // nil for none
	rule    metrics.Rule // of a verdict
	lesson               // of the stages
}

// heads are those that the examples can teach.
func (t *trainer) heads() []*head {
	heads := []*head{t.sensational()}
	if h := t.biased(); h != nil {
		heads = append(heads, h)
	}
	return append(heads, t.devices()...)
}

// sensational is the head of the examples' own label.
func (t *trainer) sensational() *head {
	h := &head{
		id: model.HeadSensational, rows: all(len(t.examples)), judged: t.own, rule: t.opt.Rule, teacher: t.teacher,
		stages: []stage{t.ngrams}, lesson: lesson{target: t.target, weight: t.weight},
	}
	for _, e := range t.examples {
		h.labels = append(h.labels, e.Label)
	}
	if t.related != nil {
		h.stages = append(h.stages, t.related)
	}
	if t.nets != nil {
		h.stages = append(h.stages, t.nets)
	}
	h.lesson.rows = h.rows
	return h
}

// biased is the head of the second verdict, lighter by the nets. It returns nil
// where the examples to be judged by cannot teach it.
func (t *trainer) biased() *head {
	rule, _ := metrics.ParseRule("f1")
	rows := t.answering(bias)
	judged := 0
	for judged < len(rows) && rows[judged] < t.own {
		judged++
	}
	h := t.asked(model.HeadBiased, rows, judged, bias)
	h.stages, h.rule = []stage{t.ngrams}, rule
	for _, i := range rows {
		h.weight[i] = t.examples[i].Weight
	}
	if !h.teaches(4 * t.opt.folds()) {
		return nil
	}
	return h
}

// devices are the heads of the devices, with the n-grams of their own examples
// as their only stage. It returns none where a device has too few examples.
func (t *trainer) devices() []*head {
	rows := t.answering(device(0))
	rows = every(rows, step(len(rows)))
	stages := []stage{t.ngrams.among(rows)}
	var heads []*head
	for k := range model.NumDevices {
		h := t.asked(firstDevice+model.Head(k), rows, len(rows), device(k))
		if h.stages = stages; !h.teaches(4 * t.opt.folds()) {
			return nil
		}
		heads = append(heads, h)
	}
	return heads
}

// firstDevice is the head of the first device.
const firstDevice = model.NumHeads - model.NumDevices

// A question is what a head asks of an example: the target, in [0, 1], and
// whether the example answers at all. From 1/2 the label is 1.
type question func(*datasets.Example) (target float64, answered bool)

// device asks whether a headline uses a device.
func device(k int) question {
	return func(e *datasets.Example) (float64, bool) {
		return float64(bit(strings.IndexByte(e.Devices, datasets.DeviceLetters[k]) >= 0)), e.HasDevices
	}
}

// bias asks whether a headline's wording takes a side: for want of anything
// better, whether it is loaded.
var bias = device(slices.Index(model.DeviceNames[:], "loaded"))

// answering lists the examples that answer a question.
func (t *trainer) answering(ask question) (rows []int) {
	for i := range t.examples {
		if _, answered := ask(&t.examples[i]); answered {
			rows = append(rows, i)
		}
	}
	return rows
}

// asked is the head of a question to the given examples, all of one weight.
func (t *trainer) asked(id model.Head, rows []int, judged int, ask question) *head {
	h := &head{id: id, rows: rows, judged: judged}
	h.lesson = lesson{rows, make([]float64, len(t.examples)), make([]float64, len(t.examples))}
	for _, i := range rows {
		h.target[i], _ = ask(&t.examples[i])
		h.weight[i] = 1
		h.labels = append(h.labels, bit(h.target[i] >= .5))
	}
	return h
}

// teaches reports whether both labels occur at least so often among the judged
// rows.
func (h *head) teaches(least int) bool {
	ones := 0
	for _, y := range h.labels[:h.judged] {
		ones += y
	}
	return min(ones, h.judged-ones) >= least
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// every returns each step-th number of a list.
func every(list []int, step int) []int {
	var some []int
	for i := 0; i < len(list); i += step {
		some = append(some, list[i])
	}
	return some
}

// columnNames are the labeller's columns: the cues, then the stages.
func (h *head) columnNames() []string {
	var names []string
	for _, c := range features.Catalogue() {
		names = append(names, c.Name)
	}
	for _, s := range h.stages {
		names = append(names, s.name())
	}
	return names
}

// fittedHead is a head with what was learnt.
type fittedHead struct {
	*head
	*labelled
	columns   []column
	threshold float64 // of a verdict
}

// fitHead fits a head: its stages out of fold, the labeller on their columns,
// then the stages on all rows.
func (t *trainer) fitHead(h *head) (*fittedHead, error) {
	scores, err := t.crossFit(h)
	if err != nil {
		return nil, err
	}
	f := &fittedHead{head: h}
	if f.labelled, err = t.label(h, scores); err != nil {
		return nil, err
	}
	if h.id < firstDevice {
		f.threshold = h.rule.Choose(f.p, h.labels[:h.judged])
	}
	t.opt.report(h.id.String()+": final stages", 0, 1)
	if f.columns, err = h.fitStages(h.lesson.rows); err != nil {
		return nil, err
	}
	t.opt.report(h.id.String()+": final stages", 1, 1)
	return f, nil
}

// crossFit returns the stages' columns of each row, by stages fitted on the
// other folds.
func (t *trainer) crossFit(h *head) ([][]float64, error) {
	k := t.opt.folds()
	scores := make([][]float64, len(h.rows))
	progress := t.opt.counter(h.id.String()+": stages out of fold", k)
	return scores, each(k, func(f int) error {
		defer progress()
		if err := t.ctx.Err(); err != nil {
			return err
		}
		var rest []int
		for _, i := range h.lesson.rows {
			if t.fold[i] != f {
				rest = append(rest, i)
			}
		}
		columns, err := h.fitStages(rest)
		if err != nil {
			return fmt.Errorf("without fold %d: %w", f+1, err)
		}
		for n, i := range h.rows {
			if t.fold[i] == f {
				for _, c := range columns {
					scores[n] = append(scores[n], c.value(i))
				}
			}
		}
		return nil
	})
}

// fitStages fits the stages on the given examples and on what the teacher makes
// of the headlines without a label.
func (h *head) fitStages(rows []int) ([]column, error) {
	l := &lesson{rows, h.target, h.weight}
	if h.teacher != nil {
		var err error
		if l, err = h.teacher.extend(l); err != nil {
			return nil, err
		}
	}
	columns := make([]column, len(h.stages))
	return columns, each(len(columns), func(s int) (err error) {
		columns[s], err = h.stages[s].fit(l)
		return err
	})
}

// compile collects what the stages contribute, each times the labeller's weight
// of its column.
func (f *fittedHead) compile() (c compiled) {
	for s, column := range f.columns {
		column.compile(f.weights[features.NumCues+s], &c)
	}
	return c
}
