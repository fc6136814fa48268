package train

import (
	"context"
	"fmt"
	"slices"

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
	head   *head
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
	t, err := newTrainer(ctx, examples, opt)
	if err != nil {
		return nil, err
	}
	if a.Undistilled {
		t.teacher = nil
		if t.nets != nil {
			t.nets.taught = false
		}
	}
	c := &Columns{Examples: t.examples[:t.own], t: t, head: t.sensational()}
	var dropped []int
	if a.Keep != nil {
		c.head.lesson.rows = nil
		for i, e := range t.examples {
			if a.Keep(e) {
				c.head.lesson.rows = append(c.head.lesson.rows, i)
			} else {
				dropped = append(dropped, i)
			}
		}
	}
	c.Learnt = len(c.head.lesson.rows)
	if c.scores, err = t.crossFit(c.head); err != nil {
		return nil, err
	}
	for _, i := range dropped {
		c.head.weight[i] = 0 // to the labellers
	}
	return c, nil
}

// Names are the columns': the cues of the catalogue, then the stages.
func (c *Columns) Names() []string { return c.head.columnNames() }

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
	cues := len(names) - len(c.head.stages)
	// A column of zeros gets the weight zero.
	t.corpus = c.t.corpus.without(out[:cues], len(t.examples))
	f, err := t.label(c.head, blank(c.scores, out[cues:]))
	if err != nil {
		return nil, 0, err
	}
	return f.p, t.opt.Rule.Choose(f.p, c.head.labels[:t.own]), nil
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
