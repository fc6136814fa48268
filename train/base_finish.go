package train

import (
	"fmt"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// The reference rows that a threshold is chosen on, and those of the rarer
// label, at the least: with fewer a handful of titles would move it.
const (
	thresholdRows  = 200
	thresholdLabel = 50
)

// finish fits on everything, compares, and writes down what the model is.
func (c *corrector) finish(base *model.Model) (*Corrected, error) {
	c.progress("correction", 0, 1)
	f, err := c.fit(all(len(c.fold)))
	if err != nil {
		return nil, err
	}
	if err := c.chooseThreshold(f); err != nil {
		return nil, err
	}
	m, err := f.model()
	if err != nil {
		return nil, err
	}
	out := &Corrected{Duplicates: c.report, Overruled: c.overruled, Weight: c.opt.Weight}
	if err := c.compare(out, base, m); err != nil {
		return nil, err
	}
	f.parts.Info = c.describe(f.parts.Info, out)
	out.Model, err = f.model()
	c.progress("correction", 1, 1)
	return out, err
}

// chooseThreshold chooses the threshold of f where a rule was given.
func (c *corrector) chooseThreshold(f *baseFile) error {
	if c.opt.Rule == nil {
		return nil
	}
	p, labels := c.after[len(c.corrections):], make([]int, len(c.reference))
	var count [2]int
	for i, e := range c.reference {
		labels[i] = e.Label
		count[e.Label]++
	}
	what := fmt.Sprintf("there are %d, %d of them sensational", len(labels), count[1])
	if c.anchored {
		what = "there is none"
	}
	if n := len(labels); c.anchored || n < thresholdRows || min(count[0], count[1]) < thresholdLabel {
		return fmt.Errorf("correcting: a threshold by the rule %s wants a reference of %d headlines, %d of either label; %s. Without the rule the base's threshold stays",
			c.opt.Rule, thresholdRows, thresholdLabel, what)
	}
	f.head().Threshold = c.opt.Rule.Choose(p, labels)
	f.parts.Info.ThresholdRule = c.opt.Rule.String()
	return nil
}

// compare measures base and correction on titles that the correction, or in
// place of it those without their fold, did not see.
func (c *corrector) compare(out *Corrected, base, m *model.Model) (err error) {
	on := func(examples []datasets.Example, before, after []float64) (*Comparison, error) {
		return compareScores(examples, judged{before, base.Threshold()}, judged{after, m.Threshold()}, c.opt.Seed)
	}
	n := len(c.corrections)
	if out.Corrections, err = on(c.corrections, c.before[:n], c.after[:n]); err != nil {
		return err
	}
	if len(c.opt.Check) > 0 {
		out.Reference, err = on(c.opt.Check, scores(base, c.opt.Check), scores(m, c.opt.Check))
		return err
	}
	out.Reference, err = on(c.reference, c.before[n:], c.after[n:])
	return err
}

func scores(m *model.Model, examples []datasets.Example) []float64 {
	p := make([]float64, len(examples))
	for i, e := range examples {
		p[i] = m.Score(e.Text)
	}
	return p
}

// describe is the record of the corrected model: the base with its checksum,
// what the base learnt from, what the correction did, and how both compare.
func (c *corrector) describe(base model.Info, out *Corrected) model.Info {
	info := c.opt.Info
	if info.Description == "" {
		info.Description = base.Description
	}
	if info.Languages == nil {
		info.Languages = base.Languages
	}
	info.Algorithm, info.ThresholdRule, info.Seed = base.Algorithm, base.ThresholdRule, c.opt.Seed
	from := model.Source{Name: "model " + base.Name + " " + base.Version, SHA256: c.file.sum, Use: "base that was corrected"}
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
