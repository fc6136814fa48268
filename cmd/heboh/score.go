package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

func scoreCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "label headlines neutral or sensational, unbiased or biased, with probabilities",
		ArgsUsage: "[HEADLINE…]",
		Description: "Scores the headlines given, else those of --in or standard input. Other fields of a record\n" +
			"are passed through. Where one has the name of a field of the result (label, say), the result's\n" +
			"is called heboh_label. Scoring a scored file again replaces the results. The formats lint and\n" +
			"sarif report the labels that --fail-on names, else sensational and biased.",
		Flags: slices.Concat(inputFlags(), []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the output: text, jsonl, csv, parquet, lint or sarif", DefaultText: "by the output's name; text on a terminal, else jsonl"},
			&cli.BoolFlag{Name: "explain", Usage: "give the reasons: each cue with its place and its log-odds"},
		}, verdictFlags()),
		Action: func(c *cli.Context) error { return score(u, c) },
	}
}

func score(u *ui.UI, c *cli.Context) error {
	format := formatFor(u, c.String("format"), c.String("out"))
	if err := outputFor(u, format, c.String("out")); err != nil {
		return err
	}
	failing, err := failOn(c)
	if err != nil {
		return err
	}
	r, total, err := newReader(u, c)
	if err != nil {
		return err
	}
	r.Unscored = true // scoring again replaces what scoring added
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	s := &stream{u: u, reader: r, total: total, format: format}
	if s.render, err = render.New(m, renderOptions(u, c, format, failing)); err != nil {
		return usage("--format %q; use text, jsonl, csv, parquet, lint or sarif", format)
	}
	return found(s.run(c.Context, c.Args().Slice(), c.String("out")), s.found, failing)
}

// renderOptions are those of the command line. A table is in colour, and as wide
// as the terminal, where it goes to one.
func renderOptions(u *ui.UI, c *cli.Context, format string, failing render.Verdicts) render.Options {
	o := render.Options{Format: format, Explain: c.Bool("explain"), Version: version(), Report: failing}
	if format == "json" || format == "parquet" {
		o.Format = "jsonl" // which package columns turns into Parquet
	}
	if c.String("out") == "" {
		o.Colour, o.Width = u.Colour(), u.Width()
	}
	return o
}
