package train

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// CorrectOptions say how a model is corrected.
type CorrectOptions struct {
	// Corrections are headlines with the label that people gave them, whether the
	// model had it right or not.
	Corrections []datasets.Example
	// Weight of a correction relative to a row of Reference, > 0; an example's
	// own weight multiplies it. 0 means DefaultFeedbackWeight.
	Weight float64
	// Reference are labelled headlines of the kind that the model must stay good
	// at, ideally those that the base learnt from. They are learnt from beside the
	// corrections and hold the rest in place. Without any, the sample set does,
	// with the base's own probabilities for labels, since its base rate is
	// nobody's (learning without forgetting, Li & Hoiem 2016).
	Reference []datasets.Example
	// Check, if any, is what before and after are measured on instead of the
	// reference. It is not learnt from.
	Check []datasets.Example
	// Rule, when not nil, chooses the threshold anew on Reference; otherwise the
	// base's stays. Corrections never move it: the headlines that people come to
	// judge are no fair sample.
	Rule *metrics.Rule
	Seed uint64     // of folds and resampling
	Info model.Info // name, version, program; data and figures are added
	// Sources are where corrections and reference came from.
	Sources []model.Source
	// Progress, when not nil, is called with the name of a step and how far it is.
	Progress func(stage string, done, total int)
}

// DefaultFeedbackWeight is the weight of a correction. It, anchorWeight and
// shiftPrior were chosen on publishers and a language that the base had not
// seen, weighing what they gain there against what they cost elsewhere.
const DefaultFeedbackWeight = 2

const (
	anchorWeight    = 0.1 // of a headline of the sample set that stands in for a reference
	correctionFolds = 5
)

// minCorrections is the number of distinct headlines that Correct requires:
// with fewer nothing can be held out.
const minCorrections = 2

// The reference rows that choosing a threshold requires, and those of the rarer
// label: with fewer, a handful of headlines would move it.
const (
	thresholdRows  = 200
	thresholdLabel = 50
)

// Corrected is a corrected model and how it compares with its base.
type Corrected struct {
	Model      *model.Model    `json:"-"`
	Duplicates datasets.Report `json:"-"` // what merging repeated corrections did

	Weight    float64 `json:"feedback_weight"` // of a correction
	Overruled int     `json:"overruled"`       // reference rows left out because their headline was corrected
	// Corrections and Reference compare base and correction on headlines that the
	// correction did not learn from: out of fold, or on the check.
	Corrections *Comparison `json:"corrections"`
	Reference   *Comparison `json:"reference"`
}

// Correct adapts the sensational head of a model to corrections: n-grams
// and cues are the prior of a maximum a posteriori update (as in adaptation of
// maximum entropy models, Chelba & Acero 2006), which shifts the weights of cues
// and n-grams and the intercept by no more than the corrections earn. The
// calibration and the other heads stay as they are, and cues keep the sign
// that the catalogue gives them. The same arguments give the same bytes.
func Correct(ctx context.Context, base *model.Model, opt CorrectOptions) (*Corrected, error) {
	if opt.Weight == 0 {
		opt.Weight = DefaultFeedbackWeight
	}
	c := &corrector{ctx: ctx, opt: opt, base: base}
	if err := c.gather(); err != nil {
		return nil, err
	}
	c.rows.beat = ctx.Err
	if err := c.crossFit(); err != nil {
		return nil, err
	}
	return c.finish()
}

type corrector struct {
	ctx      context.Context
	opt      CorrectOptions
	base     *model.Model
	examples []datasets.Example // corrections, then reference
	n        int                // number of corrections
	anchored bool               // the reference is the sample set
	out      Corrected
	rows     *shiftRows // of the examples
	fold     []int
	before   []float64 // probability of each example by the base
	after    []float64 // by a correction that did not see it
}

// gather checks and merges the examples, computes their rows and deals them to
// folds.
func (c *corrector) gather() error {
	if !(c.opt.Weight > 0 && c.opt.Weight <= datasets.MaxWeight) {
		return fmt.Errorf("correcting: weight %v of a correction: must be above 0", c.opt.Weight)
	}
	corrections, report, err := distinct("corrections", c.opt.Corrections)
	if err != nil {
		return err
	}
	corrected := keys(corrections)
	if len(corrected) < minCorrections {
		return fmt.Errorf("correcting: %d headlines with a verdict of weight above 0: at least %d are needed", len(corrected), minCorrections)
	}
	c.examples, c.n = slices.Clone(corrections), len(corrections)
	c.out.Duplicates, c.out.Weight = report, c.opt.Weight
	for i := range c.examples {
		c.examples[i].Weight *= c.opt.Weight
	}
	if err := c.gatherReference(corrected); err != nil {
		return err
	}
	c.rows = newShiftRows(c.base, c.examples, c.n)
	c.before = scores(c.base, c.examples)
	c.deal(min(correctionFolds, len(corrected)))
	return nil
}

// gatherReference appends the reference, or else the sample set, without the
// headlines that were corrected.
func (c *corrector) gatherReference(corrected map[string]bool) error {
	reference, _, err := distinct("reference", c.opt.Reference)
	if err != nil {
		return err
	}
	if c.anchored = len(reference) == 0; c.anchored {
		reference = datasets.Sample()
		for i, e := range reference {
			reference[i].Soft, reference[i].Weight = c.base.Score(e.Text), anchorWeight
		}
	}
	for _, e := range reference {
		if corrected[datasets.Key(e.Text)] {
			c.out.Overruled++
		} else {
			c.examples = append(c.examples, e)
		}
	}
	if len(c.examples) == c.n {
		return errors.New("correcting: every headline of the reference was corrected: others are needed to see that the rest stays good")
	}
	return checkLabels("correcting: check", c.opt.Check)
}

