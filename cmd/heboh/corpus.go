package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

func columnFlags() []cli.Flag {
	return []cli.Flag{fieldFlag, &cli.StringFlag{Name: "label-field", Usage: "`NAME` of the column that holds the label", DefaultText: "label"}, sheetFlag}
}

func dataFlags(usage string) []cli.Flag {
	return append([]cli.Flag{&cli.StringSliceFlag{Name: "data", Usage: usage}}, columnFlags()...)
}

// corpus reads the data files of a command and records what went wrong and where
// the examples came from.
type corpus struct {
	u       *ui.UI
	opts    datasets.Options
	failed  bool
	sources []model.Source
}

func newCorpus(u *ui.UI, c *cli.Context) *corpus {
	return &corpus{u: u, opts: datasets.Options{
		TextField: c.String("field"), LabelField: c.String("label-field"), Sheet: c.String("sheet"), Stdin: u.In,
	}}
}

// read reads the files in turn. Problems with rows are reported and the good rows
// kept; a file without any good row is an error, since a model without it would
// not be the one asked for.
func (c *corpus) read(files []string, use string) ([]datasets.Example, error) {
	var all []datasets.Example
	for _, file := range files {
		if file == "-" {
			tellTyping(c.u, "examples", "a header first")
		}
		if _, err := os.Stat(file); file == sampleName && err != nil {
			all = append(all, c.sample(use)...)
			continue
		}
		found, err := c.readFile(file)
		var lines *datasets.Errors
		switch {
		case err == nil && len(found) == 0:
			return nil, &datasets.LineError{File: file, Msg: "no example in it; it needs a header with text and label, and rows"}
		case len(found) == 0:
			return nil, noneGood(err)
		case errors.As(err, &lines):
			reportLines(c.u, lines)
			c.failed = true
		case err != nil:
			return nil, err
		}
		c.note(model.Source{Name: sourceName(file), Use: use}, found)
		if all == nil {
			all = found // not copied: it may be a million rows
		} else {
			all = append(all, found...)
		}
	}
	return all, nil
}

// readFile shows a bar, as reading may take long, but not over what is being typed.
func (c *corpus) readFile(file string) ([]datasets.Example, error) {
	if file == "-" {
		return datasets.ReadFile(file, c.opts)
	}
	return underway(c.u, "reading "+file, func(func(string, int, int)) ([]datasets.Example, error) { return datasets.ReadFile(file, c.opts) })
}

// status is err, or errReported after bad rows.
func (c *corpus) status(err error) error {
	if err == nil && c.failed {
		return errReported
	}
	return err
}

// sourceName is the end of a path: enough to tell sets apart without telling more
// about the machine that the model was trained on.
func sourceName(file string) string {
	parent, base := filepath.Base(filepath.Dir(file)), filepath.Base(file)
	if parent == "." || parent == ".." || parent == string(filepath.Separator) {
		return base
	}
	return parent + "/" + base
}

// note records where examples came from.
func (c *corpus) note(s model.Source, found []datasets.Example) {
	h := sha256.New()
	_ = datasets.WriteTSV(h, found) // a hash takes everything
	s.Rows, s.SHA256 = len(found), hex.EncodeToString(h.Sum(nil))
	c.sources = append(c.sources, s)
}

// sampleName stands for the embedded set where no file is called so.
const sampleName = "sample"

// sample is the embedded set, for commands that were given no data.
func (c *corpus) sample(use string) []datasets.Example {
	found := datasets.Sample()
	c.note(model.Source{Name: sampleName, Use: use, License: "Apache-2.0", Credit: "the Heboh authors"}, found)
	return found
}

// maxAlike is the most problems of a kind that are printed one by one.
const maxAlike = 3

// quotedOrNumber is what differs in messages of one kind.
var quotedOrNumber = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\d+`)

// reportLines prints the problems of data files, one per line; of more than a few
// alike, the first and where the others are.
func reportLines(u *ui.UI, e *datasets.Errors) {
	alike := map[string][]*datasets.LineError{}
	kind := func(p *datasets.LineError) string {
		return p.File + "\x00" + p.Field + "\x00" + quotedOrNumber.ReplaceAllLiteralString(p.Msg, "")
	}
	for _, p := range e.List {
		alike[kind(p)] = append(alike[kind(p)], p)
	}
	for _, p := range e.List {
		all, where := alike[kind(p)], ""
		if len(all) > maxAlike {
			if p != all[0] {
				continue
			}
			where = elsewhere(all[1:])
		}
		u.Tell("%s%s", inWords(p), where)
	}
	if more := e.Total - len(e.List); more > 0 {
		u.Note("and %d more problems, not listed", more)
	}
}

// elsewhere says where problems like the one before are.
func elsewhere(others []*datasets.LineError) string {
	var lines []string
	for _, p := range others[:min(5, len(others))] {
		lines = append(lines, strconv.Itoa(p.Line))
	}
	if len(others) > len(lines) {
		lines = append(lines, "…")
	}
	return fmt.Sprintf(" (and %d more like this: lines %s)", len(others), strings.Join(lines, ", "))
}

// noneGood is the one problem of a file no row of which can be used: the file or the
// column is wrong then, not a row.
func noneGood(err error) error {
	var lines *datasets.Errors
	if !errors.As(err, &lines) {
		return err
	}
	first := inWords(lines.List[0])
	if lines.Total > 1 {
		first.Msg += fmt.Sprintf("; none of the %d rows can be used: check that --field and --label-field name the right columns", lines.Total)
	}
	return first
}

// inWords says what to do where a file could not be read.
func inWords(p *datasets.LineError) *datasets.LineError {
	words := *p
	if p.Line == 0 && p.Err != nil {
		words.Msg = reason(p.Err)
	}
	return &words
}
