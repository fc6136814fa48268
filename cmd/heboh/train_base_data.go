package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// gatherCorrection reads corrections, reference and check.
func gatherCorrection(u *ui.UI, c *cli.Context) (opt train.CorrectOptions, data *corpus, err error) {
	data = newCorpus(u, c)
	opt = train.CorrectOptions{Seed: c.Uint64("seed"), Weight: c.Float64("feedback-weight")}
	if c.IsSet("threshold-rule") {
		rule, err := metrics.ParseRule(c.String("threshold-rule"))
		if err != nil {
			return opt, nil, usage("--threshold-rule: %s", err)
		}
		opt.Rule = &rule
	}
	corrections, reference := splitCorrections(u, c)
	use := fmt.Sprintf("corrections, weight %g", opt.Weight)
	if opt.Corrections, err = data.read(corrections, use, false); err != nil {
		return opt, nil, err
	}
	if opt.Reference, err = data.read(reference, "reference of a correction", false); err != nil {
		return opt, nil, err
	}
	if len(reference) == 0 {
		u.Tell("heboh: no --data besides the corrections; the sample set holds the rest in place")
		data.sample("reference of a correction")
	}
	opt.Sources = data.sources
	if opt.Check, err = data.read(c.StringSlice("check"), "", false); err != nil {
		return opt, nil, err
	}
	return opt, data, nil
}

// splitCorrections separates files of corrections, those of --feedback and the
// exports among those of --data, from the others. Without either all data are
// corrections.
func splitCorrections(u *ui.UI, c *cli.Context) (corrections, reference []string) {
	corrections = c.StringSlice("feedback")
	for _, file := range c.StringSlice("data") {
		if isExport(file) {
			corrections = append(corrections, file)
		} else {
			reference = append(reference, file)
		}
	}
	if len(corrections) > 0 {
		return corrections, reference
	}
	if len(reference) > 1 {
		u.Tell("heboh: heboh feedback export wrote none of the files, so all are taken as corrections; name corrections with --feedback to set them apart")
	}
	return reference, nil
}

// isExport reports whether heboh feedback export wrote a file: its rows have the
// label that the model gave. A file that cannot be read is left to the reader.
func isExport(file string) bool {
	if file == "-" {
		return false
	}
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	first, err := bufio.NewReaderSize(f, 64<<10).ReadSlice('\n')
	if err != nil && err != io.EOF {
		return false
	}
	line := string(first)
	if strings.HasPrefix(line, "{") {
		return strings.Contains(line, `"model_label":`) && strings.Contains(line, `"probability":`)
	}
	return strings.Contains(line, ",model_label,") && strings.Contains(line, ",probability,")
}
