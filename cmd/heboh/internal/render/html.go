package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

//go:embed report.html
var reportSource string

var reportParts = template.Must(template.New("report").Parse(reportSource))

// linksHTML writes one self-contained page: a script of its own, and no address except
// those of the links themselves.
type linksHTML struct {
	frameless
	Model, Version string
	Devices        []string

	Threshold, BiasThreshold string

	model *model.Model
	raw   bool // reasons as cues and log-odds
}

// newLinksHTML returns a renderer of a report; o.Version is that of the program.
func newLinksHTML(m *model.Model, o Options) *linksHTML {
	info := m.Info()
	return &linksHTML{Model: ui.OneLine(info.Name + " " + info.Version), Version: o.Version, model: m, raw: o.Raw,
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

func (h *linksHTML) Head(*records.Layout) []byte { return execute(nil, "head", h) }
func (h *linksHTML) Tail() []byte                { return execute(nil, "tail", h) }

// card is a link as the report shows it.
type card struct {
	Link
	Verdicts  []told
	Loud      bool // one is positive
	Unread    string
	Fragments []fragment
	Devices   []string
	Mismatch  string
}

// told is a verdict with its reasons.
type told struct {
	model.Label
	Percent string
	Reasons []reason
}

// reason has signs and words, or log-odds and a cue.
type reason struct {
	Weight, What string
	Texts        []string
}

func (h *linksHTML) Page(dst []byte, p *Page) ([]byte, Tally) {
	var found Tally
	data := struct {
		*Page
		Name  string
		Cards []card
		Loud  int
	}{Page: p, Name: ui.Visible(p.Name)}
	for i := range p.Links {
		e := h.model.Explain(p.Links[i].Text)
		found.Count(foundIn(e.Prediction()))
		if e.Label.Positive() {
			data.Loud++
		}
		data.Cards = append(data.Cards, h.card(&p.Links[i], &e))
	}
	return execute(dst, "page", data), found
}

func (h *linksHTML) card(l *Link, e *model.Explanation) card {
	c := card{Link: *l, Loud: Found(e.Label, e.Bias.Label) != 0, Fragments: fragments(l.Text, spread(e.Marks, l.Text))}
	prediction := e.Prediction()
	c.Devices = prediction.ShownDevices()
	if notable(l.Mismatch) {
		c.Mismatch = describeMismatch(l.Mismatch)
	}
	if e.Abstained {
		c.Unread = notRead(e.Reading)
		return c
	}
	for _, v := range []*model.ExplainedVerdict{&e.ExplainedVerdict, &e.Bias} {
		c.Verdicts = append(c.Verdicts, told{v.Label, percent(v.Probability, v.Threshold), h.reasons(v, l.Text)})
	}
	return c
}

func (h *linksHTML) reasons(v *model.ExplainedVerdict, headline string) (all []reason) {
	if !h.raw {
		for _, c := range v.Told(headline) {
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

// headlinesHTML writes headlines in the report that links has.
type headlinesHTML struct {
	*linksHTML
	dropping
}

func (h headlinesHTML) Head(*records.Layout) []byte {
	return execute(h.linksHTML.Head(nil), "list", nil)
}

func (h headlinesHTML) Tail() []byte {
	return append(execute(nil, "endlist", nil), h.linksHTML.Tail()...)
}

func (h headlinesHTML) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	return execute(dst, "card", h.card(&Link{Link: links.Link{Text: r.Text}}, &r.Explanation)), nil
}
