package train

import (
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// head is one thing asked of headlines, and what it is learnt from.
type head struct {
	id               model.Head
	rows             []int // numbers of the examples that answer, rising
	labels           []int // of each row, 0 or 1
	targets, weights []float64
	judged           int // number of the first rows, on which labeller, calibration and figures rest
	stages           []stage
	rule             metrics.Rule // of a verdict
}

const firstDevice = model.NumHeads - model.NumDevices

// A question is what a head asks of an example: the label, 0 or 1, the target
// in [0, 1], and whether the example answers at all.
type question func(*datasets.Example) (label int, target float64, answered bool)

// questionOf returns the question of a head. Bias is learnt from slant where
// some of the examples to be judged by carry it, otherwise from loaded wording.
func questionOf(id model.Head, examples []datasets.Example) question {
	switch {
	case id == model.HeadSensational:
		return func(e *datasets.Example) (int, float64, bool) { return e.Label, e.Soft, true }
	case id == model.HeadBiased && slices.ContainsFunc(examples, datasets.Example.HasSlant):
		return func(e *datasets.Example) (int, float64, bool) {
			return bit(e.Slant >= 1), datasets.SoftFromSlant(e.Slant), e.HasSlant()
		}
	case id == model.HeadBiased:
		return device("loaded")
	}
	return device(id.String())
}

func device(name string) question {
	letter := datasets.DeviceLetters[slices.Index(model.DeviceNames[:], name)]
	return func(e *datasets.Example) (int, float64, bool) {
		label := bit(strings.IndexByte(e.Devices, letter) >= 0)
		return label, float64(label), e.HasDevices
	}
}

// asked is a head with the answers of the examples. Of other heads than
// sensational, as many rows as a labeller reads are enough for the stages too.
func (t *trainer) asked(id model.Head) *head {
	h := &head{id: id, stages: []stage{t.ngrams}}
	ask := questionOf(id, t.examples[:t.own])
	for i := range t.examples {
		if _, _, answered := ask(&t.examples[i]); answered {
			h.rows = append(h.rows, i)
		}
	}
	if id != model.HeadSensational {
		h.rows = every(h.rows, step(len(h.rows)))
	}
	for _, i := range h.rows {
		e := &t.examples[i]
		label, target, _ := ask(e)
		h.labels = append(h.labels, label)
		h.targets, h.weights = append(h.targets, target), append(h.weights, e.Weight)
		if i < t.own {
			h.judged++
		}
	}
	if t.taught != nil && id < firstDevice {
		h.stages = append(h.stages, t.newTaughtWords(h))
	}
	return h
}

// sensational is the head of the examples' own label.
func (t *trainer) sensational() *head {
	h := t.asked(model.HeadSensational)
	h.rule = t.opt.Rule
	return h
}

// devices are the heads of the devices. Examples weigh the same, whether to be
// judged by or not, and their n-grams are the only stage, since the heads share
// a small table. There is none where a device has too few examples.
func (t *trainer) devices() (heads []*head) {
	for id := range model.Head(model.NumDevices) {
		h := t.asked(firstDevice + id)
		h.weights = slices.Repeat([]float64{1}, len(h.rows))
		h.judged = len(h.rows)
		if !teaches(h.labels, t.opt.Folds) {
			return nil
		}
		if heads = append(heads, h); id == 0 {
			h.stages = []stage{t.ngrams.among(h.rows)}
		}
		h.stages = heads[0].stages
	}
	return heads
}

// teaches reports whether each fold can get four rows of both labels.
func teaches(labels []int, folds int) bool {
	ones := 0
	for _, y := range labels {
		ones += y
	}
	return min(ones, len(labels)-ones) >= 4*folds
}

func every(list []int, step int) (some []int) {
	for i := 0; i < len(list); i += step {
		some = append(some, list[i])
	}
	return some
}

// heads are those that the examples can teach.
func (t *trainer) heads() []*head {
	heads := []*head{t.sensational()}
	if h := t.asked(model.HeadBiased); teaches(h.labels[:h.judged], t.opt.Folds) {
		h.rule, _ = metrics.ParseRule("f1")
		heads = append(heads, h)
	}
	return append(heads, t.devices()...)
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

// lesson is what the stages learn from, among so many texts.
func (h *head) lesson(texts int) *lesson {
	l := &lesson{rows: h.rows, target: make([]float64, texts), weight: make([]float64, texts)}
	for n, i := range h.rows {
		l.target[i], l.weight[i] = h.targets[n], h.weights[n]
	}
	return l
}

type fittedHead struct {
	*head
	columns       []column
	weights       []float64 // of the cues, then of the columns
	bias          float64
	slope, offset float64
	p             []float64 // out-of-fold probability of each judged row
	threshold     float64   // of a verdict
}

// fitHead fits a head: its n-grams out of fold, the labeller on their columns,
// then the stages on all rows.
func (t *trainer) fitHead(h *head) (*fittedHead, error) {
	scores, err := t.crossFit(h)
	if err != nil {
		return nil, err
	}
	f, err := t.label(h, scores)
	if err != nil {
		return nil, err
	}
	whole := h.lesson(len(t.corpus.texts))
	progress := counter(t.opt.Progress, h.id.String()+": n-grams of all", gramIterations)
	var rest func()
	whole.beat, rest = t.counting(progress, gramIterations)
	f.columns = h.fitStages(whole)
	rest()
	return f, t.ctx.Err()
}

// crossFit returns the stages' columns of each row to be judged by, by stages fitted
// on the other folds of all rows.
func (t *trainer) crossFit(h *head) ([][]float64, error) {
	k := t.opt.Folds
	scores := make([][]float64, h.judged)
	whole := h.lesson(len(t.corpus.texts))
	progress := counter(t.opt.Progress, h.id.String()+": n-grams out of fold", k*gramIterations)
	return scores, each(k, func(f int) error {
		rest := *whole
		beat, done := t.counting(progress, gramIterations)
		defer done()
		rest.beat = beat
		rest.rows = slices.DeleteFunc(slices.Clone(h.rows), func(i int) bool { return t.fold[i] == f })
		columns := h.fitStages(&rest)
		for n, i := range h.rows[:h.judged] {
			if t.fold[i] == f {
				for _, c := range columns {
					scores[n] = append(scores[n], c.value(i))
				}
			}
		}
		return t.ctx.Err()
	})
}

func (h *head) fitStages(l *lesson) []column {
	columns := make([]column, len(h.stages))
	_ = each(len(columns), func(s int) error {
		columns[s] = h.stages[s].fit(l)
		return nil
	})
	return columns
}

// compile collects what the stages contribute, each times the labeller's weight
// of its column.
func (f *fittedHead) compile() (c compiled) {
	for s, column := range f.columns {
		column.compile(f.weights[features.NumCues+s], &c)
	}
	return c
}
