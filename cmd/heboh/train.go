package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

// trainingFlags are shared by the commands that train.
func trainingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "algorithm", Value: train.DefaultAlgorithm, Usage: "`NAME` of the labeller: " + strings.Join(train.AlgorithmNames(), ", ")},
		&cli.Uint64Flag{Name: "seed", Value: 1, Usage: "`NUMBER` that seeds folds and random choices"},
		&cli.StringFlag{Name: "threshold-rule", Value: "accuracy", Usage: "`RULE` for the threshold: accuracy, f1, precision=P or recall=P"},
		&cli.StringSliceFlag{Name: "extra", Usage: "`FILE`… with more examples of the same label to learn from, left out of threshold and figures (sample: the sample set)"},
		&cli.StringSliceFlag{Name: "related", Usage: "`FILE`… with examples of a related label (clickbait, say) to learn from as well"},
		&cli.StringSliceFlag{Name: "unlabelled", Usage: "`FILE`… with unlabelled headlines to learn from"},
		&cli.StringFlag{Name: "annotations", Usage: "`FILE` of labels by title hash, joined to the unlabelled headlines"},
		&cli.StringFlag{Name: "words", Value: "shipped", Usage: "word vectors for teacher nets: shipped, none (no nets: quicker, less exact) or a `FILE`"},
	}
}

func trainCommand(u *ui.UI) *cli.Command {
	flags := slices.Concat(
		dataFlags("`FILE`… of labelled headlines: CSV, TSV, JSON Lines or a public set (default: the sample set)"),
		[]cli.Flag{&cli.StringFlag{Name: "out", Usage: "`FILE` to write the model to; it appears when it is complete"}},
		trainingFlags(),
		correctionFlags(),
		[]cli.Flag{
			&cli.StringFlag{Name: "name", Usage: "`NAME` to store in the model", DefaultText: "that of the file"},
			&cli.StringFlag{Name: "about", Usage: "`FILE` with more to store, as JSON: version, description, languages, and data: name, license, credit, use"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT` of the report: text (on standard error) or json (on standard output)"},
			&cli.BoolFlag{Name: "strict", Usage: "stop before training if any row is bad"},
		})
	return &cli.Command{
		Name:  "train",
		Usage: "learn a model from labelled headlines",
		Description: "Columns: text, label and, where present, votes, annotators, intensity, devices,\n" +
			"source, lang, group, weight. Labels: 0 and 1, neutral and sensational, non-clickbait and clickbait.\n" +
			"Bad rows are reported and skipped; the model is trained on the rest, and the status is 1.\n" +
			"With --base a model is corrected instead: only what the corrections shift changes.\n" +
			"Files that heboh feedback export wrote are corrections; other --data is the reference that holds\n" +
			"the rest in place. A model that got worse is not written, and the status is 1.",
		ArgsUsage: " ",
		Flags:     flags,
		Action:    func(c *cli.Context) error { return trainModel(u, c) },
	}
}

func trainModel(u *ui.UI, c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	out := c.String("out")
	if out == "" {
		return usage("no output file; name one with --out FILE")
	}
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	if err := checkCorrection(c); err != nil {
		return err
	}
	if c.String("algorithm") != train.DefaultAlgorithm {
		if err := train.CheckAlgorithm(c.String("algorithm")); err != nil {
			return usage("%s", err)
		}
		return usage("only %s compiles into a model; compare %s by heboh evaluate --cv 5 --algorithm %[2]s", train.DefaultAlgorithm, c.String("algorithm"))
	}
	if err := writable(out); err != nil {
		return err
	}
	if c.IsSet("base") {
		return correctModel(u, c, out, format)
	}
	opt, data, examples, err := gather(u, c)
	if err != nil {
		return err
	}
	if err := ready(u, c, data, &opt.Info, out); err != nil {
		return err
	}
	res, err := runTraining(c.Context, u, examples, opt)
	if err != nil {
		return err
	}
	if err := writeFile(out, res.Model.Save); err != nil {
		return err
	}
	if err := reportTraining(u, format, out, res); err != nil {
		return err
	}
	if data.failed {
		return errReported
	}
	return nil
}

// ready enforces --strict, and fills in what is stored beside the weights.
func ready(u *ui.UI, c *cli.Context, data *corpus, info *model.Info, out string) error {
	if data.failed && c.Bool("strict") {
		u.Tell("heboh: bad rows and --strict: nothing was trained")
		return errReported
	}
	return about(c, info, out)
}

// writable reports before minutes of training that the model could not be
// written.
func writable(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil // a device such as /dev/null
	}
	return writeProbe(path)
}

// runTraining trains with a progress bar.
func runTraining(ctx context.Context, u *ui.UI, examples []datasets.Example, opt train.Options) (*train.Result, error) {
	return underway(ctx, u, "training", func(progress func(string, int, int)) (*train.Result, error) {
		opt.Progress = progress
		return train.Train(ctx, examples, opt)
	})
}
