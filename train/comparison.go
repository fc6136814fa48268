package train

import (
	"fmt"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Comparison is a model before and after on the same headlines. The model got
// worse where the whole 95 % interval of the rise in log loss, or of the fall in
// F1, lies above 0.01.
type Comparison struct {
	Before *Evaluation `json:"before"`
	After  *Evaluation `json:"after"`
	// LogLoss and F1 are after minus before.
	LogLoss Difference `json:"log_loss"`
	F1      Difference `json:"f1"`
}

// Difference is a change of a figure with its 95 % interval by the paired
// bootstrap (Efron & Tibshirani 1993): headlines are resampled with what both
// models say of them, so that what is hard for both does not blur the change.
type Difference struct {
	Value   float64    `json:"value"`
	Between [2]float64 `json:"interval"`
}

// tolerance is what a figure may lose: smaller changes matter to nobody.
const tolerance = 0.01

// worse says what got worse, one line each. Changes within noise are ignored.
func (c *Comparison) worse(where string) []string {
	var out []string
	say := func(figure, moved string, value, low, high float64) {
		if low > tolerance {
			out = append(out, fmt.Sprintf("%s on %s %s by %.4f (95 %%: %.4f to %.4f)", figure, where, moved, value, low, high))
		}
	}
	say("log loss", "rises", c.LogLoss.Value, c.LogLoss.Between[0], c.LogLoss.Between[1])
	say("F1", "falls", -c.F1.Value, -c.F1.Between[1], -c.F1.Between[0])
	return out
}

func compareScores(examples []datasets.Example, before, after metrics.Scores, seed uint64) *Comparison {
	b, a := evaluation(examples, before.P, before.Threshold, seed), evaluation(examples, after.P, after.Threshold, seed)
	between := metrics.Differences(before, after, labelsOf(examples), seed)
	return &Comparison{
		Before: b, After: a,
		LogLoss: Difference{a.LogLoss - b.LogLoss, between["log_loss"]},
		F1:      Difference{a.F1 - b.F1, between["f1"]},
	}
}

// Worse says what got worse by the rule of Comparison, one line each; none means
// that the model may be shipped.
func (c *Corrected) Worse() []string {
	return append(c.Corrections.worse("the corrections"), c.Reference.worse("the reference")...)
}

// compare measures base and correction on headlines that the correction, or
// corrections without their fold, did not see.
func (c *corrector) compare(out *Corrected) {
	on := func(examples []datasets.Example, before, after []float64) *Comparison {
		return compareScores(examples, metrics.Scores{P: before, Threshold: c.base.Threshold()}, metrics.Scores{P: after, Threshold: out.Model.Threshold()}, c.opt.Seed)
	}
	out.Corrections = on(c.examples[:c.n], c.before[:c.n], c.after[:c.n])
	if check := c.opt.Check; len(check) > 0 {
		out.Reference = on(check, scores(c.base, check), scores(out.Model, check))
	} else {
		out.Reference = on(c.examples[c.n:], c.before[c.n:], c.after[c.n:])
	}
}

func scores(m *model.Model, examples []datasets.Example) []float64 {
	p := make([]float64, len(examples))
	for i, e := range examples {
		p[i] = m.Score(e.Text)
	}
	return p
}
