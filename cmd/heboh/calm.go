package main

import (
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

var calmFormats = []string{"text", "jsonl"}

func calmCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "calm",
		Usage:     "make headlines calmer, without adding a word",
		ArgsUsage: "[HEADLINE…]",
		Description: "Takes out teasing openers and endings, intensifiers, emoji and stacked marks, and writes shouted\n" +
			"words in plain case. Where that does not lower the probability, or would leave no headline, it says\n" +
			"\"no safe edit\"; in JSON Lines, edits is then empty and calm equals text.",
		Flags:  append(inputFlags(), formatFlag(byTerminal, calmFormats), modelFlag, anyLanguageFlag),
		Action: func(c *cli.Context) error { return printCalm(u, c) },
	}
}

func printCalm(u *ui.UI, c *cli.Context) error {
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	format, err := formatOf(c, typed(u, c.String("out")), calmFormats)
	if err != nil {
		return err
	}
	r, total, err := newReader(u, c)
	if err != nil {
		return err
	}
	width := 0
	if toStdout(c.String("out")) {
		width = u.Width()
	}
	s := &stream{u: u, reader: r, total: total, format: format, render: render.NewCalm(m, format == "jsonl", width)}
	return s.outcome.tell(u, s.run(c.Context, c.Args().Slice(), c.String("out")), 0)
}
