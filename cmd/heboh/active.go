package main

import (
	"context"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/active"
)

func activeCommand(u *ui.UI) *cli.Command {
	var about []string
	for _, s := range active.Strategies() {
		about = append(about, s.Name+": "+s.Doc)
	}
	flags := slices.Concat(
		dataFlags("`FILE`… of labelled headlines to play on (default: the sample set)"),
		[]cli.Flag{
			&cli.StringSliceFlag{Name: "strategy", Usage: "`NAME`… of a strategy, the first being what others are held against (default: all)"},
			&cli.IntFlag{Name: "start", Value: 100, Usage: "`NUMBER` of labels to begin with, drawn by lot"},
			&cli.IntFlag{Name: "batch", Value: 100, Usage: "`NUMBER` of labels given in a round"},
			&cli.IntFlag{Name: "labels", Value: 1000, Usage: "`NUMBER` of labels to stop at"},
			&cli.IntFlag{Name: "trials", Value: 5, Usage: "`NUMBER` of trials; each holds out another share of the headlines to measure on"},
			&cli.Uint64Flag{Name: "seed", Value: 1, Usage: "`NUMBER` that folds and random choices follow from"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text or json"},
		})
	return &cli.Command{
		Name:  "active",
		Usage: "find out which headlines are best judged first",
		Description: "Plays labelling on data whose labels are known: a model learns from a few labels, a strategy\n" +
			"picks what is labelled next, and what the model makes of headlines held out is measured after\n" +
			"every round. The strategies:\n  " + strings.Join(about, "\n  "),
		ArgsUsage: " ",
		Flags:     flags,
		Action:    func(c *cli.Context) error { return playActive(u, c) },
	}
}

func playActive(u *ui.UI, c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	cfg := active.Config{Start: c.Int("start"), Batch: c.Int("batch"), Most: c.Int("labels"), Seed: c.Uint64("seed"), Score: scoreRound}
	if cfg.Start < 1 || cfg.Batch < 1 || cfg.Most < cfg.Start {
		return usage("--start, --batch and --labels are numbers above 0, and --labels no less than --start")
	}
	if c.Int("trials") < 2 {
		return usage("--trials %d; two or more are wanted", c.Int("trials"))
	}
	if cfg.Strategies, err = strategies(c.StringSlice("strategy")); err != nil {
		return err
	}
	data := newCorpus(u, c)
	examples, err := activeData(u, c, data)
	if err != nil {
		return err
	}
	examples, _ = datasets.Dedupe(examples)
	if cfg.Folds, cfg.Labels, err = activeFolds(examples, c.Int("trials"), cfg.Seed); err != nil {
		return err
	}
	rep, err := runActive(c.Context, u, examples, cfg)
	if err != nil {
		return err
	}
	if format == "json" {
		err = printJSON(u, rep)
	} else {
		err = writeActive(u.Out, rep)
	}
	if err == nil && data.failed {
		return errTold
	}
	return err
}

func activeData(u *ui.UI, c *cli.Context, data *corpus) ([]datasets.Example, error) {
	if files := c.StringSlice("data"); len(files) > 0 {
		return data.read(files, "", false)
	}
	u.Tell("heboh: no --data; taking the sample set, which is for trying out")
	return data.sample(""), nil
}

// strategies are those named, or all.
func strategies(list []string) ([]active.Strategy, error) {
	if len(list) == 0 {
		return active.Strategies(), nil
	}
	var out []active.Strategy
	for _, name := range list {
		s, ok := active.Named(name)
		if !ok {
			var known []string
			for _, s := range active.Strategies() {
				known = append(known, s.Name)
			}
			return nil, usage("--strategy %q; there are %s", name, strings.Join(known, ", "))
		}
		out = append(out, s)
	}
	return out, nil
}

// activeFolds deals the examples to the trials' held-out shares; wordings of
// one title stay together.
func activeFolds(examples []datasets.Example, trials int, seed uint64) (folds, labels []int, err error) {
	labels, groups := make([]int, len(examples)), make([]string, len(examples))
	for i, e := range examples {
		labels[i], groups[i] = e.Label, datasets.Key(e.Text)
	}
	folds, err = train.Folds(labels, groups, trials, seed)
	return folds, labels, err
}

// scoreRound measures what a round made of the held-out headlines.
func scoreRound(p []float64, labels []int, threshold float64) active.Scores {
	m := train.Measure(p, labels, threshold)
	return active.Scores{F1: m.F1, AveragePrecision: m.AveragePrecision}
}

// runActive plays with a progress bar.
func runActive(ctx context.Context, u *ui.UI, examples []datasets.Example, cfg active.Config) (*active.Report, error) {
	return underway(ctx, u, "playing", func(progress func(string, int, int)) (*active.Report, error) {
		cfg.Progress = func(done, total int) { progress("playing", done, total) }
		return active.Run(ctx, train.NewQuick(examples), cfg)
	})
}
