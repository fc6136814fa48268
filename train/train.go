// Package train learns models from labelled headlines.
//
// A model is features plus heads; what a head asks of a headline is a question
// to the examples. Each head is learnt along one path:
//
//	examples -> cues and n-grams -> stages, fitted out of fold -> their columns
//	beside the cues -> labeller -> calibration -> threshold -> model.Head
//
// A stage (n-grams, and words taught by a larger model) turns a text into one number. The
// labeller, a logistic regression optimised with gonum, implements golearn's
// Classifier, so golearn's evaluation and cross-validation work on it. golearn's
// own logistic regression needs cgo and panics under current Go.
package train

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Train learns a model. It refuses data that cannot teach: no examples, one
// class only, fewer examples of a class than folds. The same examples, options
// and program give the same model, byte for byte, on one architecture.
func Train(ctx context.Context, examples []datasets.Example, opt Options) (*Result, error) {
	t, err := newTrainer(ctx, examples, opt)
	if err != nil {
		return nil, err
	}
	res := &Result{Examples: t.examples[:t.own], Duplicates: t.duplicates}
	var fitted []*fittedHead
	figures := map[string]float64{}
	for _, h := range t.heads() {
		f, err := t.fitHead(h)
		if err != nil {
			return nil, fmt.Errorf("training: %s: %w", h.id, err)
		}
		fitted = append(fitted, f)
		switch h.id {
		case model.HeadSensational:
			res.OutOfFold = evaluation(res.Examples, f.p, f.threshold, opt.Seed)
			addFigures(figures, "", &res.OutOfFold.Figures)
			c := metrics.NewCurves(f.p, h.labels[:h.judged], curvePoints)
			c.Record(figures)
		case model.HeadBiased:
			var judged []datasets.Example
			for _, i := range h.rows[:h.judged] {
				judged = append(judged, t.examples[i])
			}
			res.OutOfFold.Bias = measure(judged, f.p, h.labels[:h.judged], f.threshold, opt.Seed)
			addFigures(figures, "bias_", &res.OutOfFold.Bias.Figures)
		default:
			m := metrics.Measure(f.p, h.labels[:h.judged], .5)
			res.Devices = append(res.Devices, m)
			figures[h.id.String()+"_roc_auc"], figures[h.id.String()+"_average_precision"] = float64(m.ROCAUC), float64(m.AveragePrecision)
		}
	}
	res.Model, err = t.compile(fitted, figures)
	return res, err
}

// trainer holds the data of one training. Examples go by their
// number.
type trainer struct {
	ctx        context.Context
	opt        Options
	examples   []datasets.Example // those to be judged by, then the extra ones
	own        int                // number of the former
	duplicates datasets.Report
	fold       []int // of each example

	corpus *corpus
	ngrams *ngrams
	taught *taughtTexts // nil for none
}

// newTrainer checks the examples, deals them to folds, computes the features of
// every text, and fits what is fitted only once.
func newTrainer(ctx context.Context, examples []datasets.Example, opt Options) (*trainer, error) {
	opt.Folds = cmp.Or(opt.Folds, 5)
	t := &trainer{ctx: ctx, opt: opt}
	if err := t.gather(examples); err != nil {
		return nil, err
	}
	return t, t.read()
}

// gather puts the examples and the extra ones together and deals them to folds.
// Near-copies of a headline stay together.
func (t *trainer) gather(examples []datasets.Example) (err error) {
	if t.examples, t.duplicates, err = prepare(examples); err != nil {
		return err
	}
	t.own = len(t.examples)
	if len(t.opt.Extra) > 0 {
		extra, _, err := prepare(t.opt.Extra)
		if err != nil {
			return fmt.Errorf("extra examples: %w", err)
		}
		seen := keys(t.examples)
		for _, e := range extra {
			if !seen[datasets.Key(e.Text)] {
				t.examples = append(t.examples, e)
			}
		}
	}
	labels, groups := make([]int, len(t.examples)), make([]string, len(t.examples))
	for i, e := range t.examples {
		labels[i] = e.Label
		if groups[i] = e.Group; e.Group == "" {
			groups[i] = "\x00" + coreKey(e.Text)
		}
	}
	t.fold, err = metrics.Folds(labels, groups, t.opt.Folds, t.opt.Seed)
	return err
}

// prepare merges duplicates and checks that the examples can be learnt from.
func prepare(examples []datasets.Example) ([]datasets.Example, datasets.Report, error) {
	ex, report := datasets.Dedupe(examples)
	if len(ex) == 0 {
		return nil, report, errors.New("training: there is no example")
	}
	if err := checkLabels("training", ex); err != nil {
		return nil, report, err
	}
	var count [2]int
	for _, e := range ex {
		count[e.Label]++
	}
	for y, n := range count {
		if n == 0 {
			return nil, report, fmt.Errorf("training: all %d examples are %s; examples of both labels are needed", len(ex), model.Label(1-y))
		}
	}
	return ex, report, nil
}

