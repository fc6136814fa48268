package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

// correctionReport is the report as JSON.
type correctionReport struct {
	Out     string `json:"out"`
	Written bool   `json:"written"`
	SHA256  string `json:"sha256"`
	Bytes   int    `json:"bytes"`
	Base    struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		SHA256  string `json:"sha256"`
	} `json:"base"`
	Weight float64 `json:"feedback_weight"`
	// Overruled counts reference rows left out because a correction has the
	// same title.
	Overruled   int            `json:"overruled"`
	Merged      int            `json:"merged"`
	Threshold   float64        `json:"threshold"`
	Rule        string         `json:"threshold_rule"`
	Seed        uint64         `json:"seed"`
	Data        []model.Source `json:"data"`
	Corrections comparison     `json:"corrections"`
	Reference   comparison     `json:"reference"`
	// Worse says what got worse; empty if nothing did.
	Worse []string `json:"worse"`
}

type comparison struct {
	Before  *train.Evaluation `json:"before"`
	After   *train.Evaluation `json:"after"`
	LogLoss train.Difference  `json:"log_loss"`
	F1      train.Difference  `json:"f1"`
	how     string
}

func newCorrectionReport(res *train.Corrected, base *model.Model, out string, written bool, worse []string, opt train.CorrectOptions) (*correctionReport, error) {
	r := &correctionReport{Out: out, Written: written, Weight: res.Weight, Overruled: res.Overruled, Merged: res.Duplicates.Merged,
		Threshold: res.Model.Threshold(), Rule: res.Model.Info().ThresholdRule, Seed: opt.Seed, Data: res.Model.Info().Data, Worse: worse}
	var err error
	if r.Bytes, err = size(res.Model); err != nil {
		return nil, err
	}
	r.SHA256, r.Base.SHA256 = sum(res.Model), sum(base)
	r.Base.Name, r.Base.Version = base.Info().Name, base.Info().Version
	if r.Worse == nil {
		r.Worse = []string{}
	}
	how := "by corrections that did not see them"
	r.Corrections = compared(res.Corrections, how)
	if len(opt.Check) > 0 {
		how = "which were not learnt from"
	}
	r.Reference = compared(res.Reference, how)
	return r, nil
}

func compared(c *train.Comparison, how string) comparison {
	return comparison{c.Before, c.After, c.LogLoss, c.F1, how}
}

// fewCorrections: below this the figures on them say little.
const fewCorrections = 30

func (r *correctionReport) write(u *ui.UI, format string, res *train.Corrected) error {
	reportConflicts(u, res.Duplicates)
	if format == "json" {
		if err := printJSON(u, r); err != nil {
			return err
		}
	} else {
		r.table(u, res)
	}
	if n := r.Corrections.Before.N; n < fewCorrections {
		u.Tell("heboh: only %d corrections; the figures on them say little", n)
	}
	for _, w := range r.Worse {
		u.Tell("worse: %s", w)
	}
	switch {
	case !r.Written:
		u.Tell("heboh: the model got worse and was not written; --allow-worse writes it anyway")
	case format != "json":
		u.Tell("wrote %s: %d bytes, sha256:%s", r.Out, r.Bytes, r.SHA256)
	}
	return nil
}

// table writes before and after to standard error.
func (r *correctionReport) table(u *ui.UI, res *train.Corrected) {
	c := r.Corrections.Before.Confusion
	u.Tell("base %s %s; %d corrections, %d of which the base calls otherwise, weight %g; %d repeats merged",
		r.Base.Name, r.Base.Version, r.Corrections.Before.N, c.FP+c.FN, r.Weight, r.Merged)
	if res.Overruled > 0 {
		u.Tell("%d rows of the reference left out: a correction has the same title", res.Overruled)
	}
	r.Corrections.table(u.Err, "corrections")
	r.Reference.table(u.Err, "reference")
	u.Tell("threshold %.4f by the rule %s", r.Threshold, r.Rule)
}

func (c comparison) table(out io.Writer, name string) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s: %d headlines, %d sensational, %s\n", name, c.Before.N, c.Before.Confusion.Positives(), c.how)
	fmt.Fprintf(w, "\tbefore\tafter\tchange\n")
	row := func(name string, before, after float64, between string) {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%+.4f%s\n", name, decimal(before), decimal(after), after-before, between)
	}
	pair := func(d train.Difference) string {
		return fmt.Sprintf("\t95 %%: %+.4f to %+.4f", d.Between[0], d.Between[1])
	}
	b, a := c.Before, c.After
	row("log loss", b.LogLoss, a.LogLoss, pair(c.LogLoss))
	row("F1", b.F1, a.F1, pair(c.F1))
	row("accuracy", b.Accuracy, a.Accuracy, "")
	row("average precision", float64(b.AveragePrecision), float64(a.AveragePrecision), "")
	_ = w.Flush() // a message; the model matters more
}
