//go:build !notrain

package main

import (
	"fmt"
	"io"
	"math"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

func correctionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "base", Usage: "correct this model instead of training one: default (the shipped model) or a `FILE`"},
		&cli.StringSliceFlag{Name: "feedback", Usage: "with --base, `FILE`… of corrections in any form --data takes", DefaultText: "the --data that heboh feedback export wrote, else all"},
		&cli.Float64Flag{Name: "feedback-weight", Value: train.DefaultFeedbackWeight, Usage: "with --base, count a correction as this `NUMBER` of reference rows, times its own weight"},
		&cli.StringSliceFlag{Name: "check", Usage: "with --base, `FILE`… of labelled headlines to measure before and after on, not learnt from", DefaultText: "the reference, out of fold"},
		&cli.BoolFlag{Name: "allow-worse", Usage: "with --base, write the model even if it got worse"},
	}
}

func checkCorrection(c *cli.Context) error {
	if !c.IsSet("base") {
		if f := firstSet(c, "feedback", "feedback-weight", "check", "allow-worse"); f != "" {
			return usage("--%s is for correcting a model; name the model with --base", f)
		}
		return nil
	}
	if c.IsSet("words") {
		return usage("--base changes the model only by the corrections; leave out --words")
	}
	if len(c.StringSlice("data"))+len(c.StringSlice("feedback")) == 0 {
		return usage("--base requires corrections: --data FILE, as heboh feedback export writes it")
	}
	if w := c.Float64("feedback-weight"); !(w > 0 && w <= maxFeedbackWeight) {
		return usage("--feedback-weight %v; must be a number above 0 and at most %v", w, maxFeedbackWeight)
	}
	return nil
}

// maxFeedbackWeight bounds --feedback-weight; more is a mistake.
const maxFeedbackWeight = 1000.0

func correctModel(u *ui.UI, c *cli.Context, out string) error {
	name := c.String("base")
	if name == "default" {
		name = ""
	}
	base, err := loadModel(name)
	if err != nil {
		return err
	}
	opt, data, err := gatherCorrection(u, c)
	if err != nil {
		return err
	}
	nameModel(c, &opt.Info)
	res, err := underway(u, "correcting", func(progress func(string, int, int)) (*train.Corrected, error) {
		opt.Progress = progress
		return train.Correct(c.Context, base, opt)
	})
	if err != nil {
		return err
	}
	ship := len(res.Worse()) == 0 || c.Bool("allow-worse")
	if ship {
		if err := writeFile(u, out, res.Model.Save); err != nil {
			return err
		}
	}
	if err := reportCorrection(u, c, base, res, ship); err != nil {
		return err
	}
	if !ship {
		return errReported
	}
	return data.status(nil)
}

func gatherCorrection(u *ui.UI, c *cli.Context) (opt train.CorrectOptions, data *corpus, err error) {
	data = newCorpus(u, c)
	const reference = "reference of a correction"
	opt = train.CorrectOptions{Seed: c.Uint64("seed"), Weight: c.Float64("feedback-weight")}
	if c.IsSet("threshold-rule") {
		rule, err := metrics.ParseRule(c.String("threshold-rule"))
		if err != nil {
			return opt, nil, usage("--threshold-rule: %s", err)
		}
		opt.Rule = &rule
	}
	corrections := fmt.Sprintf("corrections, weight %g", opt.Weight)
	if opt.Corrections, err = data.read(c.StringSlice("feedback"), corrections); err != nil {
		return opt, nil, err
	}
	for _, file := range c.StringSlice("data") {
		found, err := data.read([]string{file}, reference)
		if err != nil {
			return opt, nil, err
		}
		if found[0].Correction {
			opt.Corrections = append(opt.Corrections, found...)
			data.sources[len(data.sources)-1].Use = corrections
		} else {
			opt.Reference = append(opt.Reference, found...)
		}
	}
	if len(opt.Corrections) == 0 { // nothing tells them apart
		if len(data.sources) > 1 {
			u.Note("heboh feedback export wrote none of the files, so all are taken as corrections; name corrections with --feedback to set them apart")
		}
		opt.Corrections, opt.Reference = opt.Reference, nil
		for i := range data.sources {
			data.sources[i].Use = corrections
		}
	}
	if len(opt.Reference) == 0 {
		u.Note("no --data besides the corrections; the sample set holds the rest in place")
		data.sample(reference)
	}
	opt.Sources = data.sources
	if opt.Check, err = data.read(c.StringSlice("check"), ""); err != nil {
		return opt, nil, err
	}
	return opt, data, nil
}

