package main

import (
	"context"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

// correctionFlags are those of correcting a model.
func correctionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "base", Usage: "correct this model instead of training one: default (the shipped model) or a `FILE`"},
		&cli.StringSliceFlag{Name: "feedback", Usage: "with --base, `FILE`… of corrections in any form --data takes", DefaultText: "the --data that heboh feedback export wrote, else all"},
		&cli.Float64Flag{Name: "feedback-weight", Value: train.DefaultFeedbackWeight, Usage: "with --base, count a correction as this `NUMBER` of reference rows, times its own weight"},
		&cli.StringSliceFlag{Name: "check", Usage: "with --base, `FILE`… of labelled headlines to measure before and after on, not learnt from", DefaultText: "the reference, out of fold"},
		&cli.BoolFlag{Name: "allow-worse", Usage: "with --base, write the model even if it got worse"},
	}
}

// checkCorrection rejects a mix of flags for training and for correcting.
func checkCorrection(c *cli.Context) error {
	if !c.IsSet("base") {
		for _, f := range []string{"feedback", "feedback-weight", "check", "allow-worse"} {
			if c.IsSet(f) {
				return usage("--%s is for correcting a model; name the model with --base", f)
			}
		}
		return nil
	}
	for _, f := range []string{"algorithm", "extra", "related", "unlabelled", "annotations", "words"} {
		if c.IsSet(f) {
			return usage("--base changes the model only by the corrections; leave out --%s", f)
		}
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

func correctModel(u *ui.UI, c *cli.Context, out, format string) error {
	base, err := baseModel(c.String("base"))
	if err != nil {
		return err
	}
	opt, data, err := gatherCorrection(u, c)
	if err != nil {
		return err
	}
	if err := ready(u, c, data, &opt.Info, out); err != nil {
		return err
	}
	res, err := runCorrection(c.Context, u, base, opt)
	if err != nil {
		return err
	}
	worse := res.Worse()
	ship := len(worse) == 0 || c.Bool("allow-worse")
	if ship {
		if err := writeFile(out, res.Model.Save); err != nil {
			return err
		}
	}
	r, err := newCorrectionReport(res, base, out, ship, worse, opt)
	if err != nil {
		return err
	}
	if err := r.write(u, format, res); err != nil {
		return err
	}
	if !ship || data.failed {
		return errReported
	}
	return nil
}

// baseModel is the model to correct.
func baseModel(name string) (*model.Model, error) {
	if name == "default" {
		name = ""
	}
	return loadModel(name)
}

// runCorrection corrects with a progress bar.
func runCorrection(ctx context.Context, u *ui.UI, base *model.Model, opt train.CorrectOptions) (*train.Corrected, error) {
	return underway(ctx, u, "correcting", func(progress func(string, int, int)) (*train.Corrected, error) {
		opt.Progress = progress
		return train.Correct(ctx, base, opt)
	})
}
