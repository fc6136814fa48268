package render

import (
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
)

// headlinesHTML writes headlines in the report that links has.
type headlinesHTML struct {
	*linksHTML
	dropping
}

// Head is the report up to the first headline.
func (h headlinesHTML) Head(*records.Layout) []byte {
	return execute(h.linksHTML.Head(nil), "list", nil)
}

// Tail is the end of the report.
func (h headlinesHTML) Tail() []byte {
	return append(execute(nil, "endlist", nil), h.linksHTML.Tail()...)
}

func (h headlinesHTML) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	return execute(dst, "card", h.card(&Link{Link: links.Link{Text: r.Text}}, &r.Explanation)), nil
}
