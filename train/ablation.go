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
	scores [][]float64 // of the stages, one row per example
}

// Ablation says what CrossFit leaves out. The zero value leaves out nothing.
type Ablation struct {
	// Keep picks the labelled examples to learn from, nil for all. The others are
	// scored nevertheless, so that figures stay those of the same rows.
	Keep func(datasets.Example) bool
}

// CrossFit does what Train does up to the labeller: no devices, no final
// stages, no model. It refuses what Train refuses.
func CrossFit(ctx context.Context, examples []datasets.Example, opt Options, a Ablation) (*Columns, error) {
	t, err := newTrainer(ctx, examples, opt)
	if err != nil {
		return nil, err
	}
	c := &Columns{Examples: t.examples[:t.own], t: t, head: t.sensational()}
	if a.Keep != nil {
		c.head.learnt = nil
		for i, e := range t.examples {
			if a.Keep(e) {
				c.head.learnt = append(c.head.learnt, i)
			} else {
				c.head.weights[i] = 0
			}
		}
	}
	c.Learnt = len(c.head.learnt)
	c.scores, err = t.crossFit(c.head)
	return c, err
}

// Names are the columns': the cues of the catalogue, then the stages.
func (c *Columns) Names() []string { return c.head.columnNames() }

// Label fits labellers without the named columns and returns the out-of-fold
// probability of every example and the threshold that the rule chooses on them:
// with no name, what Train reports. Unknown names are an error.
// Several goroutines may call it at once.
func (c *Columns) Label(without ...string) (p []float64, threshold float64, err error) {
	var blank []int
	for _, name := range without {
		at := slices.Index(c.Names(), name)
		if at < 0 {
			return nil, 0, fmt.Errorf("ablation: no column %q", name)
		}
		blank = append(blank, at)
	}
	t := *c.t
	t.opt.Progress = nil
	f, err := t.label(c.head, c.scores, blank...)
	if err != nil {
		return nil, 0, err
	}
	return f.p, f.threshold, nil
}
