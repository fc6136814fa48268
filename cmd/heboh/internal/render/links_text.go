package render

import (
	"fmt"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// LinksText writes a table for people: probability, label, role, title.
type LinksText struct {
	plainFrame
	text *Text
}

// NewLinksText returns a renderer for people.
func NewLinksText(m *model.Model, t Table) *LinksText {
	t.column = len(links.RoleAdvertisement) // the longest
	return &LinksText{text: NewText(m, t)}
}

// Tail is the legend of the colours.
func (t *LinksText) Tail() []byte { return t.text.Tail() }

// Page appends the rows of a page, under its name where there are several.
func (t *LinksText) Page(dst []byte, p *Page) ([]byte, error) {
	if p.Several {
		dst = fmt.Appendf(dst, "%s\n", t.text.paint(bold, ui.Visible(p.Name)))
	}
	for i := range p.Links {
		l := &p.Links[i]
		dst = t.text.row(dst, l.Text, string(l.Role), l.Verdict)
		if notable(l.Mismatch) {
			dst = fmt.Appendf(dst, "      %s\n", ui.Visible(sayMismatch(l.Mismatch)))
		}
		if t.text.table.Explain && l.URL != "" {
			dst = fmt.Appendf(dst, "      %s\n", t.text.paint(dim, ui.Visible(l.URL)))
		}
	}
	if p.Several {
		dst = append(dst, '\n')
	}
	return dst, nil
}
