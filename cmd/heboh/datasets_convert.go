package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/records"
)

func columnFlags() []cli.Flag {
	return dataFlags("`FILE`…, or directories of public sets as published")[1:]
}

func datasetsImportCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "read sets in their own formats and write them in one",
		ArgsUsage: "FILE-OR-DIR…",
		Flags: append(columnFlags(),
			&cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output"},
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the output: tsv or jsonl", DefaultText: "by the file's name, else tsv"},
			&cli.BoolFlag{Name: "dedupe", Usage: "merge repeated titles and settle conflicting labels"},
			&cli.BoolFlag{Name: "unlabelled", Usage: "take rows without a label too"},
		),
		Action: func(c *cli.Context) error { return datasetsImport(u, c) },
	}
}

func datasetsImport(u *ui.UI, c *cli.Context) error {
	if !c.Args().Present() {
		return usage("name the files or directories to import")
	}
	write, err := exampleWriter(c.String("format"), c.String("out"))
	if err != nil {
		return err
	}
	data := newCorpus(u, c)
	examples, err := data.read(c.Args().Slice(), "", c.Bool("unlabelled"))
	if err != nil {
		return err
	}
	if c.Bool("dedupe") {
		var report datasets.Report
		examples, report = datasets.Dedupe(examples)
		u.Tell("heboh: %s", report)
	}
	if out := c.String("out"); out != "" {
		err = writeFile(out, func(w io.Writer) error { return write(w, examples) })
		u.Tell("heboh: %d examples", len(examples))
	} else {
		err = write(u.Out, examples)
	}
	if err == nil && data.failed {
		return errReported
	}
	return err
}

// exampleWriter chooses the format to write: the one asked for, else by the
// file's name.
func exampleWriter(format, file string) (func(io.Writer, []datasets.Example) error, error) {
	if format == "" && file != "" && records.FormatOf(file) == records.JSONL {
		format = "jsonl"
	}
	switch format {
	case "", "tsv":
		return datasets.WriteTSV, nil
	case "jsonl":
		return datasets.WriteJSONL, nil
	}
	return nil, usage("--format %q; use tsv or jsonl", format)
}

func datasetsSplitCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "split",
		Usage: "divide labelled headlines into train and test by the split rule",
		Description: "A title is a test row when the first byte of the SHA-256 of its key is divisible by 5\n" +
			"(one title in five); the key is the title in NFKC, lower case, letters and digits only.\n" +
			"No list and no seed: a title falls on the same side in every set.",
		ArgsUsage: "FILE-OR-DIR…",
		Flags: append(columnFlags(),
			&cli.StringFlag{Name: "train", Usage: "`FILE` for the train rows (.jsonl for JSON Lines, else TSV)"},
			&cli.StringFlag{Name: "test", Usage: "`FILE` for the test rows"},
			&cli.BoolFlag{Name: "unlabelled", Usage: "take rows without a label too"},
		),
		Action: func(c *cli.Context) error { return datasetsSplit(u, c) },
	}
}

func datasetsSplit(u *ui.UI, c *cli.Context) error {
	paths := []string{c.String("train"), c.String("test")}
	if !c.Args().Present() || paths[0] == "" && paths[1] == "" {
		return usage("name the files to split, and where the parts go: FILE… --train FILE --test FILE")
	}
	data := newCorpus(u, c)
	examples, err := data.read(c.Args().Slice(), "", c.Bool("unlabelled"))
	if err != nil {
		return err
	}
	var parts [2][]datasets.Example
	parts[0], parts[1] = datasets.Split(examples)
	for i, path := range paths {
		if path == "" {
			continue
		}
		write, err := exampleWriter("", path)
		if err != nil {
			return err
		}
		if err := writeFile(path, func(w io.Writer) error { return write(w, parts[i]) }); err != nil {
			return err
		}
	}
	fmt.Fprintf(u.Out, "train\t%d\ntest\t%d\n", len(parts[0]), len(parts[1]))
	if data.failed {
		return errReported
	}
	return nil
}
