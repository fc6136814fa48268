package main

import (
	"context"
	"errors"
	"runtime"
	"syscall"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/ordered"
	"github.com/heboh/heboh/internal/records"
)

// maxReported bounds the messages about records: a million-line file of the wrong
// kind must not print a million lines.
const maxReported = 1000

// stream reads headlines, renders each and writes the results in order.
type stream struct {
	u      *ui.UI
	reader *records.Reader
	render render.Renderer
	format string // of the output; only parquet matters
	out    *output

	total    int64 // bytes to read, 0 when unknown
	bar      *ui.Bar
	records  int
	found    render.Verdicts
	letters  bool // some headline has one
	failed   int
	reported map[string]bool // problems that are reported once
}

// rendered is one batch on its way from the reader to the output.
type rendered struct {
	batch    records.Batch
	rec      records.Record
	out      []byte
	problems []*records.Problem
	records  int
	found    render.Verdicts
	letters  bool
}

// run scores the headlines given, else those that the reader reads. It writes to
// the file at path, or to standard output for "".
func (s *stream) run(ctx context.Context, headlines []string, path string) error {
	s.reported = map[string]bool{}
	s.bar = &ui.Bar{}
	out, err := openOutput(s.u, path, s.format)
	if err != nil {
		return err
	}
	defer out.Abort()
	s.out = out
	if err := s.all(ctx, headlines); err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	return s.outcome()
}

// outcome is what the exit status depends on.
func (s *stream) outcome() error {
	if s.records == 0 && s.failed == 0 {
		s.u.Tell("heboh: no headline in the input; give some as arguments, on standard input or with --in")
		return errReported
	}
	if extra := s.failed - maxReported; extra > 0 {
		s.u.Tell("heboh: and %d more records that could not be read", extra)
	}
	if s.failed > 0 {
		return errReported
	}
	if s.records > 0 && !s.letters {
		s.u.Tell("heboh: note: no headline has a letter in it; see whether --field names the right column")
	}
	return nil
}

// hasLetter reports whether a text has a letter, or anything beyond ASCII.
func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' || c >= 0x80 {
			return true
		}
	}
	return false
}

func (s *stream) all(ctx context.Context, headlines []string) error {
	if len(headlines) > 0 {
		return s.arguments(headlines)
	}
	// Results on a terminal would run over the bar.
	if s.total > 0 && !ui.IsTerminal(s.out.Writer) {
		s.bar = s.u.NewBar("reading", s.total, true)
		s.reader.Count = func(n int) { s.bar.Add(int64(n)) }
	}
	defer s.bar.Clear()
	fresh := func() *rendered { return new(rendered) }
	next := func(p *rendered) error { return s.reader.Next(&p.batch) }
	err := ordered.Run(ctx, runtime.GOMAXPROCS(0), fresh, next, s.work, s.emit)
	if err != nil {
		return s.interrupted(err)
	}
	return s.out.end(s.render)
}

// interrupted completes the output, so that what was done is valid.
func (s *stream) interrupted(err error) error {
	if errors.Is(err, syscall.EPIPE) && s.out.Writer == s.u.Out {
		return err
	}
	return errors.Join(err, s.out.end(s.render))
}

// arguments renders the headlines of the command line.
func (s *stream) arguments(headlines []string) error {
	p := &rendered{}
	for i, h := range headlines {
		p.rec = records.Record{File: "argument", Line: i + 1, Text: h}
		if bad := records.Check(h); bad != nil {
			bad.File, bad.Line = p.rec.File, p.rec.Line
			p.problems = append(p.problems, bad)
			continue
		}
		s.add(p, &p.rec)
	}
	if err := s.emit(p); err != nil {
		return err
	}
	return s.out.end(s.render)
}

// work parses and renders a batch; several run at once.
func (s *stream) work(p *rendered) {
	p.out, p.problems, p.records, p.found, p.letters = p.out[:0], p.problems[:0], 0, 0, false
	p.batch.Each(&p.rec,
		func(rec *records.Record) { s.add(p, rec) },
		func(bad *records.Problem) { p.problems = append(p.problems, bad) })
}

func (s *stream) add(p *rendered, rec *records.Record) {
	var found render.Verdicts
	var bad *records.Problem
	p.out, found, bad = s.render.Append(p.out, rec, p.batch.Columns)
	p.found |= found
	p.records++
	p.letters = p.letters || hasLetter(rec.Text)
	if bad != nil {
		p.problems = append(p.problems, bad)
	}
}

// emit writes a rendered batch, in order.
func (s *stream) emit(p *rendered) error {
	s.records += p.records
	s.found |= p.found
	s.letters = s.letters || p.letters
	for _, bad := range p.problems {
		s.report(bad)
	}
	return s.out.results(s.render, p.batch.Columns, p.out)
}

// report prints a problem, one of a kind where it says so.
func (s *stream) report(bad *records.Problem) {
	if bad.Once != "" {
		if s.reported[bad.Once] {
			return
		}
		s.reported[bad.Once] = true
	}
	if s.failed++; s.failed <= maxReported {
		s.bar.Clear()
		s.u.Tell("%s", oneLine(bad.Error()))
	}
}
