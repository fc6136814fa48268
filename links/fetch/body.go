package fetch

import (
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
}

// read takes the body of an answer under the bounds of the client.
func (c *Client) read(u *url.URL, answer *http.Response) (*Response, error) {
	contentType := answer.Header.Get("Content-Type")
	if contentType != "" {
		if err := checkType(u, contentType); err != nil {
			return nil, err
		}
	}
	body, err := readBody(answer, c.opt.MaxBytes)
	if err != nil {
		return nil, plainError(u, err)
	}
	if contentType == "" {
		contentType, _, _ = strings.Cut(http.DetectContentType(body), ";") // its charset is a guess
		if err := checkType(u, contentType); err != nil {
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
	tooLarge := fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	if answer.ContentLength > most {
		return nil, tooLarge
	}
	wire := http.MaxBytesReader(nil, answer.Body, most)
	r := wire
	switch enc := strings.ToLower(strings.TrimSpace(answer.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(wire)
		if err != nil {
			return nil, fmt.Errorf("broken gzip: %w", err)
		}
		r = z
	case "br":
		r = io.NopCloser(brotli.NewReader(wire))
	default:
		return nil, fmt.Errorf("%w: %s", ErrEncoding, clip(enc))
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r, most))
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		err = tooLarge
	}
	return body, err
}
