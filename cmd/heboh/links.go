package main

import (
	"net/url"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
)

func linksCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "links",
		Usage:     "label the titles that pages, feeds and articles link to",
		ArgsUsage: "[FILE|URL|-]…",
		Description: "Reads HTML, RSS, Atom, JSON Feed and plain text; - or nothing is standard input, and a pattern in\n" +
			"quotes stands for the files it matches. Labels the links that are headlines, in page order, and the\n" +
			"page's own headline, compared with the article under it. A page that cannot be read is reported and\n" +
			"skipped, and the exit status is then 1.",
		Flags: slices.Concat([]cli.Flag{
			&cli.StringSliceFlag{Name: "role", Usage: "only links of this `ROLE`…: headline, related, navigation, footer, advertisement, share, pagination, in-text, other"},
			&cli.IntFlag{Name: "min-words", Value: 3, Usage: "leave out titles with fewer `WORDS`"},
			&cli.BoolFlag{Name: "all", Usage: "every link that has a text, whatever its role and length"},
			&cli.BoolFlag{Name: "explain", Usage: "give the reasons: each cue with its place and its log-odds"},
			&cli.StringFlag{Name: "base", Usage: "`URL` of the page, to complete the links of a file or of standard input"},
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the output: text, jsonl, csv, parquet, sarif or html", DefaultText: "by the output's name; text on a terminal, else jsonl"},
			&cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output; it appears when it is complete, compressed for .gz and .zst"},
			&cli.BoolFlag{Name: "allow-private", Usage: "fetch also from private, loopback and link-local addresses"},
			&cli.BoolFlag{Name: "ignore-robots", Usage: "fetch also what robots.txt forbids"},
		}, verdictFlags()),
		Action: func(c *cli.Context) error { return labelLinks(u, c) },
	}
}

func labelLinks(u *ui.UI, c *cli.Context) error {
	minWords, all := c.Int("min-words"), c.Bool("all")
	if minWords < 0 {
		return usage("--min-words %d; it must be 0 or more", minWords)
	}
	if all {
		minWords = 0
	}
	wanted, err := links.Select(c.StringSlice("role"), minWords, all)
	if err != nil {
		return usage("--role: %s", err)
	}
	base, err := baseURL(c.String("base"))
	if err != nil {
		return err
	}
	names, err := expand(c.Args().Slice())
	if err != nil {
		return err
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	if slices.Contains(names, "-") {
		tellTyping(u, "a page", "as HTML, feed or text")
	}
	failing, err := failOn(c)
	if err != nil {
		return err
	}
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	job := &linksJob{
		u: u, names: names, base: base, wanted: wanted,
		client: fetch.New(fetch.Options{AllowPrivate: c.Bool("allow-private"), IgnoreRobots: c.Bool("ignore-robots")}),
		format: formatFor(u, c.String("format"), c.String("out")),
	}
	if err := outputFor(u, job.format, c.String("out")); err != nil {
		return err
	}
	if job.render, err = render.NewLinks(m, renderOptions(u, c, job.format, failing)); err != nil {
		return usage("--format %q; use text, jsonl, csv, parquet, sarif or html", job.format)
	}
	return found(job.run(c.Context, c.String("out")), job.found, failing)
}

func baseURL(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	base, err := url.Parse(address)
	if err != nil || base.Host == "" {
		return nil, usage("--base %q; an absolute address is required, such as https://site.example/page", address)
	}
	return base, nil
}
