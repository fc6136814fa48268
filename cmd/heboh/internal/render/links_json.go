package render

import (
	"bytes"
	"encoding/json"
	"math"

	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// linkRecord is a link as JSON. The address and the role are always there.
type linkRecord struct {
	URL         string        `json:"url"`
	Text        string        `json:"text"`
	Role        links.Role    `json:"role"`
	Label       model.Label   `json:"label"`
	Probability float64       `json:"probability"`
	Threshold   float64       `json:"threshold"`
	Devices     model.Devices `json:"devices"`

	Source    links.TextSource `json:"text_source,omitempty"`
	Block     string           `json:"block,omitempty"`
	Prefix    string           `json:"prefix,omitempty"`
	Section   string           `json:"section,omitempty"`
	Date      string           `json:"date,omitempty"`
	Counter   string           `json:"counter,omitempty"`
	Publisher string           `json:"publisher,omitempty"`
	Page      string           `json:"page"`
	Line      int              `json:"line,omitempty"`
	Count     int              `json:"count,omitempty"`
	Mismatch  *mismatch        `json:"mismatch,omitempty"`

	*linkReasons
}

type linkReasons struct {
	Cues []model.Contribution `json:"cues"`
	Bias float64              `json:"bias_log_odds"`
}

// mismatch is a Discrepancy with its share.
type mismatch struct {
	Share float64 `json:"share"` // of the title's words that the article never mentions
	links.Discrepancy
}

func newMismatch(d *links.Discrepancy) *mismatch {
	if d == nil {
		return nil
	}
	return &mismatch{d.Share(), *d}
}

// LinksJSON writes one object a link and line.
type LinksJSON struct {
	plainFrame
	threshold float64
	explain   bool
}

// NewLinksJSON returns a renderer of JSON Lines, with reasons when explain is
// set.
func NewLinksJSON(m *model.Model, explain bool) *LinksJSON {
	return &LinksJSON{threshold: m.Threshold(), explain: explain}
}

// Page appends the objects of a page.
func (j *LinksJSON) Page(dst []byte, p *Page) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for i := range p.Links {
		if err := enc.Encode(j.record(p, &p.Links[i])); err != nil {
			return dst, err
		}
	}
	return b.Bytes(), nil
}

func (j *LinksJSON) record(p *Page, l *Link) linkRecord {
	v := &l.Verdict
	r := linkRecord{
		URL: l.URL, Text: l.Text, Role: l.Role,
		Label: v.Label, Probability: v.Probability, Threshold: j.threshold, Devices: rounded(v.Devices),
		Source: l.Source, Block: l.Block, Prefix: l.Prefix, Section: l.Section, Date: l.Date, Counter: l.Counter,
		Publisher: l.Publisher, Page: p.Name, Line: l.Line, Count: l.Count, Mismatch: newMismatch(l.Mismatch),
	}
	if j.explain {
		r.linkReasons = &linkReasons{v.Cues, v.Intercept}
		if r.Cues == nil {
			r.Cues = []model.Contribution{}
		}
	}
	return r
}

// rounded gives device scores with the digits that the other formats give.
func rounded(d model.Devices) model.Devices {
	for _, v := range []*float64{&d.Emphasis, &d.Hyperbole, &d.Curiosity, &d.Loaded, &d.Shock, &d.Gossip} {
		*v = math.Round(*v*1e6) / 1e6
	}
	return d
}
