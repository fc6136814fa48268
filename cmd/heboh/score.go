package main

import (
	"cmp"
	"context"
	"regexp"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
)

var scoreFormats = []string{"text", "jsonl", "csv", "tsv", "xlsx", "parquet", "html", "lint", "sarif"}

func scoreCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "label headlines neutral or sensational, unbiased or biased, with probabilities",
		ArgsUsage: "[HEADLINE…]",
		Flags: slices.Concat(inputFlags(), []cli.Flag{inPlaceFlag}, partsFlags(), []cli.Flag{
			formatFlag(byTerminal, scoreFormats), localeFlag, rawCSVFlag,
			newExplainFlag(),
		}, verdictFlags()),
		Action: func(c *cli.Context) error { return score(u, c) },
	}
}

func score(u *ui.UI, c *cli.Context) error {
	all, err := newStream(u, c) // first, since --in-place sets --out
	if err != nil {
		return err
	}
	m, o, err := resultOptions(u, c, byTerminal, scoreFormats)
	if err != nil {
		return err
	}
	all.reader.Unscored = true // scoring again replaces what scoring added
	return labelInputs(u, c, m, o, all.files, func(ctx context.Context, w *part) (err error) {
		s := *all
		s.part, s.options = w, o
		if w.file != "" {
			s.files, s.total = []string{w.file}, 0
			s.reader.Inputs, s.reader.Count = []records.Input{{Name: w.file}}, w.count
		}
		if len(s.files) == 1 && records.IsWorkbook(s.files[0]) {
			s.options.Book = &render.Workbook{File: s.files[0], Sheet: s.reader.Sheet}
		}
		if s.render, err = render.New(m, s.options); err != nil {
			return err
		}
		return s.run(ctx)
	})
}

// maxReported bounds the messages about records: a million-line file of the wrong
// kind must not print a million lines.
const maxReported = 1000

// stream reads headlines, renders each and writes the results in order.
type stream struct {
	*part
	reader records.Reader
	files  []string // that it reads, - for standard input
	total  int64    // bytes to read, 0 when unknown

	render  render.Renderer
	options render.Options
	out     *output // nil until it is created, unless nothing is written
	bar     *ui.Bar

	tally
	reported map[string]bool // problems that are reported once
}

// tally is what the notes depend on.
type tally struct {
	tags int  // headlines that begin with a tag
	page bool // one begins a page of HTML
}

type rendered struct {
	tally
	judged   render.Tally
	batch    records.Batch
	rec      records.Record
	out      []byte
	problems []*records.Problem
}

func (s *stream) run(ctx context.Context) (err error) {
	s.reported = map[string]bool{}
	s.bar = s.u.NewBar("reading", s.total, true)
	if s.out == nil {
		if s.out, err = createResults(s.u, s.to, s.options, s.render); err != nil {
			return err
		}
	}
	err = s.out.fill(func() error {
		err := s.all(ctx)
		if err == nil && s.Skipped > 0 && !s.out.begun && s.out.file != nil {
			return s.conclude() // nothing could be read: the old file is worth more than an empty one
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.conclude()
}

// conclude says what was not read, and whether anything failed.
func (s *stream) conclude() error {
	if s.Headlines == 0 && s.Skipped == 0 {
		s.u.Note("no headline in the input; give some as arguments, on standard input or with --in")
		return errReported
	}
	if extra := s.Skipped - maxReported; extra > 0 {
		s.u.Note("and %d more records that could not be read", extra)
	}
	if s.Skipped > 0 {
		return errReported
	}
	switch {
	case s.page || 2*s.tags > s.Headlines:
		s.u.Note("note: this looks like HTML, whose lines are no headlines; heboh links labels the titles on a page")
	case s.Abstained == s.Headlines:
		s.u.Note("note: no headline was read: they have no words or are neither Indonesian nor English; see whether --field names the right column, or use --any-language")
	case s.Abstained > 0:
		s.u.Note("note: %d of %d headlines not read: no words, or neither Indonesian nor English; --any-language scores them", s.Abstained, s.Headlines)
	}
	return nil
}

func (s *stream) all(ctx context.Context) error {
	// Results on a terminal would run over the bar.
	if s.total > 0 && !ui.IsTerminal(s.out.Writer) {
		s.reader.Count = func(n int) { s.bar.Add(int64(n)) }
	}
	defer s.bar.Clear()
	next := func(p *rendered) error { return s.reader.Next(&p.batch) }
	return pipe(ctx, s.out, cmp.Or(s.workers, runtime.GOMAXPROCS(0)), next, s.work, s.emit)
}

// work parses and renders a batch; several run at once.
func (s *stream) work(p *rendered) {
	p.out, p.problems, p.tally, p.judged = p.out[:0], p.problems[:0], tally{}, render.Tally{}
	kept := func(rec *records.Record) {
		if rec.Layout != nil {
			p.out = s.render.Keep(p.out, rec, p.batch.First)
		}
	}
	p.batch.Blank = kept
	p.batch.Each(&p.rec,
		func(rec *records.Record) { s.add(p, rec) },
		func(bad *records.Problem) {
			p.problems = append(p.problems, bad)
			kept(&p.rec)
		})
}

// tag matches a tag at the start of a text; its group is that of a page.
var tag = regexp.MustCompile(`(?i)^\s*<(?:(!doctype html|html[\s>])|[a-z/!?])`)

func (s *stream) add(p *rendered, rec *records.Record) {
	out, found, bad := s.render.Append(p.out, rec, p.batch.First)
	p.out = out
	p.judged.Count(found)
	if m := tag.FindStringSubmatch(rec.Text); m != nil {
		p.tags++
		p.page = p.page || m[1] != ""
	}
	if bad != nil {
		p.problems = append(p.problems, bad)
	}
}

func (s *stream) emit(p *rendered) error {
	s.Add(p.judged)
	s.tags += p.tags
	s.page = s.page || p.page
	for _, bad := range p.problems {
		s.report(bad)
	}
	return s.out.results(p.batch.First, p.out)
}

// report prints a problem, one of a kind where it says so.
func (s *stream) report(bad *records.Problem) {
	if bad.Once != "" {
		if s.reported[bad.Once] {
			return
		}
		s.reported[bad.Once] = true
	}
	if s.Skipped++; s.Skipped <= maxReported {
		s.u.Tell("%s", bad)
	}
}
