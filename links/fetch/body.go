package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/andybalholm/brotli"
)

// accepted are the media types that package links reads.
var accepted = map[string]bool{
	"text/html": true, "application/xhtml+xml": true, "text/plain": true, "text/markdown": true,
	"application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true, "application/xml": true, "text/xml": true,
	"application/feed+json": true, "application/json": true,
	"application/gzip": true, "application/x-gzip": true, // of a sitemap
}

// read takes the body of an answer under the bounds of the client.
func (c *Client) read(u *url.URL, answer *http.Response) (*Response, error) {
	contentType := answer.Header.Get("Content-Type")
	if contentType != "" {
		if err := checkType(u, contentType); err != nil {
			return nil, err
		}
	}
	body, err := readBody(answer, c.maxBytes)
	if err != nil {
		return nil, plainError(u, err)
	}
	if contentType == "" {
		contentType, _, _ = strings.Cut(http.DetectContentType(body), ";") // its charset is a guess
		if err := checkType(u, contentType); err != nil {
			return nil, err
		}
	}
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) { // the file itself is compressed
		if body, err = inflate(bytes.NewReader(body), "gzip", c.maxBytes); err != nil {
			return nil, plainError(u, err)
		}
		contentType = "application/xml" // its root element tells more
		if err := checkType(u, http.DetectContentType(body)); err != nil {
			return nil, err
		}
	}
	return &Response{URL: u, ContentType: contentType, Body: body}, nil
}

func checkType(u *url.URL, contentType string) error {
	media, _, _ := strings.Cut(contentType, ";")
	if media = strings.ToLower(strings.TrimSpace(media)); !accepted[media] {
		return fmt.Errorf("fetch: %s: %w: %s", clip(u.Redacted()), ErrContentType, clip(media))
	}
	return nil
}

// readBody reads and decompresses a body. The bound holds for the bytes as
// transferred and again for what they decompress to, so that a small bomb
// stays small. Beside ErrTooLarge it returns the bytes up to the bound.
func readBody(answer *http.Response, most int64) ([]byte, error) {
	if answer.ContentLength > most {
		return nil, tooLarge(most)
	}
	return inflate(http.MaxBytesReader(nil, answer.Body, most), answer.Header.Get("Content-Encoding"), most)
}

func tooLarge(most int64) error { return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most) }

// inflate undoes a content encoding.
func inflate(r io.Reader, encoding string, most int64) ([]byte, error) {
	switch enc := strings.ToLower(strings.TrimSpace(encoding)); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("broken gzip: %w", err)
		}
		r = z
	case "br":
		r = brotli.NewReader(r)
	default:
		return nil, fmt.Errorf("%w: %s", ErrEncoding, clip(enc))
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, io.NopCloser(r), most))
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		err = tooLarge(most)
	}
	return body, err
}
