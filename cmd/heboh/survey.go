package main

import (
	"cmp"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// minJudged is how many headlines a group needs by default: of fewer, an interval
// says next to nothing.
const minJudged = 100

var surveyFormats = []string{"text", "csv", "json", "html"}

func surveyCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "survey",
		Usage: "measure how sensational and biased the headlines of each publisher, desk or month are",
		Description: "Shares are corrected for the model's errors and have 95 % intervals. A rank is a range: groups\n" +
			"that cannot be told apart have no order. Where people filled the columns label (or intensity)\n" +
			"and slant, the shares that they found stand beside. docs/survey.md explains the method.",
		Flags: slices.Concat(inputFlags(), []cli.Flag{
			&cli.StringFlag{Name: "by", Usage: "`COLUMN` that names the group of a headline; with --date, month or year"},
			&cli.StringFlag{Name: "date", Usage: "`COLUMN` of dates, for --by month or --by year"},
			&cli.Int64Flag{Name: "min", Value: minJudged, Usage: "pool groups with fewer than `N` judged headlines into one row"},
			formatFlag("text", surveyFormats),
			&cli.StringFlag{Name: "plot", Usage: "`FILE` for a plot of the shares, PNG or SVG by its name"},
			&cli.StringFlag{Name: "label-field", Usage: "`NAME` of the column that holds people's labels", Value: "label"},
			modelFlag, anyLanguageFlag,
		}),
		Action: func(c *cli.Context) error { return runSurvey(u, c) },
	}
}

func runSurvey(u *ui.UI, c *cli.Context) error {
	plot := c.String("plot")
	s, err := newSurveyor(c)
	if err != nil {
		return err
	}
	if plot != "" && extension(plot, "png", "svg") == "" {
		return usage("--plot %s; the name must end in .png or .svg", plot)
	}
	format, err := formatOf(c, "text", surveyFormats)
	if err != nil {
		return err
	}
	r, total, err := newReader(u, c)
	if err != nil {
		return err
	}
	r.Unscored = true // a verdict is no label
	s.stream = &stream{u: u, reader: r, total: total, reported: map[string]bool{}}
	failed := s.run(c.Context)
	if failed != nil && failed != errReported || s.judged.Headlines == 0 {
		return failed
	}
	table, err := s.table(c.Int64("min"))
	if err != nil {
		return err
	}
	info := s.model.Info()
	result := &render.Survey{By: s.name(), Model: info.Name + " " + info.Version, Table: table, Version: version()}
	write := func(file, format string) error {
		return writeFile(u, file, func(w io.Writer) error { return result.Write(w, format) })
	}
	if err := write(c.String("out"), format); err != nil || plot == "" {
		return cmp.Or(err, failed)
	}
	return cmp.Or(write(plot, extension(plot, "png", "svg")), failed)
}
