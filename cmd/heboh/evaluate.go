//go:build !notrain

package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

func evaluateCommand(u *ui.UI) *cli.Command {
	groupBy := choice("group-by", "with --cv, hold out whole publishers or groups by this `COLUMN`", "source", "group")
	groupBy.Value = ""
	flags := slices.Concat(
		dataFlags("`FILE`… of labelled headlines"),
		[]cli.Flag{
			modelFlag, thresholdFlag,
			&cli.IntFlag{Name: "cv", Usage: "cross-validate in `K` folds instead: train on all but one and judge that one", DefaultText: "none"},
			groupBy,
			choice("algorithm", "with --cv, `NAME` of the labeller", train.AlgorithmNames()...),
			choice("format", "`FORMAT`", "text", "json"),
		},
		trainingFlags())
	return &cli.Command{
		Name:   "evaluate",
		Usage:  "measure a model, or with --cv a training recipe, on labelled headlines",
		Flags:  flags,
		Action: func(c *cli.Context) error { return evaluate(u, c) },
	}
}

func evaluate(u *ui.UI, c *cli.Context) error {
	if err := checkEvaluate(c); err != nil {
		return err
	}
	measure := evaluateModel
	if c.IsSet("cv") {
		measure = crossValidate
	}
	ev, data, err := measure(u, c)
	if err != nil {
		return err
	}
	caution(u, ev)
	return data.status(printAs(u, c, ev, func(w io.Writer) { writeEvaluation(w, ev) }))
}

func checkEvaluate(c *cli.Context) error {
	if len(c.StringSlice("data")) == 0 {
		return usage("--data FILE is required: the labelled headlines to measure on")
	}
	if c.IsSet("cv") {
		if f := firstSet(c, "model", "threshold"); f != "" {
			return usage("--cv trains its own models; leave --%s out", f)
		}
		if c.Int("cv") < 2 {
			return usage("--cv %d; must be at least 2 folds", c.Int("cv"))
		}
		return nil
	}
	if f := firstSet(c, "group-by", "algorithm", "words", "threshold-rule"); f != "" {
		return usage("--%s only applies to training; add --cv K", f)
	}
	return nil
}

func evaluateModel(u *ui.UI, c *cli.Context) (*train.Evaluation, *corpus, error) {
	m, err := chosenModel(c)
	if err != nil {
		return nil, nil, err
	}
	data := newCorpus(u, c)
	examples, err := data.read(c.StringSlice("data"), "")
	if err != nil {
		return nil, nil, err
	}
	for _, s := range m.Info().Data {
		if slices.ContainsFunc(data.sources, func(d model.Source) bool { return d.SHA256 == s.SHA256 }) {
			u.Note("the model learnt from %s, so these figures flatter it; measure on headlines that it has not seen, or by --cv 5", s.Name)
		}
	}
	ev, err := underway(u, "judging", func(func(string, int, int)) (*train.Evaluation, error) {
		return train.Evaluate(m, examples, c.Uint64("seed"))
	})
	return ev, data, err
}

func crossValidate(u *ui.UI, c *cli.Context) (*train.Evaluation, *corpus, error) {
	opt, data, examples, err := gather(u, c)
	if err != nil {
		return nil, nil, err
	}
	ev, err := underway(u, "cross-validating", func(progress func(string, int, int)) (*train.Evaluation, error) {
		opt.Progress = progress
		if name := c.String("algorithm"); name != train.DefaultAlgorithm {
			return train.Compare(c.Context, name, examples, c.Int("cv"), c.String("group-by"), opt)
		}
		return train.CrossValidate(c.Context, examples, c.Int("cv"), c.String("group-by"), opt)
	})
	return ev, data, err
}

// With fewer headlines, or fewer of the rarer label, the figures come with a warning.
const (
	fewRows  = 200
	fewLabel = 50
)

// caution says what makes the figures of an evaluation worth less than they look.
func caution(u *ui.UI, ev *train.Evaluation) {
	positives := ev.Confusion.Positives()
	rarer := min(positives, ev.N-positives)
	if ev.N < fewRows || rarer < fewLabel {
		u.Note("few headlines: %d, %d of the rarer label; below %d and %d, figures and threshold are little more than chance", ev.N, rarer, fewRows, fewLabel)
	}
	if ev.ROCAUC == 1 {
		u.Note("the labels are told apart without a mistake, which real headlines never are; look for what gives them away: templates, a publisher's name, repeats")
	}
}

var figureNames = [...]string{"accuracy", "precision", "recall", "F1", "macro F1", "ROC-AUC", "average precision", "log loss", "Brier score", "calibration error"}

// writeEvaluation writes the figures to a table, those of the second verdict
// below those of the first.
func writeEvaluation(w io.Writer, ev *train.Evaluation) {
	writeFigures(w, ev, model.Neutral, model.Sensational)
	if u := ev.Unanimous; u != nil {
		fmt.Fprintf(w, "where all annotators agree\t%d rows: accuracy %s, ROC-AUC %s\n", u.N, decimal(u.Accuracy), decimal(float64(u.ROCAUC)))
	}
	if ev.Bias != nil {
		fmt.Fprintf(w, "\nsecond verdict\n")
		writeFigures(w, ev.Bias, model.Unbiased, model.Biased)
	}
}

func writeFigures(w io.Writer, ev *train.Evaluation, negative, positive model.Label) {
	fmt.Fprintf(w, "rows\t%d", ev.N)
	if ev.Stories > 0 {
		fmt.Fprintf(w, "\tnear copies aside %d, which the intervals rest on", ev.Stories)
	}
	fmt.Fprintln(w)
	if ev.Abstained > 0 {
		fmt.Fprintf(w, "not read\t%d of %d\n", ev.Abstained, ev.N)
	}
	for k, v := range ev.Values() {
		between := ""
		if i, ok := ev.Intervals[metrics.Names[k]]; ok {
			between = fmt.Sprintf("95 %%: %.4f–%.4f", i[0], i[1])
		} else if v == v {
			between = "no interval: the same in every resample"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", figureNames[k], decimal(v), between)
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
