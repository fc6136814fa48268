package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

func evaluateCommand(u *ui.UI) *cli.Command {
	flags := slices.Concat(
		dataFlags("`FILE`… of labelled headlines"),
		[]cli.Flag{
			modelFlag,
			&cli.Float64Flag{Name: "threshold", Usage: "lowest `PROBABILITY` at which a headline is called sensational", DefaultText: "the model's"},
			&cli.IntFlag{Name: "cv", Usage: "cross-validate in `K` folds instead: train on all but one and judge that one"},
			&cli.StringFlag{Name: "group-by", Usage: "with --cv, hold out whole publishers or groups: `COLUMN` source or group"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text or json"},
		},
		trainingFlags())
	return &cli.Command{
		Name:      "evaluate",
		Usage:     "measure a model, or with --cv a training recipe, on labelled headlines",
		ArgsUsage: " ",
		Flags:     flags,
		Action:    func(c *cli.Context) error { return evaluate(u, c) },
	}
}

func evaluate(u *ui.UI, c *cli.Context) error {
	if err := checkEvaluate(c); err != nil {
		return err
	}
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	var ev *train.Evaluation
	var data *corpus
	if c.IsSet("cv") {
		ev, data, err = crossValidate(u, c)
	} else {
		ev, data, err = evaluateModel(u, c)
	}
	if err != nil {
		return err
	}
	if format == "json" {
		err = printJSON(u, ev)
	} else {
		err = writeEvaluation(u.Out, ev)
	}
	if err == nil && data.failed {
		return errReported
	}
	return err
}

func checkEvaluate(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	if len(c.StringSlice("data")) == 0 {
		return usage("--data FILE is required: the labelled headlines to measure on")
	}
	if p := c.Float64("threshold"); c.IsSet("threshold") && !(p >= 0 && p <= 1) {
		return usage("--threshold %v; must be a probability from 0 to 1", p)
	}
	if c.IsSet("cv") {
		for _, f := range []string{"model", "threshold"} {
			if c.IsSet(f) {
				return usage("--cv trains its own models; leave --%s out", f)
			}
		}
		if c.Int("cv") < 2 {
			return usage("--cv %d; must be at least 2 folds", c.Int("cv"))
		}
		return nil
	}
	for _, f := range []string{"group-by", "algorithm", "extra", "related", "unlabelled", "annotations", "words", "threshold-rule"} {
		if c.IsSet(f) {
			return usage("--%s only applies to training; add --cv K", f)
		}
	}
	return nil
}

func evaluateModel(u *ui.UI, c *cli.Context) (*train.Evaluation, *corpus, error) {
	m, err := loadModel(c.String("model"))
	if err != nil {
		return nil, nil, err
	}
	if c.IsSet("threshold") {
		m = m.WithThreshold(model.HeadSensational, c.Float64("threshold"))
	}
	data := newCorpus(u, c)
	examples, err := data.read(c.StringSlice("data"), "", false)
	if err != nil {
		return nil, nil, err
	}
	ev, err := await(c.Context, func() (*train.Evaluation, error) { return train.Evaluate(m, examples, c.Uint64("seed")) })
	return ev, data, err
}

func crossValidate(u *ui.UI, c *cli.Context) (*train.Evaluation, *corpus, error) {
	if err := train.CheckAlgorithm(c.String("algorithm")); err != nil {
		return nil, nil, usage("--algorithm: %s", err)
	}
	by := c.String("group-by")
	if by != "" && by != "source" && by != "group" {
		return nil, nil, usage("--group-by %q; use source or group", by)
	}
	opt, data, examples, err := gather(u, c)
	if err != nil {
		return nil, nil, err
	}
	ev, err := underway(c.Context, u, "cross-validating", func(progress func(string, int, int)) (*train.Evaluation, error) {
		opt.Progress = progress
		return train.CrossValidate(c.Context, examples, c.Int("cv"), by, opt)
	})
	return ev, data, err
}

// figureNames are the figures of metrics.Names in a table.
var figureNames = [...]string{"accuracy", "precision", "recall", "F1", "macro F1", "ROC-AUC", "average precision", "log loss", "Brier score", "calibration error"}

// writeEvaluation writes the figures as a table, those of the second verdict
// below those of the first.
func writeEvaluation(out io.Writer, ev *train.Evaluation) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	writeFigures(w, ev, model.Neutral, model.Sensational)
	if u := ev.Unanimous; u != nil {
		fmt.Fprintf(w, "where all annotators agree\t%d rows: accuracy %s, ROC-AUC %s\n", u.N, decimal(u.Accuracy), decimal(float64(u.ROCAUC)))
	}
	if ev.Bias != nil {
		fmt.Fprintf(w, "\nsecond verdict\n")
		writeFigures(w, ev.Bias, model.Unbiased, model.Biased)
	}
	return w.Flush()
}

func writeFigures(w io.Writer, ev *train.Evaluation, negative, positive model.Label) {
	fmt.Fprintf(w, "rows\t%d\n", ev.N)
	for k, v := range ev.Values() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", figureNames[k], decimal(v), interval(ev, metrics.Names[k]))
	}
	c := ev.Confusion
	fmt.Fprintf(w, "%s\t%d found, %d missed\n", positive, c.TP, c.FN)
	fmt.Fprintf(w, "%s\t%d left alone, %d called %s\n", negative, c.TN, c.FP, positive)
	fmt.Fprintf(w, "threshold\t%.4f\n", ev.Threshold)
}

// decimal writes a figure; one that the data cannot give is a dash.
func decimal(v float64) string {
	if v != v {
		return "-"
	}
	return fmt.Sprintf("%.4f", v)
}

func interval(ev *train.Evaluation, key string) string {
	i, ok := ev.Intervals[key]
	if !ok {
		return ""
	}
	return fmt.Sprintf("95 %%: %.4f–%.4f", i[0], i[1])
}