// checkLabels refuses examples without a label.
func checkLabels(doing string, examples []datasets.Example) error {
	for _, e := range examples {
		if e.Label != datasets.Neutral && e.Label != datasets.Sensational {
			return fmt.Errorf("%s: %s:%d: field label: no label", doing, e.File, e.Line)
		}
	}
	return nil
}

func keys(examples []datasets.Example) map[string]bool {
	seen := make(map[string]bool, len(examples))
	for _, e := range examples {
		seen[datasets.Key(e.Text)] = true
	}
	return seen
}

// coreKey is the words and figures of a headline without what stands around it:
// copies that differ by a full stop, a publisher or a section share it, and so a
// fold. Without any it is the text's own key.
func coreKey(text string) string {
	var b strings.Builder
	for _, t := range features.Tokenize(text) {
		if t.Kind == features.Word || t.Kind == features.Number {
			b.WriteString(t.Text)
		}
	}
	return cmp.Or(b.String(), datasets.Key(text))
}

func (t *trainer) read() (err error) {
	var texts []string
	for _, e := range t.examples {
		texts = append(texts, e.Text)
	}
	var words *Words
	var classes *features.Classes
	if t.opt.Words != nil {
		words = t.opt.Words.unit()
		if classes, err = words.classes(counter(t.opt.Progress, "word classes", classSteps)); err != nil {
			return err
		}
	}
	progress := counter(t.opt.Progress, "features", 3)
	t.corpus = extract(texts, classes)
	progress(1)
	vocab := newVocabulary(t.corpus, words, minTexts+len(texts)/textsMore)
	progress(1)
	rows := vocab.rows(t.corpus)
	t.ngrams = &ngrams{vocab, rows, rows.withRates(t.rateGroups())}
	if t.opt.Teacher != nil {
		t.taught = t.newTaughtTexts()
	}
	progress(1)
	return t.ctx.Err()
}

// rateGroups numbers, from 1 in order of appearance, the groups of extra
// examples that share a base rate: those of one file and language, which are
// sensational far more or less often than the examples. The examples, and extra
// ones of a file that examples come from, are in group 0.
func (t *trainer) rateGroups() []int {
	groups, groupsSoFar := make([]int, len(t.corpus.cues)), 0
	number := make(map[[2]string]int)
	for i, e := range t.examples {
		key := [2]string{e.File, e.Lang}
		group, seen := number[key]
		if !seen {
			if i >= t.own {
				groupsSoFar++
				group = groupsSoFar
			}
			number[key] = group
		}
		groups[i] = group
	}
	return groups
}

// atOnce bounds the fits that run side by side: each takes much memory, and
// sums its rows on two processors itself.
const atOnce = 2

// each calls do with 0 to n-1, atOnce at a time, until one fails.
func each(n int, do func(i int) error) error {
	var g errgroup.Group
	g.SetLimit(atOnce)
	for i := range n {
		g.Go(func() error { return do(i) })
	}
	return g.Wait()
}

func all(n int) []int {
	idx := make([]int, n)
	for i := range idx {
		idx[i] = i
	}
	return idx
}

// Options say how a model is trained. The zero value trains on the examples alone.
type Options struct {
	Seed  uint64       // of folds and resampling
	Rule  metrics.Rule // how the threshold is chosen
	Info  model.Info   // name, version and sources to store; figures are added
	Folds int          // of the inner cross-fitting; 0 means 5

	// Extra are more examples of the same label that the stages learn from but that
	// are left out of labeller, calibration, threshold and figures: those written or
	// picked for training, which are not what the model will meet. Those of one file and language have
	// a base rate of their own, which the n-gram stage does not learn.
	Extra []datasets.Example

	// Words are word vectors, which tell which words are alike; nil for none.
	Words *Words

	// Teacher is what a larger model says of many headlines. It teaches both verdicts
	// beside the examples and needs Words; nil for none.
	Teacher []Taught

	// Unseen picks the examples that the teacher did not learn from. Calibration and
	// thresholds of the verdicts rest on these; nil for all examples.
	Unseen func(*datasets.Example) bool

	// Progress, when not nil, is called with the name of a step and how far it is.
	Progress func(stage string, done, total int)
}

// Result is a trained model with what training learnt about it.
type Result struct {
	Model *model.Model
	// Devices are the out-of-fold figures of each device at probability 1/2, in
	// the order of model.DeviceNames; empty where the shipped model's were taken.
	Devices []metrics.Figures
	// OutOfFold is the evaluation of probabilities for the training examples
	// by stages and labellers that did not see them, at the chosen threshold.
	// Its Bias, at the threshold chosen by the rule f1, is nil where the
	// shipped model's head was taken.
	OutOfFold *Evaluation
	// Examples are those trained on, duplicates merged, in the order of
	// OutOfFold.Probabilities.
	Examples []datasets.Example
	// Duplicates reports what merging did.
	Duplicates datasets.Report
}
