package train

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/heboh/heboh/datasets"
)

// Columns are what the labeller learns from: the cues of every example and the
// scores of stages that did not see its fold. One cross-fitting, which is what
// takes the time, serves any number of labellers; that makes ablations cheap.
type Columns struct {
	// Examples are those judged, duplicates merged, as in Result.
	Examples []datasets.Example
	// Learnt is the number of labelled examples that stages and labellers could
	// learn from, the extra ones among them.
	Learnt int

	t      *trainer
	scores [][]float64 // of the stages, one row an example
}

// Ablation says what CrossFit leaves out. The zero value leaves out nothing.
type Ablation struct {
	// Keep picks the labelled examples to learn from, nil for all. The others are
	// scored nevertheless, so that figures stay those of the same rows.
	Keep func(datasets.Example) bool
	// Undistilled leaves out the teacher: no title is labelled by it.
	Undistilled bool
}

// CrossFit does what Train does up to the labeller: no devices, no final
// stages, no model. It refuses what Train refuses.
func CrossFit(ctx context.Context, examples []datasets.Example, opt Options, a Ablation) (*Columns, error) {
	t := &trainer{opt: opt, ctx: ctx}
	own, _, err := prepare(examples)
	if err != nil {
		return nil, err
	}
	if err := t.gather(own); err != nil {
		return nil, err
	}
	t.read()
	if err := t.fitRelated(); err != nil {
		return nil, err
	}
	related := t.related
	if a.Undistilled {
		t.unlabelled, t.related = nil, nil
	}
	c := &Columns{Examples: own, Learnt: len(t.examples), t: t}
	if a.Keep == nil {
		c.scores, err = t.crossFit()
	} else {
		c.scores, err = c.crossFitKept(a.Keep)
	}
	t.related = related
	return c, err
}

// crossFitKept is crossFit with stages that learn from the kept rows only.
// For the labellers the other rows weigh nothing.
func (c *Columns) crossFitKept(keep func(datasets.Example) bool) ([][]float64, error) {
	t := c.t
	kept := make([]bool, len(t.examples))
	c.Learnt = 0
	for i, e := range t.examples {
		if kept[i] = keep(e); kept[i] {
			c.Learnt++
		}
	}
	k := t.opt.folds()
	columns := make([][]float64, len(t.examples))
	errs := make([]error, k)
	turn := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for f := range k {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			if errs[f] = t.ctx.Err(); errs[f] == nil {
				errs[f] = t.crossFitKeptFold(f, kept, columns)
			}
		})
		t.opt.report("out-of-fold stages", f+1, k)
	}
	wg.Wait()
	for i := range kept {
		if !kept[i] {
			t.weight[i] = 0
		}
	}
	return columns, errors.Join(errs...)
}

func (t *trainer) crossFitKeptFold(f int, kept []bool, columns [][]float64) error {
	var rest []int
	for i, g := range t.fold {
		if g != f && kept[i] {
			rest = append(rest, i)
		}
	}
	s, err := t.fitStages(rest)
	if err != nil {
		return fmt.Errorf("without fold %d: %w", f+1, err)
	}
	for i, g := range t.fold {
		if g == f {
			columns[i] = s.columns(i)
		}
	}
	return nil
}

// Names are the columns': the cues of the catalogue, then the stages.
func (c *Columns) Names() []string { return c.t.columnNames() }

// Label fits labellers without the named columns and returns the out-of-fold
// probability of every example and the threshold that the rule chooses on them:
// with no name, what Train reports. Names that there are not are an error.
// Several goroutines may call it at once.
func (c *Columns) Label(without ...string) (p []float64, threshold float64, err error) {
	names := c.Names()
	out := make([]bool, len(names))
	for _, name := range without {
		at := slices.Index(names, name)
		if at < 0 {
			return nil, 0, fmt.Errorf("ablation: no column %q", name)
		}
		out[at] = true
	}
	t := *c.t
	t.opt.Progress = nil
	cues := len(names) - len(t.stageNames())
	// A column of zeros gets the weight zero.
	t.corpus = c.t.corpus.without(out[:cues], len(t.examples))
	f, err := t.label(blank(c.scores, out[cues:]))
	if err != nil {
		return nil, 0, err
	}
	return f.p, f.threshold, nil
}

// without copies the cues of the first n texts but those that are out.
func (c *corpus) without(out []bool, n int) *corpus {
	copied := &corpus{cues: make([][]firedCue, n)}
	for i, row := range c.cues[:n] {
		copied.cues[i] = slices.DeleteFunc(slices.Clone(row), func(f firedCue) bool { return out[f.id] })
	}
	return copied
}

// blank copies rows with zeros in the columns that are out.
func blank(rows [][]float64, out []bool) [][]float64 {
	copied := make([][]float64, len(rows))
	for i, row := range rows {
		copied[i] = slices.Clone(row)
		for c, gone := range out {
			if gone {
				copied[i][c] = 0
			}
		}
	}
	return copied
}
