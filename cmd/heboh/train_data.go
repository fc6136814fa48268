//go:build !notrain

package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// gather reads everything that the training flags name.
func gather(u *ui.UI, c *cli.Context) (opt train.Options, data *corpus, examples []datasets.Example, err error) {
	data = newCorpus(u, c)
	opt = train.Options{Seed: c.Uint64("seed"), Algorithm: c.String("algorithm")}
	if opt.Rule, err = metrics.ParseRule(c.String("threshold-rule")); err != nil {
		return opt, nil, nil, usage("--threshold-rule: %s", err)
	}
	if files := c.StringSlice("data"); len(files) > 0 {
		examples, err = data.read(files, "labels", false)
	} else if c.String("annotations") == "" {
		u.Note("no --data; taking the sample set, which is for trying out")
		examples = data.sample("labels")
	}
	if err != nil {
		return opt, nil, nil, err
	}
	if opt.Words, err = readWords(c.String("words")); err != nil {
		return opt, nil, nil, err
	}
	if opt.Extra, err = data.read(c.StringSlice("extra"), "labels, not in the figures", false); err != nil {
		return opt, nil, nil, err
	}
	titles, err := data.read(c.StringSlice("unlabelled"), "headlines without labels", true)
	if err != nil {
		return opt, nil, nil, err
	}
	if path := c.String("annotations"); path != "" {
		joined, err := data.annotate(path, titles)
		if err != nil {
			return opt, nil, nil, err
		}
		examples = append(examples, joined...)
	}
	opt.Info.Data = data.sources
	return opt, data, examples, nil
}

// readWords reads the word vectors; nil for none.
func readWords(path string) (*train.Words, error) {
	switch path {
	case "none":
		return nil, nil
	case "shipped":
		return train.DefaultWords()
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w, err := train.ReadWords(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; give none, shipped or a file of word vectors", path, err)
	}
	return w, nil
}

// annotate labels those of the titles that the file of annotations knows.
func (c *corpus) annotate(path string, titles []datasets.Example) ([]datasets.Example, error) {
	if len(titles) == 0 {
		return nil, usage("--annotations labels headlines by their hash; give the headlines with --unlabelled")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	notes, err := datasets.ReadAnnotations(f, path)
	if notes != nil {
		err = c.report(err)
	}
	if err != nil {
		return nil, err
	}
	joined := datasets.JoinAnnotations(titles, notes)
	c.note(model.Source{Name: sourceName(path), Use: "labels by title hash"}, joined)
	return joined, nil
}

// ready enforces --strict, and fills in what the model says about itself.
func ready(c *cli.Context, data *corpus, info *model.Info, out string) error {
	if data.failed && c.Bool("strict") {
		data.u.Note("bad rows and --strict: nothing was trained")
		return errReported
	}
	base := filepath.Base(out)
	info.Name = cmp.Or(c.String("name"), strings.TrimSuffix(base, filepath.Ext(base)))
	info.Version = "0"
	return nil
}
