package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

//go:embed report.html
var reportSource string

var reportParts = template.Must(template.New("report").Parse(reportSource))

// wording is the group under which the report marks learnt wording.
const wording features.Group = "wording"

// linksHTML writes one self-contained page: no script, and no address except
// those of the links themselves.
type linksHTML struct {
	frameless
	Model, Version string
	Threshold      string
	Devices        []string

	model *model.Model
	group map[string]features.Group
	why   map[string]string // the help of each cue
}

// newLinksHTML returns a renderer of a report; version is that of the program.
func newLinksHTML(m *model.Model, version string) *linksHTML {
	info := m.Info()
	h := &linksHTML{Model: ui.OneLine(info.Name + " " + info.Version), Version: version, Threshold: percent(m.Threshold(), 0),
		Devices: model.DeviceNames[:], model: m, group: devices(),
		why: map[string]string{model.WordsCue: "wording learnt from labelled headlines"}}
	h.group[model.WordsCue] = wording
	for _, c := range features.Catalogue() {
		h.why[c.Name] = c.Doc
	}
	return h
}

// execute appends a part of the report with data that fits it.
func execute(dst []byte, part string, data any) []byte {
	b := bytes.NewBuffer(dst)
	if err := reportParts.ExecuteTemplate(b, part, data); err != nil {
		panic(err) // the template and the data are this file's
	}
	return b.Bytes()
}

// Head is the report up to the first page.
func (h *linksHTML) Head([]string) []byte { return execute(nil, "head", h) }

// Tail is the end of the report.
func (h *linksHTML) Tail() []byte { return execute(nil, "tail", h) }

// card is a link as the report shows it.
type card struct {
	Link
	Label     model.Label
	Percent   string
	Bias      string // probability and label of the second verdict
	Fragments []fragment
	Devices   []string // with a probability of at least one half
	Mismatch  string
	Reasons   []reason
}

type reason struct{ LogOdds, Cue, Text, Why string }

// Page appends the cards of a page.
func (h *linksHTML) Page(dst []byte, p *Page) ([]byte, Verdicts) {
	var found Verdicts
	data := struct {
		*Page
		Name  string
		Cards []card
		Loud  int
	}{Page: p, Name: ui.Visible(p.Name)}
	for i := range p.Links {
		e := h.model.Explain(p.Links[i].Text)
		found |= Found(e.Label, e.Bias.Label)
		if e.Label.Positive() {
			data.Loud++
		}
		data.Cards = append(data.Cards, h.card(&p.Links[i], &e))
	}
	return execute(dst, "page", data), found
}

func (h *linksHTML) card(l *Link, e *model.Explanation) card {
	marks := make([]features.Group, len(l.Text))
	mark(marks, e.Cues, h.group)
	c := card{Link: *l, Label: e.Label, Percent: percent(e.Probability, e.Threshold),
		Bias: percent(e.Bias.Probability, e.Bias.Threshold) + " " + e.Bias.Label.String(), Fragments: fragments(l.Text, marks)}
	for i, p := range e.Devices.Values() {
		if p >= .5 {
			c.Devices = append(c.Devices, model.DeviceNames[i])
		}
	}
	if e.Abstained {
		c.Percent, c.Bias = "–", notRead(e.Reading)
	}
	if notable(l.Mismatch) {
		c.Mismatch = describeMismatch(l.Mismatch)
	}
	for _, r := range e.Cues[:min(most, len(e.Cues))] {
		text := r.Text
		if r.End-r.Start == len(l.Text) {
			text = ""
		}
		c.Reasons = append(c.Reasons, reason{fmt.Sprintf("%+.2f", r.LogOdds), r.Cue, text, h.why[r.Cue]})
	}
	return c
}

func percent(p, threshold float64) string { return fmt.Sprintf("%.0f %%", floorShare(p, threshold)) }
