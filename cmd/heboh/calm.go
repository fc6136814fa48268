package main

import (
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

func calmCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "calm",
		Usage:     "make headlines calmer, without adding a word",
		ArgsUsage: "[HEADLINE…]",
		Description: "Takes out teasing openers and endings, intensifiers, emoji and stacked marks, and writes shouted\n" +
			"words in plain case. Where that does not lower the probability, or would leave no headline, it says\n" +
			"\"no safe edit\"; in JSON Lines, edits is then empty and calm equals text.",
		Flags: append(inputFlags(), &cli.StringFlag{Name: "format", Usage: "`FORMAT` of the output: text or jsonl", DefaultText: "text on a terminal, else jsonl"},
			modelFlag, anyLanguageFlag),
		Action: func(c *cli.Context) error { return printCalm(u, c) },
	}
}

func printCalm(u *ui.UI, c *cli.Context) error {
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	format := formatFor(u, c.String("format"), c.String("out"))
	if format != "text" && format != "jsonl" {
		return usage("--format %q; use text or jsonl", format)
	}
	r, total, err := newReader(u, c)
	if err != nil {
		return err
	}
	s := &stream{u: u, reader: r, total: total, format: format, render: render.NewCalm(m, format == "jsonl")}
	return s.run(c.Context, c.Args().Slice(), c.String("out"))
}
