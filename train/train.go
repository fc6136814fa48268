package train

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/convnet"
)

// Train learns a model. It refuses data that cannot teach: no examples, one
// class only, fewer examples of a class than folds. The same examples, options
// and program give the same model, byte for byte, on one architecture.
func Train(ctx context.Context, examples []datasets.Example, opt Options) (*Result, error) {
	alg, err := AlgorithmNamed(opt.Algorithm)
	if err != nil {
		return nil, err
	}
	if alg.Name != DefaultAlgorithm {
		return nil, fmt.Errorf("training: %s does not compile into a model; compare it by cross-validation", alg.Name)
	}
	res := &Result{}
	t := &trainer{opt: opt, ctx: ctx}
	if res.Examples, res.Duplicates, err = prepare(examples); err != nil {
		return nil, err
	}
	if err := t.gather(res.Examples); err != nil {
		return nil, err
	}
	t.read()
	if err := t.fitRelated(); err != nil {
		return nil, err
	}
	columns, err := t.crossFit()
	if err != nil {
		return nil, err
	}
	fitted, err := t.label(columns)
	if err != nil {
		return nil, err
	}
	opt.report("final stages", 0, 1)
	stages, err := t.fitStages(all(len(t.examples)))
	if err != nil {
		return nil, err
	}
	devices, err := t.fitDevices()
	if err != nil {
		return nil, err
	}
	if res.OutOfFold, err = evaluation(res.Examples, fitted.p, fitted.threshold, opt.Seed); err != nil {
		return nil, err
	}
	if res.Model, err = t.compile(stages, fitted, devices, res.OutOfFold); err != nil {
		return nil, err
	}
	opt.report("final stages", 1, 1)
	if devices.from == nil {
		res.Devices = devices.figures[:]
	}
	return res, nil
}

// prepare merges duplicates and checks that the examples can be learnt from.
func prepare(examples []datasets.Example) ([]datasets.Example, datasets.Report, error) {
	ex, report := datasets.Dedupe(examples)
	if len(ex) == 0 {
		return nil, report, errors.New("training: there is no example")
	}
	var count [2]int
	for _, e := range ex {
		if e.Label != datasets.Neutral && e.Label != datasets.Sensational {
			return nil, report, fmt.Errorf("training: %s:%d: field label: no label", e.File, e.Line)
		}
		count[e.Label]++
	}
	for y, n := range count {
		if n == 0 {
			return nil, report, fmt.Errorf("training: all %d examples are %s; examples of both labels are needed", len(ex), model.Label(1-y))
		}
	}
	return ex, report, nil
}

// gather puts the examples and the extra ones together and deals them out to
// folds. Titles that differ in capitals or punctuation alone stay together.
func (t *trainer) gather(examples []datasets.Example) (err error) {
	t.own = len(examples)
	t.examples = slices.Clip(examples)
	if len(t.opt.Extra) > 0 {
		extra, _, err := prepare(t.opt.Extra)
		if err != nil {
			return fmt.Errorf("extra examples: %w", err)
		}
		seen := keys(examples)
		for _, e := range extra {
			if !seen[datasets.Key(e.Text)] {
				t.examples = append(t.examples, e)
			}
		}
	}
	groups := make([]string, len(t.examples))
	for i, e := range t.examples {
		t.labels = append(t.labels, e.Label)
		if groups[i] = e.Group; e.Group == "" {
			groups[i] = "\x00" + datasets.Key(e.Text)
		}
	}
	t.fold, err = Folds(t.labels, groups, t.opt.folds(), t.opt.Seed)
	return err
}

// keys are those of the examples' titles.
func keys(examples []datasets.Example) map[string]bool {
	seen := make(map[string]bool, len(examples))
	for _, e := range examples {
		seen[datasets.Key(e.Text)] = true
	}
	return seen
}

// trainer carries one training through its steps.
type trainer struct {
	opt      Options
	ctx      context.Context
	examples []datasets.Example // those to be judged by, then the extra ones
	own      int                // number of the former
	labels   []int
	fold     []int

	// Features of examples, related examples and unlabelled titles, end to
	// end in this order, and their targets and weights.
	corpus         *corpus
	target, weight []float64
	vocab          *vocabulary
	rows           *sparseRows
	based          *sparseRows // rows with the columns of base rates
	ids            [][]int32   // of the words, for the nets
	small          []int32     // words of the compiled net, as numbered in Words
	smallIDs       [][]int32   // the texts in its words
	related        []int       // rows of the related examples
	rel            *linear     // stage of the related label, nil without any
	relNet         *convnet.Net
	unlabelled     []int // rows of the unlabelled titles
}

// read computes the features of every text.
func (t *trainer) read() {
	t.opt.report("features", 0, 1)
	var texts []string
	add := func(text string, target, weight float64) int {
		texts = append(texts, text)
		t.target = append(t.target, target)
		t.weight = append(t.weight, weight)
		return len(texts) - 1
	}
	for _, e := range t.examples {
		add(e.Text, e.Soft, e.Weight)
	}
	if len(t.opt.Related) > 0 {
		seen := keys(t.examples)
		for _, e := range t.opt.Related {
			if seen[datasets.Key(e.Text)] {
				continue // its score would be known by heart
			}
			t.related = append(t.related, add(e.Text, e.Soft, e.Weight))
		}
	}
	for _, title := range t.opt.Unlabelled {
		t.unlabelled = append(t.unlabelled, add(title, 0, 0))
	}
	t.corpus = extract(texts)
	t.vocab = newVocabulary(t.corpus, minTexts+len(texts)/textsMore)
	t.rows = t.vocab.rows(t.corpus)
	t.based = t.rows.withRates(t.rateGroups())
	if t.opt.Words != nil {
		t.readIDs(texts)
	}
	t.opt.report("features", 1, 1)
}

// crossFit scores every example by stages fitted on the other folds, two folds
// at a time.
func (t *trainer) crossFit() ([][]float64, error) {
	k := t.opt.folds()
	columns := make([][]float64, len(t.examples))
	errs := make([]error, k)
	turn := make(chan struct{}, 2)
	var wg sync.WaitGroup
	var done atomic.Int32
	t.opt.report("out-of-fold stages", 0, k)
	for f := range k {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			if errs[f] = t.ctx.Err(); errs[f] == nil {
				errs[f] = t.crossFitFold(f, columns)
			}
			done.Add(1)
		})
		t.opt.report("out-of-fold stages", int(done.Load()), k)
	}
	wg.Wait()
	t.opt.report("out-of-fold stages", k, k)
	return columns, errors.Join(errs...)
}

// crossFitFold fills the columns of fold f.
func (t *trainer) crossFitFold(f int, columns [][]float64) error {
	var rest, held []int
	for i, g := range t.fold {
		if g == f {
			held = append(held, i)
		} else {
			rest = append(rest, i)
		}
	}
	s, err := t.fitStages(rest)
	if err != nil {
		return fmt.Errorf("without fold %d: %w", f+1, err)
	}
	for _, i := range held {
		columns[i] = s.columns(i)
	}
	return nil
}

func all(n int) []int {
	idx := make([]int, n)
	for i := range idx {
		idx[i] = i
	}
	return idx
}
