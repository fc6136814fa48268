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

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
)

// pageReader reads pages from files, standard input and the web.
type pageReader struct {
	stdin  io.Reader
	base   *url.URL // of files and standard input; nil when not known
	client *fetch.Client
}

// read reads the page of that name and its address, nil when that is not
// known. Beside a *links.LimitError there is a page, cut at the limit.
func (r *pageReader) read(ctx context.Context, name string) (page *links.Page, at *url.URL, err error) {
	if isURL(name) {
		page, res, err := r.client.Page(ctx, name)
		if res != nil {
			at = res.URL
		}
		return page, at, err
	}
	// Who interrupts does not wait for a pipe that says nothing.
	page, err = await(ctx, func() (*links.Page, error) { return r.readFile(name) })
	if errors.Is(err, context.Canceled) {
		return nil, nil, err
	}
	return page, r.base, err
}

func isURL(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

func (r *pageReader) readFile(name string) (*links.Page, error) {
	in := records.Input{Name: name}
	if name == "-" {
		in.Stream = r.stdin
	}
	f, err := in.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	page := bufio.NewReader(f)
	if start, _ := page.Peek(512); isBinary(start) { // an error shows when more is read
		kind, _, _ := strings.Cut(http.DetectContentType(start), ";")
		return nil, fmt.Errorf("is no page, feed or text but %s; name an .html, .xml or .txt file", kind)
	}
	return links.Extract(page, contentType(name), r.base)
}

// isBinary reports whether a file that begins so is no text, UTF-16 without a
// mark included: that has a NUL in every second place.
func isBinary(start []byte) bool {
	for _, mark := range []string{"%PDF-", "PK\x03\x04"} {
		if bytes.HasPrefix(start, []byte(mark)) {
			return true
		}
	}
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return false
	}
	var nul [2]int // at even and odd places
	for i, b := range start {
		if b == 0 {
			nul[i%2]++
		}
	}
	wide := max(nul[0], nul[1]) > len(start)/4 && min(nul[0], nul[1]) == 0
	return nul[0]+nul[1] > 0 && !wide
}

// contentType is the media type by the file's name, "" to go by its bytes.
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

// sayPageError puts what went wrong with a page in one line.
func sayPageError(err error) string {
	var limit *links.LimitError
	var status *fetch.StatusError
	switch {
	case errors.As(err, &limit):
		return fmt.Sprintf("%s; the page was read up to there", limit)
	case errors.Is(err, fetch.ErrForbidden):
		return fmt.Sprintf("%s; --allow-private lifts this for addresses you trust", err)
	case errors.Is(err, fetch.ErrRobots):
		return fmt.Sprintf("%s; --ignore-robots fetches it all the same", err)
	case errors.As(err, &status):
		return fmt.Sprintf("%s; open it in a browser and check the address", err)
	}
	return reason(err)
}
