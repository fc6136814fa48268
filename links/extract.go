package links

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
)

// MaxBytes bounds the input after decompression. Real news pages stay far below
// this and the bounds that follow.
const MaxBytes = 10 << 20

const (
	maxNodes      = 500_000 // elements and texts
	maxLinks      = 50_000  // before merging
	maxDepth      = 256     // of nested elements
	maxTokenBytes = 4 << 20 // one tag, comment or script
)

// ErrNotFeed is wrapped by errors about input that is declared to be a feed and
// has neither items nor entries.
var ErrNotFeed = errors.New("not a feed")

// LimitError reports that an input exceeded a bound. The page
// returned beside it holds what was read up to there.
type LimitError struct {
	What  string // "bytes", "nodes", "links", "depth", "tag"
	Limit int    // the bound, in the unit of What (tag: bytes)
	Line  int    // 1-based line where it happened, 0 when unknown
}

func (e *LimitError) Error() string {
	what := map[string]string{
		"bytes": "the input is longer than %d bytes",
		"nodes": "the page has more than %d nodes",
		"links": "the page has more than %d links",
		"depth": "elements are nested deeper than %d levels",
		"tag":   "one tag, text or script is longer than %d bytes",
	}[e.What]
	msg := "links: " + fmt.Sprintf(what, e.Limit)
	if e.Line > 0 {
		msg += fmt.Sprintf(" (line %d)", e.Line)
	}
	return msg + "; the rest was left out"
}

// Extract reads one document from r and lists its links in page order.
//
// contentType is the media type with its charset if known, e.g.
// "text/html; charset=utf-8"; where it is empty or too vague, the content decides.
// base is the page's address, against which relative links are resolved; it
// may be nil, and links then stay as they are written.
//
// The error is one of r, [ErrNotFeed] or a [*LimitError]. Only beside the last
// is there a page, which holds what was read up to the bound.
func Extract(r io.Reader, contentType string, base *url.URL) (*Page, error) {
	return ExtractContext(context.Background(), r, contentType, base)
}

// ExtractContext is Extract with a context: soon after ctx has ended, it returns the
// error of ctx.
func ExtractContext(ctx context.Context, r io.Reader, contentType string, base *url.URL) (*Page, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("links: reading the page: %w", err)
	}
	var limit error
	if len(raw) > MaxBytes {
		raw, limit = raw[:MaxBytes], &LimitError{What: "bytes", Limit: MaxBytes}
	}
	media := mediaType(contentType)
	text, enc, warnings := decode(raw, contentType, media)
	page := &Page{Kind: kindOf(text, media), Encoding: enc, Links: []Link{}, Warnings: warnings}
	read := map[Kind]func(context.Context, *Page, string, *url.URL) error{KindText: extractText, KindFeed: extractFeed, KindHTML: extractHTML, KindWAT: extractNotes}[page.Kind]
	if err := read(ctx, page, text, base); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if errors.Is(err, ErrNotFeed) {
		return nil, err
	} else if err != nil {
		limit = err
	}
	return page, limit
}
