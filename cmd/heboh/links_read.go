package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/links/warc"
)

// read returns the page and its address, nil when unknown. Beside a
// *links.LimitError there is a page, cut off at the limit.
func (j *linksJob) read(ctx context.Context, p *labelledPage) (page *links.Page, address *url.URL, err error) {
	if isURL(p.name) {
		page, res, err := j.client.Page(ctx, p.name)
		if res != nil {
			address = res.URL
		}
		return page, address, err
	}
	page, err = j.readFile(p.name, p.file)
	return page, j.base, err
}

func isURL(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// source is an open file whose start is known.
type source struct {
	io.Reader
	io.Closer
	crawl bool // it holds the records of a crawl
}

// counter tells how much is read.
type counter struct {
	io.Reader
	count func(bytes int) // nil for none
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.count != nil {
		c.count(n)
	}
	return n, err
}

// open opens a file, or standard input for "-", as it is stored.
func (j *linksJob) open(name string) (*source, error) {
	in := records.Input{Name: name, Plain: true}
	if name == "-" {
		in.Stream = j.u.In
	}
	f, err := in.Open()
	if err != nil {
		return nil, err
	}
	r, start := started(counter{f, j.count})
	return &source{r, f, warc.Is(start)}, nil
}

// started returns the first bytes of r, and a reader of all of it.
func started(r io.Reader) (io.Reader, []byte) {
	buffered := bufio.NewReader(r)
	start, err := buffered.Peek(512) // an error other than EOF shows again when more is read
	if err == io.EOF {               // read no further: a terminal would wait for a second Ctrl-D
		return bytes.NewReader(start), start
	}
	return buffered, start
}

func (j *linksJob) readFile(name string, src *source) (*links.Page, error) {
	defer src.Close()
	f, err := records.Input{Name: name, Stream: src}.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	page, start := started(f)
	bare := bytes.ReplaceAll(start, []byte{0}, nil) // without the NULs of UTF-16, or stray ones
	if kind := http.DetectContentType(bare); !strings.HasPrefix(kind, "text/") {
		return nil, fmt.Errorf("is no page, feed or text but %s; name an .html, .xml or .txt file", kind)
	}
	return links.Extract(page, contentType(name), j.base)
}

// contentType is the media type by the file's name; "" leaves it to the bytes.
func contentType(name string) string {
	switch path.Ext(records.Bare(name)) {
	case ".html", ".htm", ".xhtml":
		return "text/html"
	case ".txt", ".text", ".md":
		return "text/plain"
	case ".rss", ".atom", ".xml":
		return "application/xml"
	case ".json":
		return "application/feed+json"
	}
	return ""
}

// pageError says in one line what went wrong with a page and what to do.
func pageError(err error) string {
	var limit *links.LimitError
	var status *fetch.StatusError
	var refused *fetch.AddressError
	switch {
	case errors.As(err, &limit):
		return fmt.Sprintf("%s; the page was read up to there", limit)
	case errors.As(err, &refused) && refused.Broken:
		return fmt.Sprintf("%s; give an address such as https://site.example/page", err)
	case errors.Is(err, fetch.ErrForbidden):
		return fmt.Sprintf("%s; --allow-private lifts this for addresses you trust", err)
	case errors.Is(err, fetch.ErrRobots):
		return fmt.Sprintf("%s; --ignore-robots fetches it all the same", err)
	case errors.As(err, &status):
		return fmt.Sprintf("%s; open it in a browser and check the address", err)
	}
	return reason(err)
}

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
		j.Skipped++
		return
	case p.err != nil:
		j.u.Tell("%s: %s", p.name, pageError(p.err))
		j.Skipped++
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
		j.Skipped++
	case !c.found:
		j.u.Tell("%s: note: no headline found; --all lists every link", c.name)
	}
}
