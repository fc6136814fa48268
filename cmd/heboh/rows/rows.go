// Package rows labels headlines and the pages of crawls byte for byte as the command
// writes them as JSON Lines, or as the rows of a Parquet file, for programs that run
// beside it.
package rows

import (
	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/warc"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/survey"
)

// Tally counts headlines by their verdicts.
type Tally = render.Tally

// Labeller labels with one model. It is safe for concurrent use.
type Labeller struct {
	titles *render.Headlines
	links  *render.Headlines
	wanted links.Selection
}

// New returns a labeller of headlines, and of those links of a page that the command
// labels without flags, as jsonl or parquet: rows for columns.NewWriter.
func New(m *model.Model, format string) *Labeller {
	const minWords = 3
	o := render.Options{Format: format}
	l := &Labeller{}
	l.titles, _ = render.New(m, o) // the format is known
	o.Links = true
	l.links, _ = render.New(m, o)
	l.wanted, _ = links.Select(nil, minWords, false) // no role can be wrong
	return l
}

// Title appends the line or row of a headline and counts it.
func (l *Labeller) Title(dst []byte, rec *records.Record, t *Tally) []byte {
	dst, found, _ := l.titles.Append(dst, rec, rec.Layout)
	t.Count(found)
	return dst
}

// Page appends the lines or rows of the page that a record of the file called name holds, and
// reports whether it holds one. The error is a *warc.RecordError, or that the page was
// cut off at a limit. Every headline is shown to seen, unless nil, with the fields beside it.
func (l *Labeller) Page(dst []byte, rec *warc.Record, name string, t *Tally, seen func(headline string, fields []records.Field)) ([]byte, bool, error) {
	page, err := render.Record(rec, name, nil, l.wanted)
	if page == nil {
		return dst, false, err
	}
	for i := 0; seen != nil && i < len(page.Links); i++ {
		link := &page.Links[i]
		own := []records.Field{{Name: "url", Value: link.URL}, {Name: "role", Value: string(link.Role)}}
		seen(link.Text, append(own, render.LinkFields(page, link, render.Options{})...))
	}
	dst, found := l.links.Page(dst, page)
	t.Add(found)
	return dst, true, err
}

// Survey is the table of a survey as the command writes it.
type Survey = render.Survey

// Table makes the table of counts of groups, by a column, that the model judged.
func Table(c *survey.Counts, m *model.Model, by string, least int64) (*Survey, error) {
	return render.NewSurvey(c, m, by, least)
}
