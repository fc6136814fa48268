package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// ErrNoPage is returned for a record that holds something other than a page.
var ErrNoPage = errors.New("no page")

// IsNotes reports whether the record holds notes about a page (WAT) rather than
// the page.
func (rec *Record) IsNotes() bool { return rec.kind == "metadata" }

func (rec *Record) mayHoldPage() bool {
	switch rec.kind {
	case "response":
		return strings.HasPrefix(mediaOf(rec.media), "application/http")
	case "metadata":
		return mediaOf(rec.media) == "application/json"
	case "resource":
		return isPage(rec.media)
	}
	return false
}

func mediaOf(contentType string) string {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// isPage reports whether a media type is that of a page or a feed.
func isPage(contentType string) bool {
	switch mediaOf(contentType) {
	case "text/html", "application/xhtml+xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
		"application/feed+json", "application/xml", "text/xml":
		return true
	}
	return false
}

// Document returns what the record holds as links.Extract reads it. The error is
// ErrNoPage for pictures, redirects and the like. An error while body is read
// means that the record is damaged. Both are valid until rec is read again.
func (rec *Record) Document() (body io.Reader, contentType string, err error) {
	if rec.kind != "response" {
		return bytes.NewReader(rec.block), rec.media, nil
	}
	p := &stream{buf: rec.block, err: io.EOF}
	a := answer{}
	if a.status, err = p.line(maxHeader); err == nil {
		err = fields(p, a.field)
	}
	if err != nil {
		return nil, "", fmt.Errorf("HTTP header: %s", reason(err))
	}
	if code := strings.Fields(a.status); len(code) < 2 || !strings.HasPrefix(code[0], "HTTP/") || code[1] != "200" {
		return nil, "", ErrNoPage
	}
	rest := p.buf[p.at:]
	if a.media == "" && a.encoding == "" && !a.chunked {
		a.media, _, _ = strings.Cut(http.DetectContentType(rest), ";") // its charset is a guess
	}
	if !isPage(a.media) {
		return nil, "", ErrNoPage
	}
	if body, err = a.decode(rest); rec.cut {
		body = lenient{body}
	}
	return body, a.media, err
}

// answer is what the header of an HTTP answer says of its body.
type answer struct {
	status, media, encoding string
	chunked                 bool
}

func (a *answer) field(name, value string) {
	switch name {
	case "content-type":
		a.media = value
	case "content-encoding":
		a.encoding = strings.ToLower(value)
	case "transfer-encoding":
		a.chunked = strings.HasSuffix(strings.ToLower(value), "chunked")
	}
}

// decode undoes chunks and compression. Many crawlers store the body without them
// and the header as it was, so the bytes must agree.
func (a *answer) decode(body []byte) (io.Reader, error) {
	r := io.Reader(bytes.NewReader(body))
	if a.chunked && startsChunk(body) {
		r = httputil.NewChunkedReader(r)
	}
	switch a.encoding {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		start := make([]byte, len(gzipMark))
		n, _ := io.ReadFull(r, start)
		r = io.MultiReader(bytes.NewReader(start[:n]), r)
		if !bytes.Equal(start[:n], gzipMark) {
			return r, nil
		}
		return gzip.NewReader(r)
	case "br":
		if bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n\ufeff"), []byte("<")) {
			return r, nil
		}
		return brotli.NewReader(r), nil
	}
	return nil, fmt.Errorf("content encoding %.40q is not supported", a.encoding)
}

// startsChunk reports whether a body starts with the length of a chunk.
func startsChunk(body []byte) bool {
	line, _, ok := bytes.Cut(body[:min(len(body), 100)], []byte("\n"))
	size, _, _ := bytes.Cut(line, []byte(";"))
	_, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 32)
	return ok && err == nil
}

// lenient takes an early end for the end.
type lenient struct{ io.Reader }

func (l lenient) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// header reads a record's header and returns the length of its block.
func (rec *Record) header(p *stream) (length int64, err error) {
	if !bytes.Equal(p.peek(len(recordMark)), recordMark) {
		return 0, errors.New("no record begins here")
	}
	if _, err := p.line(maxHeader); err != nil {
		return 0, err
	}
	length = -1
	err = fields(p, func(name, value string) {
		switch name {
		case "warc-type":
			rec.kind = strings.ToLower(value)
		case "warc-target-uri":
			if u, err := url.Parse(strings.Trim(value, "<>")); err == nil && u.Host != "" {
				rec.URL = u
			}
		case "content-type":
			rec.media = value
		case "warc-truncated":
			rec.cut = true
		case "content-length":
			if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
				length = n
			}
		}
	})
	if err == nil && length < 0 {
		err = errors.New("its header gives no length")
	}
	return length, err
}

// fields reads the lines of a header, up to an empty one. Lines without a name
// are passed over.
func fields(p *stream, each func(name, value string)) error {
	for left := maxHeader; ; {
		line, err := p.line(left)
		if left -= len(line); err == errLong || left < 0 {
			return fmt.Errorf("its header is longer than %d bytes", maxHeader)
		}
		if err != nil {
			return err
		}
		if line == "" {
			return nil
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			each(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value))
		}
	}
}
