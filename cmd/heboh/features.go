package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
)

var featureFormats = []string{"csv", "tsv", "jsonl"}

func featuresCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "features",
		Usage:     "print the value of every cue of each headline, for a model of your own",
		ArgsUsage: "[HEADLINE…]",
		Flags: append(inputFlags(),
			formatFlag("csv", featureFormats), rawCSVFlag,
			&cli.BoolFlag{Name: "describe", Usage: "list the cues instead: name, group, cap of the count, meaning"},
		),
		Action: func(c *cli.Context) error {
			if c.Bool("describe") {
				return describe(u, c)
			}
			return printFeatures(u, c)
		},
	}
}

func printFeatures(u *ui.UI, c *cli.Context) error {
	_, o, err := resultOptions(u, c, "csv", featureFormats)
	if err != nil {
		return err
	}
	s, err := newStream(u, c)
	if err != nil {
		return err
	}
	s.options, s.render = o, render.NewFeatures(o)
	return s.run(c.Context)
}

func describe(u *ui.UI, c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	if f := firstSet(c, "format", "in", "out"); f != "" {
		return usage("--describe lists the cues in a table; leave out --%s", f)
	}
	return table(u.Out, func(w io.Writer) {
		fmt.Fprintln(w, "NAME\tGROUP\tMAX\tMEANING")
		for _, q := range features.Catalogue() {
			fmt.Fprintf(w, "%s\t%s\t%v\t%s\n", q.Name, q.Group, q.Max, q.Doc)
		}
	})
}
