package render

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"github.com/heboh/heboh/model"
)

// LinksCSV writes a table with a header and a row a link.
type LinksCSV struct {
	plainFrame
	threshold float64
	explain   bool
}

// NewLinksCSV returns a renderer of CSV, with reasons (as JSON) when explain is
// set.
func NewLinksCSV(m *model.Model, explain bool) *LinksCSV {
	return &LinksCSV{threshold: m.Threshold(), explain: explain}
}

// Head is the header.
func (c *LinksCSV) Head() []byte {
	row := []string{"url", "text", "role", "label", "probability", "threshold"}
	row = append(row, model.DeviceNames[:]...)
	row = append(row, "text_source", "block", "prefix", "section", "date", "counter", "publisher", "page", "line", "count", "mismatch_share")
	if c.explain {
		row = append(row, "bias_log_odds", "cues")
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(row) // a buffer takes all
	w.Flush()
	return b.Bytes()
}

// Page appends the rows of a page.
func (c *LinksCSV) Page(dst []byte, p *Page) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	w := csv.NewWriter(b)
	for i := range p.Links {
		w.Write(c.row(p, &p.Links[i])) // the error sticks
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (c *LinksCSV) row(p *Page, l *Link) []string {
	v := &l.Verdict
	row := []string{l.URL, l.Text, string(l.Role), v.Label.String(), string(appendFloat(nil, v.Probability)), string(appendFloat(nil, c.threshold))}
	for _, d := range v.Devices.Values() {
		row = append(row, string(appendShare(nil, d)))
	}
	share := ""
	if l.Mismatch != nil {
		share = string(appendShare(nil, l.Mismatch.Share()))
	}
	row = append(row, string(l.Source), l.Block, l.Prefix, l.Section, l.Date, l.Counter, l.Publisher, p.Name,
		known(l.Line), known(l.Count), share)
	if c.explain {
		row = append(row, string(appendFloat(nil, v.Intercept)), string(appendReasons(nil, v.Cues)))
	}
	return row
}

// known is a number from 1, empty for 0.
func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
