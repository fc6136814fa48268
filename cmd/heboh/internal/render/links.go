package render

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/warc"
)

// Link is a link of a page, or the page's own headline with the address of the
// page.
type Link struct {
	links.Link
	// Mismatch compares the page's own headline with the article under it; nil
	// for other links and where there is no article.
	Mismatch *links.Discrepancy
}

// Page is what is written about one document.
type Page struct {
	Name    string // as the user gave it: a file or an address
	URL     string // of the page, where it is known
	Title   string // for people
	Links   []Link
	Several bool // other pages are written beside this one
}

// linkLayout is how a table of links begins.
var linkLayout = &records.Layout{Columns: []string{"url", "text", "role"}, Headline: 1}

// Record is a link as a record: address and role stand around the title.
func (l *Link) record(p *Page) *records.Record {
	return &records.Record{File: p.Name, Line: l.Line, Text: l.Text, Place: 1, Extra: []records.Field{
		{Name: "url", Key: `"url"`, Value: l.URL}, {Name: "role", Key: `"role"`, Value: string(l.Role)}}}
}

// Page appends what is written of a page and its links, and counts the verdicts.
func (h *Headlines) Page(dst []byte, p *Page) ([]byte, Tally) {
	var rows []byte
	var all Tally
	for i := range p.Links {
		l := &p.Links[i]
		var found Verdicts
		rows, found, _ = h.write(rows, &Result{Record: l.record(p), link: l, after: LinkFields(p, l, h.options)}) // every field has its column
		all.Count(found)
	}
	before, after := h.page(p, &all)
	return append(append(append(dst, before...), rows...), after...), all
}

// LinkFields are what is written of a link beside text, address, role and
// verdicts. JSON leaves out what is not known; elsewhere each has a column.
func LinkFields(p *Page, l *Link, o Options) []records.Field {
	fields := make([]records.Field, 0, 16)
	page := p.Name
	csv := o.Format == "csv" || o.Format == "tsv"
	if csv { // which has no escapes
		page = ui.Visible(page)
	}
	add := func(name, value string, isJSON bool) {
		if csv || o.Format == "parquet" || value != "" {
			fields = append(fields, records.Field{Name: name, Key: `"` + name + `"`, Value: value, JSON: isJSON})
		}
	}
	for _, f := range [][2]string{{"text_source", string(l.Source)}, {"block", l.Block}, {"prefix", l.Prefix}, {"section", l.Section},
		{"date", l.Date}, {"counter", l.Counter}, {"publisher", l.Publisher}, {"page", page}} {
		add(f[0], f[1], false)
	}
	if o.Roles {
		add("role_reason", l.Reason, false)
	}
	known := func(n int) string { return strings.TrimPrefix(strconv.Itoa(n), "0") }
	add("line", known(l.Line), true)
	add("count", known(l.Count), true)
	switch {
	case csv && l.Mismatch == nil:
		add("mismatch_share", "", false)
	case csv:
		add("mismatch_share", string(appendShare(nil, l.Mismatch.Share(), 1e4)), true)
	case l.Mismatch == nil:
		add("mismatch", "", true)
	default:
		value, _ := json.Marshal(struct {
			Share float64 `json:"share"` // of the title's words that the article never mentions
			*links.Discrepancy
		}{l.Mismatch.Share(), l.Mismatch}) // numbers and strings cannot fail
		add("mismatch", string(value), true)
	}
	return fields
}

// missedShare is the share of a headline's words that the article must leave
// out to be worth a note: half, since sober headlines paraphrase too.
const missedShare = .5

// notable reports whether a difference between headline and article is worth a
// note to a person.
func notable(d *links.Discrepancy) bool {
	return d != nil && (d.Share() >= missedShare || len(d.Capitals)+len(d.Marks) > 0)
}

func describeMismatch(d *links.Discrepancy) string {
	var parts []string
	if d.Share() >= missedShare {
		parts = append(parts, "never mentioned in the article: "+strings.Join(d.Missing, ", "))
	}
	if len(d.Capitals) > 0 {
		parts = append(parts, "in capitals only here: "+strings.Join(d.Capitals, ", "))
	}
	if len(d.Marks) > 0 {
		parts = append(parts, "marks that the article does without: "+strings.Join(d.Marks, " "))
	}
	return strings.Join(parts, "; ")
}

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
	out := NewPage(page, name, at, wanted)
	out.Name, out.Several = cmp.Or(out.URL, name), true
	return out, err
}

// NewPage is what is written of a page at an address, nil where it is not known: its
// own headline and its links, as selected.
func NewPage(page *links.Page, name string, at *url.URL, wanted links.Selection) *Page {
	out := &Page{Name: name, Title: cmp.Or(page.Headline, page.Title)}
	if at != nil {
		out.URL = at.String()
	}
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
			l.URL, l.Role = out.URL, links.RoleHeadline
			headline := Link{Link: l}
			if page.Body != "" {
				d := links.Mismatch(l.Text, page.Body)
				headline.Mismatch = &d
			}
			out.Links = append(out.Links, headline)
		}
	}
	for _, l := range page.Links {
		// A headline that links to its own page is already listed.
		if wanted.Has(l) && !(l.Role == links.RoleHeadline && own[l.Text]) {
			out.Links = append(out.Links, Link{Link: l})
		}
	}
	return out
}
