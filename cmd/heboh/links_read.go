package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/links/warc"
)

// read reads a page of its own, nil if there is none, and notes what is worth knowing of
// it. Beside a *links.LimitError there is a page, cut off at the limit.
func (j *linksJob) read(ctx context.Context, p *labelledPage) (*render.Page, error) {
	at := j.base
	var page *links.Page
	var err error
	if p.file != nil {
		page, err = j.readFile(p.name, p.file)
	} else {
		var res *fetch.Response
		if page, res, err = j.client.Page(ctx, p.name); res != nil {
			at = res.URL
		}
	}
	if page == nil {
		return nil, err
	}
	out := render.NewPage(page, p.name, at, j.wanted)
	out.Several = len(j.names) > 1
	p.notes = page.Warnings
	if len(out.Links) == 0 {
		hint := "--all lists every link"
		if page.Kind == links.KindText && len(page.Links) == 0 && page.Body != "" {
			hint = "it was read as an article; heboh score --in reads tables and lists of headlines"
		}
		p.notes = append(p.notes, "no headline found; "+hint)
	}
	return out, err
}

func isURL(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
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

// open opens a file, or standard input for "-", as it is stored, and reports whether
// it holds the records of a crawl.
func (j *linksJob) open(name string) (_ io.ReadCloser, isCrawl bool, err error) {
	in := records.Input{Name: name, Plain: true}
	if name == "-" {
		in.Stream = j.u.In
	}
	f, err := in.Open()
	if err != nil {
		return nil, false, err
	}
	r, start := started(counter{f, j.count})
	return struct {
		io.Reader
		io.Closer
	}{r, f}, warc.Is(start), nil
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

func (j *linksJob) readFile(name string, src io.ReadCloser) (*links.Page, error) {
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
	file   io.Closer
	reader *warc.Reader

	// Counted as pages are written, in order.
	pages, damaged int
	found          bool // a link to label
}

// tells counts damaged records and reports whether an error is to be told.
func (c *crawl) tells(err error) bool {
	if damaged := (*warc.RecordError)(nil); !errors.As(err, &damaged) {
		return true
	}
	c.damaged++
	return c.damaged <= maxToldRecords
}

// countCrawl counts the pages of a crawl, and says at its end what was wrong with it.
func (j *linksJob) countCrawl(p *labelledPage) {
	c := p.crawl
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
