package main

import (
	"bytes"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
)

func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "input", Usage: "`FORMAT` of the input: lines, jsonl, csv, tsv, xlsx, parquet or markdown, whose front matter is read", DefaultText: "by the file's name and first line"},
		fieldFlag,
		sheetFlag,
		&cli.StringSliceFlag{Name: "in", Usage: "`FILE`… or patterns in quotes to read instead of standard input (- is standard input)"},
		outFlag,
	}
}

var (
	inPlaceFlag = &cli.BoolFlag{Name: "in-place", Usage: "let --out name the input file, or replace the input file without --out"}
	outFlag     = &cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output (-); it appears when it is complete, compressed for .gz and .zst"}
	rawCSVFlag  = &cli.BoolFlag{Name: "raw-csv", Usage: "in CSV, leave texts that a spreadsheet would take for formulas as they are"}
	localeFlag  = choice("locale", "`LANGUAGE` of numbers in tables, with a decimal point or comma", "en", "id")
	fieldFlag   = &cli.StringFlag{Name: "field", Aliases: []string{"text-field"}, Usage: "`NAME` of the field or column that holds the headline", DefaultText: "text, title, headline, judul or name"}
	sheetFlag   = &cli.StringFlag{Name: "sheet", Usage: "`NAME` of the sheet of an Excel workbook", DefaultText: "the first"}
)

// newStream is the stream of the headlines that the command line gives or names.
func newStream(u *ui.UI, c *cli.Context) (*stream, error) {
	format, err := records.ParseFormat(c.String("input"))
	if err != nil {
		return nil, usage("%s", err)
	}
	files, err := fileNames(u, c, c.StringSlice("in"))
	if err != nil {
		return nil, err
	}
	if err := inPlace(c, files); err != nil {
		return nil, err
	}
	if len(files) > 0 && c.Args().Present() {
		return nil, usage("headlines on the command line and --in: give one or the other (several files: --in A --in B)")
	}
	if len(files) == 0 && !c.Args().Present() {
		files = []string{"-"}
	}
	s := &stream{part: &part{u: u, to: c.String("out")}, files: files, reader: records.Reader{Field: c.String("field"), Format: format, Sheet: c.String("sheet"), Explain: reason}}
	if c.Args().Present() {
		s.reader.Format = records.JSONL
		s.reader.Inputs, err = arguments(c.Args().Slice())
		return s, err
	}
	for _, name := range files {
		in := records.Input{Name: name}
		switch info, err := os.Stat(name); {
		case name == "-":
			in = records.Input{Name: "stdin", Stream: u.In}
			tellTyping(u, "headlines", "one per line")
		case isPage(name) && format == records.Auto:
			return nil, usage("--in %s: lines of a page are no headlines; heboh links %s labels the titles on it (--input lines reads the lines)", name, name)
		case err == nil:
			s.total += info.Size()
		}
		s.reader.Inputs = append(s.reader.Inputs, in)
	}
	return s, nil
}

// arguments are the headlines of the command line as an input, a line of JSON each.
func arguments(headlines []string) ([]records.Input, error) {
	var lines []byte
	for _, h := range headlines {
		if err := notHeadline(h); err != nil {
			return nil, err
		}
		if utf8.ValidString(h) {
			lines = records.AppendString(lines, h)
		} else {
			lines = append(lines, h...) // which is reported
		}
		lines = append(lines, '\n')
	}
	return []records.Input{{Name: "argument", Stream: bytes.NewReader(lines), Plain: true}}, nil
}

// inPlace refuses to replace a file that is read unless --in-place says so, which
// also stands for --out.
func inPlace(c *cli.Context, files []string) error {
	out := c.String("out")
	if c.Bool("in-place") {
		if out != "" {
			return nil
		}
		if len(files) != 1 || files[0] == "-" {
			return usage("--in-place replaces one file; name it with --in")
		}
		if f := records.FormatOf(files[0]); (f == records.Auto || f == records.Markdown) && !c.IsSet("format") {
			return usage("--in-place: %s is not named after a format with columns; add --format csv, say, or name another file with --out", files[0])
		}
		return c.Set("out", files[0])
	}
	to, err := os.Stat(out)
	for _, name := range files {
		if from, failed := os.Stat(name); err == nil && failed == nil && os.SameFile(from, to) {
			hint := ""
			if slices.Contains(c.Command.Flags, cli.Flag(inPlaceFlag)) {
				hint = ", or replace it with --in-place"
			}
			return usage("--out %s is a file that is read; name another%s", out, hint)
		}
	}
	return nil
}

// notHeadline refuses a file, or a whole page, given as a headline.
func notHeadline(arg string) error {
	info, err := os.Stat(arg)
	exists := err == nil && info.Mode().IsRegular()
	named := isPage(arg) || path.Ext(records.Bare(arg)) == ".txt" || records.FormatOf(arg) != records.Auto
	switch m := tag.FindStringSubmatch(arg); {
	case m != nil && m[1] != "":
		return usage("a page of HTML is not a headline; heboh links labels the titles on one, from a file or standard input")
	case !exists && (!named || strings.ContainsAny(arg, " \t\n")):
		return nil
	case isPage(arg):
		return usage("%s is a file, not a headline; heboh links %s labels the titles on a page", arg, arg)
	}
	return usage("%s is a file, not a headline; read it with --in %s", arg, arg)
}

// isPage: the name is that of a page or feed, whose lines are no headlines.
func isPage(name string) bool {
	return slices.Contains([]string{".html", ".htm", ".xml", ".rss", ".atom"}, path.Ext(records.Bare(name)))
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

// fileNames are files and what the patterns and lists of the command line stand for.
func fileNames(u *ui.UI, c *cli.Context, given []string) ([]string, error) {
	files, err := expand(given)
	if err != nil {
		return nil, err
	}
	for _, list := range c.StringSlice("files-from") {
		in := records.Input{Name: list}
		if list == "-" {
			in.Stream = u.In
		}
		f, err := in.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" {
				files = append(files, line)
			}
		}
		if len(files) == 0 {
			return nil, usage("--files-from %s: names no file; write one per line", list)
		}
	}
	return files, nil
}
