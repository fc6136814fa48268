package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
)

func datasetsCommand(u *ui.UI) *cli.Command {
	format := &cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text or json"}
	return &cli.Command{
		Name:  "datasets",
		Usage: "list, fetch, convert and split labelled headlines",
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "list the public sets that are known", ArgsUsage: " ", Flags: []cli.Flag{format},
				Action: func(c *cli.Context) error { return datasetsList(u, c) }},
			{Name: "info", Usage: "print licence, citation and files of a set", ArgsUsage: "NAME", Flags: []cli.Flag{format},
				Action: func(c *cli.Context) error { return datasetsInfo(u, c) }},
			datasetsGetCommand(u),
			datasetsImportCommand(u),
			datasetsSplitCommand(u),
		},
	}
}

// set is a data set as it is printed.
type set struct {
	datasets.Set
	Rows  int   `json:"rows"`
	Bytes int64 `json:"bytes"`
}

func printed(s datasets.Set) set { return set{s, s.Rows(), s.Size()} }

func datasetsList(u *ui.UI, c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	var all []set
	for _, s := range datasets.List() {
		all = append(all, printed(s))
	}
	if format == "json" {
		return printJSON(u, all)
	}
	w := tabwriter.NewWriter(u.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tLANGUAGE\tROWS\tLICENCE\tLABEL\tFROM")
	for _, s := range all {
		from := "heboh datasets get " + s.Name
		if s.Commit == "" {
			from = "part of the program"
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\n", s.Name, s.Lang, s.Rows, s.Licence, s.Measures, from)
	}
	return w.Flush()
}

// oneSet finds the set that the only argument names.
func oneSet(c *cli.Context) (datasets.Set, error) {
	if c.NArg() > 1 {
		return datasets.Set{}, tooMany(c)
	}
	if c.NArg() == 0 {
		return datasets.Set{}, usage("name a set; heboh datasets list shows them")
	}
	s, err := datasets.Lookup(c.Args().First())
	if err != nil {
		return s, usage("%s", err)
	}
	return s, nil
}

func datasetsInfo(u *ui.UI, c *cli.Context) error {
	s, err := oneSet(c)
	if err != nil {
		return err
	}
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	p := printed(s)
	if format == "json" {
		return printJSON(u, p)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", p.Title, p.Description)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range [][2]string{
		{"name", p.Name}, {"label 1 means", p.Measures}, {"language", p.Lang},
		{"rows", fmt.Sprint(p.Rows)}, {"bytes", fmt.Sprint(p.Bytes)}, {"licence", p.Licence},
		{"citation", p.Citation}, {"doi", p.DOI}, {"home", p.Homepage}, {"commit", p.Commit},
	} {
		if row[1] != "" {
			fmt.Fprintf(w, "%s\t%s\n", row[0], row[1])
		}
	}
	for _, f := range p.Files {
		fmt.Fprintf(w, "file\t%s: %d rows, %d bytes, sha256:%s\n", f.Name, f.Rows, f.Size, f.SHA256)
		if f.URL != "" {
			fmt.Fprintf(w, "\t%s\n", f.URL)
		}
	}
	_ = w.Flush() // to a buffer, which does not fail
	_, err = u.Out.Write([]byte(b.String()))
	return err
}

func datasetsGetCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "get",
		Usage:     "fetch a set, check it against its pinned checksums, and print its files",
		ArgsUsage: "NAME",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "dir", Usage: "`DIR` to put the files in", DefaultText: "the set's name"},
			&cli.StringFlag{Name: "mirror", Usage: "`DIR-OR-URL` that has the files, to fetch from instead of the set's home"},
		},
		Action: func(c *cli.Context) error { return datasetsGet(u, c) },
	}
}

func datasetsGet(u *ui.UI, c *cli.Context) error {
	s, err := oneSet(c)
	if err != nil {
		return err
	}
	dir := c.String("dir")
	if dir == "" {
		dir = s.Name
	}
	bar := u.NewBar(s.Name, s.Size(), true)
	paths, err := s.Get(c.Context, dir, datasets.GetOptions{
		Mirror:   c.String("mirror"),
		Progress: func(p datasets.Progress) { bar.Set(p.File, p.Done, p.Total) },
	})
	bar.Clear()
	for _, p := range paths {
		fmt.Fprintln(u.Out, filepath.ToSlash(p))
	}
	return err
}
