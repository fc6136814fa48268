package main

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"syscall"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/ordered"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// The sources of a page's own headline, beside those of its links.
const (
	sourceHeadline links.TextSource = "headline"
	sourceOGTitle  links.TextSource = "og:title"
)

// linksJob labels the links of several pages. Pages are read side by side and
// written in the order given; a few of them are in memory at a time.
type linksJob struct {
	u      *ui.UI
	pages  pageReader
	names  []string
	model  *model.Model
	wanted func(links.Link) bool
	own    bool // the page's own headline, too
	least  int  // words of it; an index page has its name there
	render render.Links
	format string // of the output
	out    io.Writer

	next        int // of names
	begun       bool
	failed      bool
	sensational int
}

// labelledPage is a page on its way to the output.
type labelledPage struct {
	name  string
	out   []byte
	loud  int
	notes []string // what was repaired or not found
	err   error
}

func (j *linksJob) run(ctx context.Context, path string) error {
	out, err := openOutput(j.u, path, j.format)
	if err != nil {
		return err
	}
	defer out.Abort()
	j.out = out.Writer
	workers := min(max(runtime.GOMAXPROCS(0), 4), len(j.names)) // the web is waited for more than the processor
	err = ordered.Run(ctx, workers, func() *labelledPage { return new(labelledPage) }, j.take,
		func(p *labelledPage) { j.label(ctx, p) }, j.emit)
	if err == nil || !errors.Is(err, syscall.EPIPE) {
		err = errors.Join(err, j.finish())
	}
	if err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	if j.failed {
		return errTold
	}
	return nil
}

func (j *linksJob) take(p *labelledPage) error {
	if j.next == len(j.names) {
		return io.EOF
	}
	*p = labelledPage{name: j.names[j.next], out: p.out[:0]}
	j.next++
	return nil
}

// label reads, labels and renders a page; several run at once.
func (j *linksJob) label(ctx context.Context, p *labelledPage) {
	page, at, err := j.pages.read(ctx, p.name)
	p.err = err
	if p.name == "-" {
		p.name = "stdin"
	}
	if page == nil {
		return
	}
	p.notes = page.Warnings
	out := render.Page{Name: p.name, Title: page.Headline, Several: len(j.names) > 1}
	if out.Title == "" {
		out.Title = page.Title
	}
	if at != nil {
		out.URL = at.String()
	}
	for _, l := range j.titles(page, out.URL) {
		l.Verdict = j.model.Explain(l.Text)
		if l.Verdict.Label == model.Sensational {
			p.loud++
		}
		out.Links = append(out.Links, l)
	}
	if len(out.Links) == 0 {
		p.notes = append(p.notes, "no headline found; --all lists every link")
	}
	if p.out, err = j.render.Page(p.out, &out); err != nil {
		p.err = err
	}
}

// titles are the page's own headline and its links that are wanted.
func (j *linksJob) titles(page *links.Page, address string) []render.Link {
	own := map[string]links.TextSource{}
	var all []render.Link
	for _, t := range []struct {
		text   string
		source links.TextSource
		line   int
	}{{page.Headline, sourceHeadline, page.HeadlineLine}, {page.OGTitle, sourceOGTitle, 0}} {
		if key := strings.Join(strings.Fields(t.text), " "); key == "" || own[key] != "" {
			continue
		} else {
			own[key] = t.source
		}
		if own := (links.Link{Text: t.text}); j.own && own.Words() >= j.least {
			all = append(all, render.Link{Mismatch: mismatch(t.text, page), Link: links.Link{
				URL: address, Text: t.text, Role: links.RoleHeadline, Source: t.source, Line: t.line}})
		}
	}
	for _, l := range page.Links {
		// A headline that links to its own page was listed already.
		if itself := l.Role == links.RoleHeadline && own[l.Text] != ""; j.wanted(l) && !(j.own && itself) {
			all = append(all, render.Link{Link: l})
		}
	}
	return all
}

// mismatch compares a headline with the article; nil where there is none.
func mismatch(title string, page *links.Page) *links.Discrepancy {
	if page.Body == "" {
		return nil
	}
	d := links.Mismatch(title, page.Body)
	return &d
}

// emit writes a rendered page, in order.
func (j *linksJob) emit(p *labelledPage) error {
	if errors.Is(p.err, context.Canceled) {
		return p.err
	}
	j.sensational += p.loud
	for _, note := range p.notes {
		j.u.Tell("%s", oneLine(p.name+": note: "+note))
	}
	if p.err != nil {
		j.failed = true
		j.u.Tell("%s", oneLine(p.name+": "+sayPageError(p.err)))
	}
	out := p.out
	if len(out) == 0 {
		return nil
	}
	if !j.begun {
		j.begun = true
		if _, err := j.out.Write(j.render.Head()); err != nil {
			return err
		}
		out = out[j.render.Separator():]
	}
	_, err := j.out.Write(out)
	return err
}

// finish ends the output so that it is valid.
func (j *linksJob) finish() error {
	tail := j.render.Tail()
	if !j.begun {
		tail = append(j.render.Head(), tail...)
	}
	_, err := j.out.Write(tail)
	return err
}