func distinct(what string, examples []datasets.Example) ([]datasets.Example, datasets.Report, error) {
	if err := checkLabels("correcting: "+what, examples); err != nil {
		return nil, datasets.Report{}, err
	}
	merged, report := datasets.Dedupe(examples)
	return slices.DeleteFunc(merged, func(e datasets.Example) bool { return e.Weight <= 0 }), report, nil
}

// deal deals the examples to k folds: equal shares of corrections and reference
// and of either label in each, and near-copies of a headline together. Unlike
// metrics.Folds it also takes verdicts that are all of one label.
func (c *corrector) deal(k int) {
	keys := make([]string, len(c.examples))
	for i, e := range c.examples {
		keys[i] = coreKey(e.Text)
	}
	units := metrics.Sets(len(keys), keys)
	kind := func(unit []int) int { return c.examples[unit[0]].Label + 2*bit(unit[0] >= c.n) }
	rng := rand.New(rand.NewPCG(c.opt.Seed, 0xba5e))
	rng.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
	slices.SortStableFunc(units, func(a, b []int) int { return cmp.Compare(kind(a), kind(b)) })
	c.fold = make([]int, len(keys))
	for n, unit := range units {
		for _, i := range unit {
			c.fold[i] = n % k
		}
	}
}

func (c *corrector) crossFit() error {
	c.after = make([]float64, len(c.fold))
	folds := slices.Max(c.fold) + 1
	progress := counter(c.opt.Progress, "out of fold", folds)
	return each(folds, func(f int) error {
		defer progress(1)
		m, err := model.Compile(c.fit(slices.DeleteFunc(all(len(c.fold)), func(i int) bool { return c.fold[i] == f })))
		if err := cmp.Or(c.ctx.Err(), err); err != nil {
			return err
		}
		for i, g := range c.fold {
			if g == f {
				c.after[i] = m.Score(c.examples[i].Text)
			}
		}
		return nil
	})
}

func (c *corrector) fit(idx []int) model.Parts {
	p := c.base.Parts()
	head := &p.Heads[model.HeadSensational]
	c.rows.apply(c.rows.fitSigned(idx, head.Cues), head)
	return p
}

// finish fits on everything, compares, and writes down what the model is.
func (c *corrector) finish() (out *Corrected, err error) {
	out = &c.out
	progress := counter(c.opt.Progress, "correction", 1)
	parts := c.fit(all(len(c.fold)))
	if parts.Heads[model.HeadSensational].Threshold, err = c.threshold(); err != nil {
		return nil, err
	}
	if out.Model, err = model.Compile(parts); err != nil {
		return nil, err
	}
	c.compare(out)
	parts.Info = c.describe(out)
	out.Model, err = model.Compile(parts)
	progress(1)
	return out, cmp.Or(c.ctx.Err(), err)
}

// threshold chooses a threshold if there is a rule, and is the base's if not.
func (c *corrector) threshold() (float64, error) {
	if c.opt.Rule == nil {
		return c.base.Threshold(), nil
	}
	var labels []int
	var count [2]int
	for _, e := range c.examples[c.n:] {
		labels = append(labels, e.Label)
		count[e.Label]++
	}
	what := fmt.Sprintf("there are %d, %d of them sensational", len(labels), count[1])
	if c.anchored {
		what = "there is none"
	}
	if c.anchored || len(labels) < thresholdRows || min(count[0], count[1]) < thresholdLabel {
		return 0, fmt.Errorf("correcting: the threshold rule %s requires a reference of %d headlines, %d of either label; %s. Without the rule the base's threshold stays",
			c.opt.Rule, thresholdRows, thresholdLabel, what)
	}
	return c.opt.Rule.Choose(c.after[c.n:], labels), nil
}

// describe is the record of the corrected model: the base with its checksum,
// what the base learnt from, what the correction did, and how both compare.
func (c *corrector) describe(out *Corrected) model.Info {
	base, info := c.base.Info(), c.opt.Info
	if info.Description == "" {
		info.Description = base.Description
	}
	if info.Languages == nil {
		info.Languages = base.Languages
	}
	info.Algorithm, info.ThresholdRule, info.Seed = base.Algorithm, base.ThresholdRule, c.opt.Seed
	if c.opt.Rule != nil {
		info.ThresholdRule = c.opt.Rule.String()
	}
	from := model.Source{Name: "model " + base.Name + " " + base.Version, SHA256: fmt.Sprintf("%x", c.base.Sum()), Use: "base that was corrected"}
	for _, d := range base.Data {
		from.Rows += d.Rows
	}
	info.Data = slices.Concat([]model.Source{from}, base.Data, c.opt.Sources)
	info.Figures = map[string]float64{"feedback_weight": c.opt.Weight}
	put := func(name string, k *Comparison) {
		info.Figures[name+"_n"] = float64(k.Before.N)
		info.Figures[name+"_f1_before"], info.Figures[name+"_f1_after"] = k.Before.F1, k.After.F1
		info.Figures[name+"_log_loss_before"], info.Figures[name+"_log_loss_after"] = k.Before.LogLoss, k.After.LogLoss
	}
	put("corrections", out.Corrections)
	put("reference", out.Reference)
	return info
}
