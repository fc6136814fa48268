package main

import (
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

func scoreCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "label headlines neutral or sensational, with a probability",
		ArgsUsage: "[HEADLINE…]",
		Description: "Scores the headlines given, else those of --in or standard input.\n" +
			"Other fields of a record are passed through. Where one has the name of a field\n" +
			"of the result (label, say), the result's is called heboh_label. Scoring a scored\n" +
			"file again replaces the results.",
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the output: text, jsonl, csv, parquet, lint or sarif (default: by the output's name; text on a terminal, else jsonl)"},
			modelFlag,
			thresholdFlag,
			&cli.BoolFlag{Name: "explain", Usage: "give the reasons: each cue with its place and its log-odds"},
			&cli.BoolFlag{Name: "fail-on-sensational", Usage: "exit with status 3 if any headline is sensational"},
		),
		Action: func(c *cli.Context) error { return score(u, c) },
	}
}

func score(u *ui.UI, c *cli.Context) error {
	format := formatFor(u, c.String("format"), c.String("out"))
	if err := outputFor(u, format, c.String("out")); err != nil {
		return err
	}
	r, total, err := newReader(u, c)
	if err != nil {
		return err
	}
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	r.Unscored = true // scoring again replaces what scoring added
	s := &stream{u: u, reader: r, total: total, format: format}
	if s.render, err = scoreRenderer(u, c, m, format); err != nil {
		return err
	}
	err = s.run(c.Context, c.Args().Slice(), c.String("out"))
	// Found beats a bad record: the question was whether there is one.
	if (err == nil || err == errTold) && s.sensational > 0 && c.Bool("fail-on-sensational") {
		return errFound
	}
	return err
}

// table is how a table for a person looks: in colour and as wide as the
// terminal where it goes to one.
func table(u *ui.UI, c *cli.Context) render.Table {
	t := render.Table{Explain: c.Bool("explain")}
	if c.String("out") == "" {
		t.Colour, t.Width = u.Colour(), u.Width()
	}
	return t
}

func scoreRenderer(u *ui.UI, c *cli.Context, m *model.Model, format string) (render.Renderer, error) {
	explain := c.Bool("explain")
	switch format {
	case "text":
		return render.NewText(m, table(u, c)), nil
	case "jsonl", "json", "parquet":
		return render.NewJSON(m, explain), nil
	case "csv":
		return render.NewCSV(m, explain), nil
	case "lint":
		return render.NewLint(m), nil
	case "sarif":
		return render.NewSARIF(m, version()), nil
	}
	return nil, usage("--format %q; use text, jsonl, csv, parquet, lint or sarif", format)
}
