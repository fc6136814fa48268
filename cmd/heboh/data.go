package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// dataFlags are those of every command that reads labelled examples.
func dataFlags(data string) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "data", Usage: data},
		fieldFlag,
		&cli.StringFlag{Name: "label-field", Usage: "`NAME` of the column that holds the label", DefaultText: "label"},
		sheetFlag,
	}
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
func (c *corpus) read(files []string, use string, unlabelled bool) ([]datasets.Example, error) {
	var all []datasets.Example
	opts := c.opts
	opts.Unlabelled = unlabelled
	for _, file := range files {
		if file == "-" {
			tellTyping(c.u, "examples", "a header first")
		}
		if _, err := os.Stat(file); file == sampleName && err != nil {
			all = append(all, c.sample(use)...)
			continue
		}
		found, err := datasets.ReadFile(file, opts)
		if len(found) == 0 {
			if err == nil {
				err = &datasets.LineError{File: file, Msg: "no example in it; it needs a header with text and label, and rows"}
			}
			return nil, noneGood(err)
		}
		if err := c.report(err); err != nil {
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

// report reports bad rows; other errors are returned.
func (c *corpus) report(err error) error {
	var lines *datasets.Errors
	if !errors.As(err, &lines) {
		return err
	}
	reportLines(c.u, lines)
	c.failed = true
	return nil
}

// status is err, or errReported after bad rows.
func (c *corpus) status(err error) error {
	if err == nil && c.failed {
		return errReported
	}
	return err
}

// sourceName is the end of a path: enough to tell sets apart, and no more of
// the machine that the model was trained on.
func sourceName(file string) string {
	file = filepath.ToSlash(filepath.Clean(file))
	parts := strings.Split(file, "/")
	if n := len(parts); n > 2 {
		parts = parts[n-2:]
	}
	if len(parts) == 2 && (parts[0] == ".." || parts[0] == "." || parts[0] == "") {
		parts = parts[1:]
	}
	return strings.Join(parts, "/")
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
