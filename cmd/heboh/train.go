//go:build !notrain

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/atomicfile"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// trainingCommands are what package train, and golearn with it, is linked for.
func trainingCommands(u *ui.UI) []*cli.Command {
	return []*cli.Command{trainCommand(u), evaluateCommand(u)}
}

func trainingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.Uint64Flag{Name: "seed", Value: 1, Usage: "`NUMBER` that seeds folds and random choices"},
		&cli.StringFlag{Name: "threshold-rule", Value: "accuracy", Usage: "`RULE` for the threshold: accuracy, f1, precision=P or recall=P"},
		&cli.StringFlag{Name: "words", Value: "shipped", Usage: "word vectors: shipped, none (quicker, less exact) or a `FILE`"},
	}
}

func trainCommand(u *ui.UI) *cli.Command {
	flags := slices.Concat(
		dataFlags("`FILE`… of labelled headlines, of any kind that heboh score reads, or a folder of them (default: the sample set)"),
		[]cli.Flag{&cli.StringFlag{Name: "out", Usage: "`FILE` to write the model to; it appears when it is complete"}},
		trainingFlags(),
		correctionFlags(),
		[]cli.Flag{
			&cli.StringFlag{Name: "name", Usage: "`NAME` to store in the model", DefaultText: "that of the file"},
			choice("format", "`FORMAT` of the report (text to standard error, JSON to standard output)", "text", "json"),
		})
	return &cli.Command{
		Name:   "train",
		Usage:  "learn a model from labelled headlines",
		Flags:  flags,
		Action: func(c *cli.Context) error { return trainModel(u, c) },
	}
}

func trainModel(u *ui.UI, c *cli.Context) error {
	out := c.String("out")
	if out == "" {
		return usage("no output file; name one with --out FILE")
	}
	if err := checkCorrection(c); err != nil {
		return err
	}
	if err := writable(out); err != nil {
		return err
	}
	if c.IsSet("base") {
		return correctModel(u, c, out)
	}
	opt, data, examples, err := gather(u, c)
	if err != nil {
		return err
	}
	nameModel(c, &opt.Info)
	res, err := underway(u, "training", func(progress func(string, int, int)) (*train.Result, error) {
		opt.Progress = progress
		return train.Train(c.Context, examples, opt)
	})
	if err != nil {
		return err
	}
	if err := writeFile(u, out, res.Model.Save); err != nil {
		return err
	}
	return data.status(reportTraining(u, c, res))
}

// writable reports before minutes of training that the model could not be
// written.
func writable(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil // a device such as /dev/null
	}
	f, err := atomicfile.Create(path)
	if err == nil {
		f.Abort()
	}
	return err
}

// trained is what every report of training says of the new model.
type trained struct {
	Out    string `json:"out"`
	Merged int    `json:"merged"`
	modelFacts
}

func trainedFacts(c *cli.Context, m *model.Model, d datasets.Report) (trained, error) {
	f, err := factsOf(m, c.String("out"))
	return trained{c.String("out"), d.Merged, f}, err
}

func (t *trained) tell(u *ui.UI) { u.Tell("wrote %s: %d bytes, sha256:%s", t.Out, t.Bytes, t.SHA256) }

func reportTraining(u *ui.UI, c *cli.Context, res *train.Result) error {
	d := res.Duplicates
	facts, err := trainedFacts(c, res.Model, d)
	if err != nil {
		return err
	}
	caution(u, res.OutOfFold)
	if c.String("format") == "json" {
		var repeats []string
		for _, repeated := range d.Duplicates {
			repeats = append(repeats, repeated.String())
		}
		devices := map[string]metrics.Figures{}
		for i, m := range res.Devices {
			devices[model.DeviceNames[i]] = m
		}
		return printJSON(u, struct {
			trained
			Rows       int               `json:"rows"`
			Kept       int               `json:"kept"`
			Conflicts  int               `json:"conflicts"`
			Ties       int               `json:"ties"`
			OutOfFold  *train.Evaluation `json:"out_of_fold"`
			Duplicates []string          `json:"duplicates,omitempty"`
			// Devices are the out-of-fold metrics of each device at probability 1/2;
			// none where the shipped model's were taken over.
			Devices map[string]metrics.Figures `json:"devices,omitempty"`
		}{facts, d.Rows, d.Kept, d.Conflicts, d.Ties, res.OutOfFold, repeats, devices})
	}
	u.Tell("%s", d)
	reportConflicts(u, d)
	u.Tell("out of fold, by parts of the model that did not see the row:")
	_ = table(u.Err, func(w io.Writer) { writeEvaluation(w, res.OutOfFold) }) // a message; the model matters more
	for i, m := range res.Devices {
		u.Tell("device %-9s  F1 %.3f, ROC-AUC %.3f, %d of %d rows have it", model.DeviceNames[i], m.F1, m.ROCAUC, m.Confusion.Positives(), m.N)
	}
	var shipped []string
	if res.OutOfFold.Bias == nil {
		shipped = append(shipped, "biased, for which too few rows have slant")
	}
	if len(res.Devices) == 0 {
		shipped = append(shipped, "the six devices, for which too few rows have devices")
	}
	if shipped != nil {
		u.Tell("taken from the shipped model: %s", strings.Join(shipped, "; "))
	}
	u.Tell("threshold %.4f by the rule %s", facts.Threshold, facts.ThresholdRule)
	facts.tell(u)
	return nil
}

const maxConflicts = 10

func reportConflicts(u *ui.UI, d datasets.Report) {
	listed := 0
	for _, repeated := range d.Duplicates {
		if !repeated.Conflict {
			continue
		}
		if listed++; listed <= maxConflicts {
			u.Tell("conflict: %s", repeated)
		}
	}
	if listed > maxConflicts {
		u.Tell("and %d more conflicts; --format json lists them", listed-maxConflicts)
	}
}

func gather(u *ui.UI, c *cli.Context) (opt train.Options, data *corpus, examples []datasets.Example, err error) {
	data = newCorpus(u, c)
	opt = train.Options{Seed: c.Uint64("seed")}
	if opt.Rule, err = metrics.ParseRule(c.String("threshold-rule")); err != nil {
		return opt, nil, nil, usage("--threshold-rule: %s", err)
	}
	if files := c.StringSlice("data"); len(files) > 0 {
		examples, err = data.read(files, "labels")
	} else {
		u.Note("no --data; taking the sample set, which is for trying out")
		examples = data.sample("labels")
	}
	if err != nil {
		return opt, nil, nil, err
	}
	if opt.Words, err = readWords(c.String("words")); err != nil {
		return opt, nil, nil, err
	}
	opt.Info.Data = data.sources
	return opt, data, examples, nil
}

func readWords(path string) (*train.Words, error) {
	switch path {
	case "none":
		return nil, nil
	case "shipped":
		return train.DefaultWords()
	}
	w, err := train.ReadWordsFile(path)
	if errors.Is(err, train.ErrWords) {
		err = fmt.Errorf("%w; give none, shipped or a file of word vectors", err)
	}
	return w, err
}

func nameModel(c *cli.Context, info *model.Info) {
	base := filepath.Base(c.String("out"))
	info.Name = cmp.Or(c.String("name"), strings.TrimSuffix(base, filepath.Ext(base)))
	info.Version = "0"
}
