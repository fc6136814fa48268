package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
)

// inputFlags are those of every command that reads headlines.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "input", Usage: "`FORMAT` of the input: lines, jsonl, csv, tsv, xlsx, parquet or markdown, whose front matter is read", DefaultText: "by the file's name, else lines"},
		fieldFlag,
		sheetFlag,
		&cli.StringSliceFlag{Name: "in", Usage: "`FILE`… or patterns in quotes to read instead of standard input (- is standard input)"},
		&cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output; it appears when it is complete, compressed for .gz and .zst"},
	}
}

var (
	fieldFlag = &cli.StringFlag{Name: "field", Aliases: []string{"text-field"}, Usage: "`NAME` of the field or column that holds the headline", DefaultText: "text, title, headline, judul or name"}
	sheetFlag = &cli.StringFlag{Name: "sheet", Usage: "`NAME` of the sheet of an Excel workbook", DefaultText: "the first"}
)

// newReader makes the reader that the command line asks for.
func newReader(u *ui.UI, c *cli.Context) (*records.Reader, int64, error) {
	format, err := records.ParseFormat(c.String("input"))
	if err != nil {
		return nil, 0, usage("%s", err)
	}
	r := &records.Reader{Field: c.String("field"), Format: format, Sheet: c.String("sheet"), Explain: reason}
	files, err := expand(c.StringSlice("in"))
	if err != nil {
		return nil, 0, err
	}
	if len(files) > 0 && c.Args().Present() {
		return nil, 0, usage("headlines on the command line and --in: give one or the other (several files: --in A --in B)")
	}
	if len(files) == 0 && !c.Args().Present() {
		files = []string{"-"}
	}
	var total int64
	for _, name := range files {
		if name == "-" {
			r.Inputs = append(r.Inputs, records.Input{Name: "stdin", Stream: u.In})
			tellTyping(u, "headlines", "one per line")
			continue
		}
		if info, err := os.Stat(name); err == nil {
			total += info.Size()
		}
		r.Inputs = append(r.Inputs, records.Input{Name: name})
	}
	return r, total, nil
}

// tellTyping tells a person at a terminal what to type.
func tellTyping(u *ui.UI, what, how string) {
	if ui.IsTerminal(u.In) {
		u.Note("reading %s from the terminal, %s; Ctrl-D ends", what, how)
	}
}

// expand replaces each pattern by the files that it matches, in the order of
// their names. An existing file is never treated as a pattern.
func expand(names []string) ([]string, error) {
	var all []string
	for _, name := range names {
		if _, err := os.Lstat(name); err == nil || !strings.ContainsAny(name, "*?[") {
			all = append(all, name)
			continue
		}
		found, err := filepath.Glob(name)
		if err != nil {
			return nil, usage("pattern %q: %s; write * for any part of a name, ? for a letter, [a-z] for one of some", name, err)
		}
		if len(found) == 0 {
			return nil, usage("no file matches %q; check the pattern", name)
		}
		all = append(all, found...)
	}
	return all, nil
}
