package render

import (
	"fmt"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// LinksText writes a table for people: probability, label, role, title.
type LinksText struct {
	text *Text
}

// NewLinksText returns a renderer for people.
func NewLinksText(m *model.Model, t Table) *LinksText {
	t.column = len(links.RoleAdvertisement) // the longest
	return &LinksText{text: NewText(m, t)}
}

// Head returns nothing.
func (*LinksText) Head() []byte { return nil }

// Separator is 0.
func (*LinksText) Separator() int { return 0 }

// Tail is the legend of the colours.
func (t *LinksText) Tail() []byte { return t.text.Tail() }

// Page appends the rows of a page, under its name when there are several.
func (t *LinksText) Page(dst []byte, p *Page) ([]byte, int, error) {
	sensational := 0
	if p.Several {
		dst = fmt.Appendf(dst, "%s\n", t.text.paint(bold, ui.Visible(p.Name)))
	}
	for i := range p.Links {
		l := &p.Links[i]
		e := t.text.model.Explain(l.Text)
		if e.Label == model.Sensational {
			sensational++
		}
		dst = t.text.row(dst, l.Text, string(l.Role), e)
		if notable(l.Mismatch) {
			dst = fmt.Appendf(dst, "      %s\n", ui.Visible(describeMismatch(l.Mismatch)))
		}
		if t.text.table.Explain && l.URL != "" {
			dst = fmt.Appendf(dst, "      %s\n", t.text.paint(dim, ui.Visible(l.URL)))
		}
	}
	if p.Several {
		dst = append(dst, '\n')
	}
	return dst, sensational, nil
}
