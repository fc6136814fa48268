package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
)

func datasetsCommand(u *ui.UI) *cli.Command {
	format := choice("format", "`FORMAT`", "text", "json")
	return &cli.Command{
		Name:  "datasets",
		Usage: "list, fetch, convert and split labelled headlines",
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "list the public sets that are known", Flags: []cli.Flag{format},
				Action: func(c *cli.Context) error { return datasetsList(u, c) }},
			{Name: "info", Usage: "print licence, citation and files of a set", ArgsUsage: "NAME", Flags: []cli.Flag{format},
				Action: func(c *cli.Context) error { return datasetsInfo(u, c) }},
			datasetsGetCommand(u),
			datasetsImportCommand(u),
			datasetsSplitCommand(u),
		},
	}
}

type set struct {
	datasets.Set
	Rows  int   `json:"rows"`
	Bytes int64 `json:"bytes"`
}

func datasetsList(u *ui.UI, c *cli.Context) error {
	var all []set
	for _, s := range datasets.List() {
		all = append(all, set{s, s.Rows(), s.Size()})
	}
	return printAs(u, c, all, func(w io.Writer) {
		fmt.Fprintln(w, "NAME\tLANGUAGE\tROWS\tLICENCE\tLABEL\tFROM")
		for _, s := range all {
			from := "heboh datasets get " + s.Name
			if s.Commit == "" {
				from = "part of the program"
			}
			fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\n", s.Name, s.Lang, s.Rows, s.Licence, s.Measures, from)
		}
	})
}

func oneSet(c *cli.Context) (datasets.Set, error) {
	if !c.Args().Present() {
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
	p := set{s, s.Rows(), s.Size()}
	return printAs(u, c, p, func(w io.Writer) {
		fmt.Fprintf(w, "%s\n%s\n\n", p.Title, p.Description)
		writeRows(w, [][2]string{
			{"name", p.Name}, {"label 1 means", p.Measures}, {"language", p.Lang},
			{"rows", fmt.Sprint(p.Rows)}, {"bytes", fmt.Sprint(p.Bytes)}, {"licence", p.Licence},
			{"citation", p.Citation}, {"doi", p.DOI}, {"home", p.Homepage}, {"commit", p.Commit},
		})
		for _, f := range p.Files {
			fmt.Fprintf(w, "file\t%s: %d rows, %d bytes, sha256:%s\n", f.Name, f.Rows, f.Size, f.SHA256)
			if f.URL != "" {
				fmt.Fprintf(w, "\t%s\n", f.URL)
			}
		}
	})
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
	dir := cmp.Or(c.String("dir"), s.Name)
	bar := u.NewBar(s.Name, s.Size(), true)
	paths, err := s.Get(c.Context, dir, datasets.GetOptions{Mirror: c.String("mirror"), Progress: bar.Set})
	bar.Clear()
	for _, p := range paths {
		fmt.Fprintln(u.Out, filepath.ToSlash(p))
	}
	return err
}

var exampleFormats = []string{"tsv", "jsonl"}

func datasetsImportCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "read sets in their own formats and write them in one",
		ArgsUsage: "FILE-OR-DIR…",
		Flags: append(columnFlags(),
			outFlag, formatFlag("tsv", exampleFormats),
			&cli.BoolFlag{Name: "dedupe", Usage: "merge repeated titles and settle conflicting labels"},
		),
		Action: func(c *cli.Context) error { return datasetsImport(u, c) },
	}
}

func datasetsImport(u *ui.UI, c *cli.Context) error {
	if !c.Args().Present() {
		return usage("name the files or directories to import")
	}
	format, err := formatOf(c, "tsv", exampleFormats)
	if err != nil {
		return err
	}
	data := newCorpus(u, c)
	examples, err := data.read(c.Args().Slice(), "")
	if err != nil {
		return err
	}
	if c.Bool("dedupe") {
		var report datasets.Report
		examples, report = datasets.Dedupe(examples)
		u.Note("%s", report)
	}
	out := c.String("out")
	err = writeExamples(u, out, format, examples)
	if out != "" {
		u.Note("%d examples", len(examples))
	}
	return data.status(err)
}

func writeExamples(u *ui.UI, file, format string, examples []datasets.Example) error {
	return writeFile(u, file, func(w io.Writer) error {
		if format == "jsonl" {
			return datasets.WriteJSONL(w, examples)
		}
		return datasets.WriteTSV(w, examples)
	})
}

func datasetsSplitCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "split",
		Usage:     "divide labelled headlines into train and test by the split rule",
		ArgsUsage: "FILE-OR-DIR…",
		Flags: append(columnFlags(),
			&cli.StringFlag{Name: "train", Usage: "`FILE` for the train rows (.jsonl for JSON Lines, else TSV)"},
			&cli.StringFlag{Name: "test", Usage: "`FILE` for the test rows"},
		),
		Action: func(c *cli.Context) error { return datasetsSplit(u, c) },
	}
}

func datasetsSplit(u *ui.UI, c *cli.Context) error {
	paths := []string{c.String("train"), c.String("test")}
	if !c.Args().Present() || paths[0] == "" && paths[1] == "" {
		return usage("name the files to split, and where the parts go: FILE… --train FILE --test FILE")
	}
	var formats [2]string
	for i, flag := range []string{"train", "test"} {
		var err error
		if formats[i], err = formatByName(c, flag, "tsv", exampleFormats); err != nil {
			return err
		}
	}
	data := newCorpus(u, c)
	examples, err := data.read(c.Args().Slice(), "")
	if err != nil {
		return err
	}
	var parts [2][]datasets.Example
	parts[0], parts[1] = datasets.Split(examples)
	for i, path := range paths {
		if path == "" {
			continue
		}
		if err := writeExamples(u, path, formats[i], parts[i]); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(u.Out, "train\t%d\ntest\t%d\n", len(parts[0]), len(parts[1]))
	return data.status(err)
}
