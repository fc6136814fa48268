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
		Flags:     append(inputFlags(), formatFlag(byTerminal, calmFormats), modelFlag, anyLanguageFlag),
		Action:    func(c *cli.Context) error { return printCalm(u, c) },
	}
}

func printCalm(u *ui.UI, c *cli.Context) error {
	m, o, err := resultOptions(u, c, byTerminal, calmFormats)
	if err != nil {
		return err
	}
	s, err := newStream(u, c)
	if err != nil {
		return err
	}
	s.options, s.render = o, render.NewCalm(m, o)
	return s.tell(u, s.run(c.Context), 0)
}
