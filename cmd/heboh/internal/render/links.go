package render

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
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

// Links writes one page after the other. It is safe for concurrent use.
type Links interface {
	// Head is what comes before the first page.
	Head() []byte
	// Page appends a page and reports how many of its titles are sensational.
	Page(dst []byte, p *Page) (out []byte, sensational int, err error)
	// Separator is how many bytes at the start of what was appended first stand
	// only between two pages.
	Separator() int
	// Tail is what comes after the last page.
	Tail() []byte
}

// linkRows writes links as the records of a Renderer. The address comes before
// the text and the role after it; all else follows the verdicts.
type linkRows struct {
	Renderer
	csv bool
}

// NewLinksJSON returns a renderer of JSON Lines, one object per link, with
// reasons when explain is set.
func NewLinksJSON(m *model.Model, explain bool) Links {
	return linkRows{NewJSON(m, explain), false}
}

// NewLinksCSV returns a renderer of CSV, one row per link, with reasons (as
// JSON) when explain is set.
func NewLinksCSV(m *model.Model, explain bool) Links {
	return linkRows{NewCSV(m, explain), true}
}

// Head is the header of CSV.
func (r linkRows) Head() []byte {
	var columns []string
	for _, f := range linkFields(&Page{}, &Link{}, r.csv) {
		columns = append(columns, f.Name)
	}
	return r.extend(nil, r.Renderer.Head(columns), "text", "url", "role")
}

// Page appends the records of a page's links.
func (r linkRows) Page(dst []byte, p *Page) ([]byte, int, error) {
	sensational := 0
	for i := range p.Links {
		l := &p.Links[i]
		rec := &records.Record{File: p.Name, Line: l.Line, Text: l.Text, Extra: linkFields(p, l, r.csv)}
		var columns []string
		for _, f := range rec.Extra {
			columns = append(columns, f.Name)
		}
		row, isSensational, problem := r.Append(nil, rec, columns)
		if problem != nil {
			return dst, sensational, problem
		}
		if isSensational {
			sensational++
		}
		dst = r.extend(dst, row, l.Text, l.URL, string(l.Role))
	}
	return dst, sensational, nil
}

// extend appends a record with address and role around its text, with which
// every record begins.
func (r linkRows) extend(dst, row []byte, text, url, role string) []byte {
	if r.csv {
		dst = append(records.AppendCSV(dst, url), ',')
		before := len(dst)
		dst = records.AppendCSV(dst, text)
		row = row[len(dst)-before:]
		return append(records.AppendCSV(append(dst, ','), role), row...)
	}
	if len(row) == 0 {
		return dst
	}
	dst = records.AppendString(append(dst, `{"url":`...), url)
	lead := records.AppendString([]byte(`"text":`), text)
	dst = append(append(dst, ','), lead...)
	dst = records.AppendString(append(dst, `,"role":`...), role)
	return append(dst, row[len("{")+len(lead):]...)
}

// linkFields are what is written of a link beside text, address, role and
// verdicts. JSON leaves out what is not known.
func linkFields(p *Page, l *Link, csv bool) []records.Field {
	var fields []records.Field
	add := func(name, value string, isJSON bool) {
		if csv || value != "" {
			fields = append(fields, records.Field{Name: name, Key: strconv.Quote(name), Value: value, JSON: isJSON && value != ""})
		}
	}
	known := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	add("text_source", string(l.Source), false)
	add("block", l.Block, false)
	add("prefix", l.Prefix, false)
	add("section", l.Section, false)
	add("date", l.Date, false)
	add("counter", l.Counter, false)
	add("publisher", l.Publisher, false)
	add("page", p.Name, false)
	add("line", known(l.Line), true)
	add("count", known(l.Count), true)
	switch {
	case csv && l.Mismatch == nil:
		add("mismatch_share", "", false)
	case csv:
		add("mismatch_share", string(appendShare(nil, l.Mismatch.Share())), true)
	case l.Mismatch != nil:
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

// describeMismatch puts a difference between headline and article in words.
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