// fewCorrections: below this the figures on them say little.
const fewCorrections = 30

func reportCorrection(u *ui.UI, c *cli.Context, base *model.Model, res *train.Corrected, written bool) error {
	facts, err := trainedFacts(c, res.Model, res.Duplicates)
	if err != nil {
		return err
	}
	reportConflicts(u, res.Duplicates)
	asJSON := c.String("format") == "json"
	if !asJSON {
		tellCorrection(u, base.Info(), res, c.IsSet("check"))
	} else if err := printJSON(u, struct {
		trained
		Written bool              `json:"written"`
		Base    map[string]string `json:"base"`
		*train.Corrected
		Worse []string `json:"worse"` // what got worse; empty if nothing did
	}{facts, written, map[string]string{"name": base.Info().Name, "version": base.Info().Version, "sha256": sum(base)},
		res, append([]string{}, res.Worse()...)}); err != nil {
		return err
	}
	if n := res.Corrections.Before.N; n < fewCorrections {
		u.Note("only %d corrections; the figures on them say little", n)
	}
	for _, w := range res.Worse() {
		u.Tell("worse: %s", w)
	}
	if !written {
		u.Note("the model got worse and was not written; --allow-worse writes it anyway")
	} else if !asJSON {
		facts.tell(u)
	}
	return nil
}

func tellCorrection(u *ui.UI, base model.Info, res *train.Corrected, checked bool) {
	before := res.Corrections.Before
	u.Tell("base %s %s; %d corrections, %d of which contradict the base, weight %g; %d repeats merged",
		base.Name, base.Version, before.N, before.Confusion.FP+before.Confusion.FN, res.Weight, res.Duplicates.Merged)
	if res.Overruled > 0 {
		u.Tell("%d rows of the reference left out: a correction has the same title", res.Overruled)
	}
	how := "by corrections that did not see them"
	writeComparison(u.Err, "corrections", how, res.Corrections)
	if checked {
		how = "which were not learnt from"
	}
	writeComparison(u.Err, "reference", how, res.Reference)
	u.Tell("threshold %.4f by the rule %s", res.Model.Threshold(), res.Model.Info().ThresholdRule)
}

func writeComparison(out io.Writer, name, how string, c *train.Comparison) {
	b, a := c.Before, c.After
	between := func(d train.Difference) string {
		return fmt.Sprintf("\t95 %%: %+.4f to %+.4f", d.Between[0], d.Between[1])
	}
	_ = table(out, func(w io.Writer) { // a message; the model matters more
		row := func(name string, before, after float64, between string) {
			change := "-"
			if d := after - before; !math.IsNaN(d) {
				change = fmt.Sprintf("%+.4f", d)
			}
			fmt.Fprintf(w, "  %s\t%s\t%s\t%s%s\n", name, decimal(before), decimal(after), change, between)
		}
		fmt.Fprintf(w, "%s: %d headlines, %d sensational, %s\n", name, b.N, b.Confusion.Positives(), how)
		fmt.Fprintf(w, "\tbefore\tafter\tchange\n")
		row("log loss", b.LogLoss, a.LogLoss, between(c.LogLoss))
		row("F1", b.F1, a.F1, between(c.F1))
		row("accuracy", b.Accuracy, a.Accuracy, "")
		row("average precision", float64(b.AveragePrecision), float64(a.AveragePrecision), "")
	})
}
