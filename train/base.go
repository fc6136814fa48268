package train

import (
	"context"
	"fmt"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// CorrectOptions say how a model is corrected.
type CorrectOptions struct {
	// Corrections are titles with the label that people gave them, whether the
	// model had it right or not.
	Corrections []datasets.Example
	// Weight of a correction beside a row of Reference, > 0; an example's own
	// weight multiplies it. 0 means DefaultFeedbackWeight.
	Weight float64
	// Reference are labelled headlines of the kind that the model is to stay good
	// at, best those that the base learnt from. They are learnt from beside the
	// corrections and hold the rest in place. Without any the sample set does,
	// with the base's own probabilities in place of labels, for its base rate is
	// nobody's (learning without forgetting, Li & Hoiem 2016).
	Reference []datasets.Example
	// Check, where there is any, is what before and after are measured on in
	// place of the reference. It is not learnt from.
	Check []datasets.Example
	// Rule, when not nil, chooses the threshold anew on Reference; else it stays
	// the base's. Corrections never move it: which headlines people come to
	// judge is no fair sample.
	Rule *ThresholdRule
	Seed uint64     // of folds and resampling
	Info model.Info // name, version, program; data and figures are added
	// Sources are where corrections and reference came from.
	Sources []model.Source
	// Progress, when not nil, is told what is being done and how far it is.
	Progress func(stage string, done, total int)
}

// DefaultFeedbackWeight is the weight of a correction. This, anchorWeight and
// shiftPrior were chosen on publishers and a language that the base had not
// seen, for what they gain there beside what they cost elsewhere.
const DefaultFeedbackWeight = 2

// anchorWeight is the weight of a title of the sample set that stands in for a
// reference.
const anchorWeight = 0.1

// shiftPrior holds a corrected model to its base.
var shiftPrior = prior{cue: 10, gram: 32, bias: 10}

// correctionFolds are those of the cross-validation over corrections and
// reference.
const correctionFolds = 5

// MinCorrections is the number of distinct titles that Correct wants: with
// fewer nothing can be held out.
const MinCorrections = 2

// Corrected is a corrected model and how it compares with its base.
type Corrected struct {
	Model *model.Model
	// Corrections and Reference compare base and correction on titles that the
	// correction did not learn from: out of fold, or on the check.
	Corrections, Reference *Comparison
	Weight                 float64 // of a correction
	// Duplicates reports what merging repeated corrections did.
	Duplicates datasets.Report
	// Overruled is the number of reference rows left out because a correction
	// speaks of the same title.
	Overruled int
}

// Worse tells what got worse by the rule of Comparison, a line each; none means
// that the model may be shipped.
func (c *Corrected) Worse() []string {
	return append(c.Corrections.worse("the corrections"), c.Reference.worse("the reference")...)
}

// Correct adapts a model to corrections and keeps the rest of it: its n-grams,
// net and cues stay as the prior of a maximum a posteriori update, which shifts
// the weights of cues and n-grams and the intercept by no more than the
// corrections earn; net, device heads and calibration stay as they are. (As in
// adaptation of maximum entropy models, Chelba & Acero 2006.) Cues keep the
// sign that the catalogue wants. The same arguments give the same bytes.
func Correct(ctx context.Context, base *model.Model, opt CorrectOptions) (*Corrected, error) {
	if opt.Weight == 0 {
		opt.Weight = DefaultFeedbackWeight
	}
	c := &corrector{ctx: ctx, opt: opt}
	if err := c.gather(base); err != nil {
		return nil, err
	}
	if err := c.crossFit(); err != nil {
		return nil, err
	}
	return c.finish(base)
}

// corrector carries one correction through its steps.
type corrector struct {
	ctx         context.Context
	opt         CorrectOptions
	file        *baseFile
	corrections []datasets.Example
	reference   []datasets.Example
	report      datasets.Report
	anchored    bool // the reference is the sample set
	overruled   int
	rows        *shiftRows // of the corrections, then of the reference
	fold        []int
	before      []float64 // probability of each row by the base
	after       []float64 // by a correction that did not see it
}

// crossFit scores every row by a correction fitted on the other folds.
func (c *corrector) crossFit() error {
	c.after = make([]float64, len(c.fold))
	folds := slices.Max(c.fold) + 1
	for f := range folds {
		c.progress("out of fold", f, folds)
		var rest []int
		for i, g := range c.fold {
			if g != f {
				rest = append(rest, i)
			}
		}
		fitted, err := c.fit(rest)
		if err != nil {
			return fmt.Errorf("without fold %d: %w", f+1, err)
		}
		m, err := fitted.model()
		if err != nil {
			return err
		}
		for i, g := range c.fold {
			if g == f {
				c.after[i] = m.Score(c.example(i).Text)
			}
		}
	}
	c.progress("out of fold", folds, folds)
	return nil
}

// fit corrects the base by the rows idx.
func (c *corrector) fit(idx []int) (*baseFile, error) {
	s, err := c.file.fitSigned(c.ctx, c.rows, idx, shiftPrior)
	if err != nil {
		return nil, err
	}
	return c.file.shifted(s, c.rows.keys), nil
}

func (c *corrector) example(i int) *datasets.Example {
	if i < len(c.corrections) {
		return &c.corrections[i]
	}
	return &c.reference[i-len(c.corrections)]
}

func (c *corrector) progress(stage string, done, total int) {
	if c.opt.Progress != nil {
		c.opt.Progress(stage, done, total)
	}
}
