package links

import (
	"errors"
	"fmt"
)

// ErrNotFeed is wrapped by errors about input that was declared to be a feed
// and holds neither items nor entries.
var ErrNotFeed = errors.New("not a feed")

// LimitError tells that an input went over one of the bounds of [Extractor].
// The page returned beside it holds what was read up to there.
type LimitError struct {
	What  string // "bytes", "nodes", "links", "depth", "tag"
	Limit int    // the bound, in the unit of What (tag: bytes)
	Line  int    // 1-based line where it happened, 0 when unknown
}

// Error implements error.
func (e *LimitError) Error() string {
	what := map[string]string{
		"bytes": "input is longer than %d bytes",
		"nodes": "page has more than %d nodes",
		"links": "page has more than %d links",
		"depth": "elements are nested deeper than %d",
		"tag":   "one tag, text or script is longer than %d bytes",
	}[e.What]
	if what == "" {
		what = e.What + " over the limit of %d"
	}
	msg := "links: " + fmt.Sprintf(what, e.Limit)
	if e.Line > 0 {
		msg += fmt.Sprintf(" (line %d)", e.Line)
	}
	return msg + "; what comes after was left out"
}
