package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

//go:embed report.html
var reportSource string

var reportParts = template.Must(template.New("report").Parse(reportSource))

// report writes one self-contained page of HTML: a script of its own, and no address
// except those of the links themselves.
type report struct {
	frameless
	dropping
	Model, Version string
	Devices        []string

	Threshold, BiasThreshold string

	raw   bool // reasons as cues and log-odds
	pages bool // lists of links, not one list of headlines
}

func newHTML(m *model.Model, o Options) *report {
	info := m.Info()
	return &report{Model: ui.OneLine(info.Name + " " + info.Version), Version: o.Version, raw: o.Raw, pages: o.Links,
		Threshold: percent(m.Threshold(), 0), BiasThreshold: percent(m.BiasThreshold(), 0), Devices: model.DeviceNames[:]}
}

// execute appends a part of the report with data that fits it.
func execute(dst []byte, part string, data any) []byte {
	b := bytes.NewBuffer(dst)
	if err := reportParts.ExecuteTemplate(b, part, data); err != nil {
		panic(err) // the template and the data are this file's
	}
	return b.Bytes()
}

func (h *report) Head(*records.Layout) []byte {
	head := execute(nil, "head", h)
	if h.pages {
		return head
	}
	return execute(head, "list", nil)
}

func (h *report) Tail() []byte {
	if h.pages {
		return execute(nil, "tail", h)
	}
	return execute(execute(nil, "endlist", nil), "tail", h)
}

func (h *report) page(p *Page, found *Tally) (before, after []byte) {
	return execute(nil, "page", struct {
		*Page
		Name  string
		Found *Tally
	}{p, ui.Visible(p.Name), found}), execute(nil, "endlist", nil)
}

func (h *report) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	l := r.link
	if l == nil {
		l = &Link{Link: links.Link{Text: r.Text}}
	}
	return execute(dst, "card", h.card(l, &r.Explanation)), nil
}

type card struct {
	Link
	Verdicts  []verdictCell
	Loud      bool // one is positive
	Unread    string
	Fragments []fragment
	Devices   []string
	Mismatch  string
}

type verdictCell struct {
	model.Label
	Percent string
	Reasons []reason
}

// reason has signs and words, or log-odds and a cue.
type reason struct {
	Weight, What string
	Texts        []string
}

func (h *report) card(l *Link, e *model.Explanation) card {
	c := card{Link: *l, Loud: e.Label.Positive() || e.Bias.Label.Positive(), Fragments: fragments(l.Text, features.Span{End: len(l.Text)}, e.Marks)}
	c.Devices = e.ShownDevices()
	if notable(l.Mismatch) {
		c.Mismatch = describeMismatch(l.Mismatch)
	}
	if e.Abstained {
		c.Unread = notRead(e.Reading)
		return c
	}
	for _, v := range []*model.ExplainedVerdict{&e.ExplainedVerdict, &e.Bias} {
		c.Verdicts = append(c.Verdicts, verdictCell{v.Label, percent(v.Probability, v.Threshold), h.reasons(v, l.Text)})
	}
	return c
}

func (h *report) reasons(v *model.ExplainedVerdict, headline string) (all []reason) {
	if !h.raw {
		for _, c := range v.Main(headline) {
			all = append(all, reason{signs(c.LogOdds), c.Cue.English, c.Texts})
		}
		return all
	}
	for _, c := range v.Cues[:min(most, len(v.Cues))] {
		r := reason{fmt.Sprintf("%+.2f", c.LogOdds), c.Cue, nil}
		if c.End-c.Start < len(headline) {
			r.Texts = []string{c.Text}
		}
		all = append(all, r)
	}
	return all
}

func percent(p, threshold float64) string { return fmt.Sprintf("%.0f %%", floorShare(p, threshold)) }
