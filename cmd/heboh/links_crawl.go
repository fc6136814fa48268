package main

import (
	"errors"
	"io"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/links/warc"
)

// maxToldRecords is how many damaged records of a crawl are named; the others are
// counted.
const maxToldRecords = 20

// crawl is a file of a web crawl, read page by page.
type crawl struct {
	name   string
	file   *source
	reader *warc.Reader

	// Counted as pages are written, in order.
	pages, damaged int
	found          bool // a link to label
}

func newCrawl(p *labelledPage) *crawl {
	name := p.name
	if name == "-" {
		name = "stdin"
	}
	return &crawl{name: name, file: p.file, reader: warc.NewReader(p.file)}
}

// take reads the next record that may hold a page.
func (c *crawl) take(p *labelledPage) {
	p.crawl, p.name = c, c.name
	err := c.reader.Next(&p.record)
	var damaged *warc.RecordError
	switch {
	case err == nil:
	case errors.As(err, &damaged):
		p.err = err
	default:
		p.ended = true
		c.file.Close()
		if err != io.EOF {
			p.err = err
		}
	}
}

// labelRecord labels the page that a record holds. What is repaired in a page of
// a crawl is not worth a note.
func (j *linksJob) labelRecord(p *labelledPage) {
	page, err := render.Record(&p.record, p.name, j.base, j.wanted)
	if p.err = err; page == nil {
		return
	}
	p.name, p.read = page.Name, true
	if len(page.Links) > 0 {
		p.out, p.found = j.render.Page(p.out, page)
	}
}

// tellCrawl reports what went wrong with a record, and at the end of the file what
// was skipped.
func (j *linksJob) tellCrawl(p *labelledPage) {
	c := p.crawl
	var damaged *warc.RecordError
	switch {
	case errors.As(p.err, &damaged):
		if c.damaged++; c.damaged <= maxToldRecords {
			j.u.Tell("%s: %s", c.name, damaged)
		}
		j.failed++
		return
	case p.err != nil:
		j.u.Tell("%s: %s", p.name, pageError(p.err))
		j.failed++
	}
	if p.read {
		c.pages++
		c.found = c.found || len(p.out) > 0
	}
	switch {
	case !p.ended:
	case c.damaged > 0:
		j.u.Tell("%s: %d damaged records were skipped; the other %d were read", c.name, c.damaged, c.pages)
	case c.pages == 0:
		j.u.Tell("%s: holds no page; name a file of answers (.warc.gz) or of notes about them (.wat.gz)", c.name)
		j.failed++
	case !c.found:
		j.u.Tell("%s: note: no headline found; --all lists every link", c.name)
	}
}
