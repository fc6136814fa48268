package links

import (
	"errors"
	"fmt"
	"io"
	"net/url"
)

// Bounds used by [Extract]. Real news pages stay far below them.
const (
	DefaultMaxBytes = 10 << 20 // of input, after decompression
	DefaultMaxNodes = 500_000  // elements and texts
	DefaultMaxLinks = 50_000   // before merging
	DefaultMaxDepth = 256      // of nested elements
	maxTokenBytes   = 4 << 20  // one tag, comment or script
)

// Extractor holds the bounds of an extraction. A zero field means its
// default. It is safe for concurrent use.
type Extractor struct {
	MaxBytes int
	MaxNodes int
	MaxLinks int
	MaxDepth int
}

// Extract reads a page with the default bounds; see [Extractor.Extract].
func Extract(r io.Reader, contentType string, base *url.URL) (*Page, error) {
	return Extractor{}.Extract(r, contentType, base)
}

// Extract reads one document from r and lists its links in page order.
//
// contentType is the media type with its charset if known, e.g.
// "text/html; charset=utf-8"; when empty, or too vague, the content decides.
// base is the page's address, against which relative links are resolved; it
// may be nil, and links then stay as they are written.
//
// An error is one of r, or [ErrNotFeed], or a [*LimitError]; only with the
// last is the page non-nil, and holds what was read up to the bound.
func (x Extractor) Extract(r io.Reader, contentType string, base *url.URL) (*Page, error) {
	x = x.withDefaults()
	raw, limit, err := readAll(r, x.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("links: reading the page: %w", err)
	}
	kind := detectKind(raw, contentType)
	text, enc, warnings := decode(raw, contentType, kind)
	page := &Page{Kind: kind, Encoding: enc, Links: []Link{}, Warnings: warnings}
	switch kind {
	case KindText:
		err = x.text(page, text, base)
	case KindFeed:
		err = x.feed(page, text, base)
	default:
		err = x.html(page, text, base)
	}
	var over *LimitError
	if err != nil && !errors.As(err, &over) {
		return nil, err
	}
	if err == nil && limit != nil {
		err = limit
	}
	return page, err
}

func (x Extractor) withDefaults() Extractor {
	set := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	set(&x.MaxBytes, DefaultMaxBytes)
	set(&x.MaxNodes, DefaultMaxNodes)
	set(&x.MaxLinks, DefaultMaxLinks)
	set(&x.MaxDepth, DefaultMaxDepth)
	return x
}

// readAll reads at most limit bytes; the LimitError tells that there were more.
func readAll(r io.Reader, limit int) ([]byte, error, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, nil, err
	}
	if len(raw) > limit {
		return raw[:limit], &LimitError{What: "bytes", Limit: limit}, nil
	}
	return raw, nil, nil
}
