package render

import (
	"cmp"
	"errors"
	"net/url"
	"strings"

	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/warc"
)

// Record is what is written about the page that a record of a crawl holds, nil where
// it holds none. The file is called name; base completes the links of a page without
// an address. Beside a *links.LimitError there is a page, cut off at the limit.
func Record(rec *warc.Record, name string, base *url.URL, wanted links.Selection) (*Page, error) {
	at := cmp.Or(rec.URL, base)
	var page *links.Page
	body, contentType, err := rec.Document()
	if err == nil {
		page, err = links.Extract(body, contentType, at)
	}
	switch {
	case err == warc.ErrNoPage, errors.Is(err, links.ErrNotFeed) && !rec.IsNotes(): // data in XML
		return nil, nil
	case page == nil:
		return nil, &warc.RecordError{Offset: rec.Offset, Reason: err.Error()}
	}
	out := &Page{Name: name, Title: cmp.Or(page.Headline, page.Title), Several: true}
	if at != nil {
		out.URL = at.String()
		out.Name = out.URL
	}
	out.Links = Titles(page, wanted, out.URL)
	return out, err
}

// Titles returns the page's own headline and its links, as selected.
func Titles(page *links.Page, wanted links.Selection, address string) []Link {
	var all []Link
	own := map[string]bool{}
	for _, l := range []links.Link{
		{Text: page.Headline, Source: "headline", Line: page.HeadlineLine, Reason: "the page's own headline"},
		{Text: page.OGTitle, Source: "og:title", Reason: "the page's own title"},
	} {
		key := strings.Join(strings.Fields(l.Text), " ")
		if key == "" || own[key] {
			continue
		}
		own[key] = true
		if wanted.HasRole(links.RoleHeadline) && l.Words() >= wanted.MinWords {
			l.URL, l.Role = address, links.RoleHeadline
			headline := Link{Link: l}
			if page.Body != "" {
				d := links.Mismatch(l.Text, page.Body)
				headline.Mismatch = &d
			}
			all = append(all, headline)
		}
	}
	for _, l := range page.Links {
		// A headline that links to its own page is already listed.
		if wanted.Has(l) && !(l.Role == links.RoleHeadline && own[l.Text]) {
			all = append(all, Link{Link: l})
		}
	}
	return all
}
