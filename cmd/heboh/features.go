package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
)

func featuresCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "features",
		Usage:     "print the value of every cue of each headline, for a model of your own",
		ArgsUsage: "[HEADLINE…]",
		Description: "Columns: text, then one per cue in [0, 1] under its name, then the other fields\n" +
			"of the input. --describe says what each cue is.",
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the output: csv or jsonl; with --describe also text", DefaultText: "csv, or text with --describe"},
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
	format := c.String("format")
	if format != "" && format != "csv" && format != "jsonl" {
		return usage("--format %q; use csv or jsonl", format)
	}
	r, total, err := newReader(u, c)
	if err != nil {
		return err
	}
	s := &stream{u: u, reader: r, total: total, render: render.NewFeatures(format == "jsonl")}
	return s.run(c.Context, c.Args().Slice(), c.String("out"))
}

// cue is one entry of the catalogue as it is printed.
type cue struct {
	Name  string  `json:"name"`
	Group string  `json:"group"`
	Max   float32 `json:"max"`  // the count at which the value is 1
	Sign  int     `json:"sign"` // that a model's weight must have; 0: any
	Doc   string  `json:"doc"`
}

func describe(u *ui.UI, c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	var cues []cue
	for _, f := range features.Catalogue() {
		cues = append(cues, cue{f.Name, string(f.Group), f.Max, f.Sign, f.Doc})
	}
	switch c.String("format") {
	case "", "text":
		w := tabwriter.NewWriter(u.Out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "NAME\tGROUP\tMAX\tMEANING")
		for _, q := range cues {
			fmt.Fprintf(w, "%s\t%s\t%v\t%s\n", q.Name, q.Group, q.Max, q.Doc)
		}
		return w.Flush()
	case "csv":
		w := csv.NewWriter(u.Out)
		w.Write([]string{"name", "group", "max", "sign", "doc"}) // errors stick to Flush
		for _, q := range cues {
			w.Write([]string{q.Name, q.Group, fmt.Sprint(q.Max), strconv.Itoa(q.Sign), q.Doc})
		}
		w.Flush()
		return w.Error()
	case "jsonl":
		enc := json.NewEncoder(u.Out)
		enc.SetEscapeHTML(false)
		for _, q := range cues {
			if err := enc.Encode(q); err != nil {
				return err
			}
		}
		return nil
	}
	return usage("--format %q; use text, csv or jsonl", c.String("format"))
}
