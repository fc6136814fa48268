package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

//go:embed report.html
var reportSource string

var reportParts = template.Must(template.New("report").Parse(reportSource))

// wording is the group under which the report marks learnt wording.
const wording features.Group = "wording"

// LinksHTML writes one self-contained page: no script, and no address except
// those of the links themselves.
type LinksHTML struct {
	model *model.Model
	group map[string]features.Group
	why   map[string]string // the help of each cue
	head  []byte
	tail  []byte
}

// NewLinksHTML returns a renderer of a report; version is that of the program.
func NewLinksHTML(m *model.Model, version string) *LinksHTML {
	h := &LinksHTML{model: m, group: devices(), why: map[string]string{model.WordsCue: "wording learnt from labelled headlines"}}
	h.group[model.WordsCue] = wording
	for _, c := range features.Catalogue() {
		h.why[c.Name] = c.Doc
	}
	info := m.Info()
	frame := struct {
		Model, Version string
		Threshold      string
		Devices        []string
	}{strings.TrimSpace(info.Name + " " + info.Version), version, percent(m.Threshold(), 0), model.DeviceNames[:]}
	h.head, h.tail = execute("head", frame), execute("tail", frame)
	return h
}

// execute fills in a part of the report with data that fits it.
func execute(part string, data any) []byte {
	var b bytes.Buffer
	if err := reportParts.ExecuteTemplate(&b, part, data); err != nil {
		panic(err) // the template and the data are this file's
	}
	return b.Bytes()
}

// Head is the report up to the first page.
func (h *LinksHTML) Head([]string) []byte { return slices.Clone(h.head) }

// Separator is 0.
func (h *LinksHTML) Separator() int { return 0 }

// Tail is the end of the report.
func (h *LinksHTML) Tail() []byte { return h.tail }

// card is a link as the report shows it.
type card struct {
	Link
	found     Verdicts
	Label     model.Label
	Loud      bool
	Percent   string
	Bias      string // probability and label of the second verdict
	Fragments []fragment
	Devices   []string // with a probability of at least one half
	Mismatch  string
	Reasons   []reason
}

// fragment is a part of a title with one mark.
type fragment struct {
	Text string
	Mark features.Group // "" for none
}

type reason struct{ LogOdds, Cue, Text, Why string }

// Page appends the cards of a page.
func (h *LinksHTML) Page(dst []byte, p *Page) ([]byte, Verdicts, error) {
	var found Verdicts
	data := struct {
		*Page
		Cards []card
		Loud  int
	}{Page: p}
	for i := range p.Links {
		c := h.card(&p.Links[i])
		found |= c.found
		if c.Loud {
			data.Loud++
		}
		data.Cards = append(data.Cards, c)
	}
	b := bytes.NewBuffer(dst)
	err := reportParts.ExecuteTemplate(b, "page", data)
	return b.Bytes(), found, err
}

func (h *LinksHTML) card(l *Link) card {
	e := h.model.Explain(l.Text)
	c := card{Link: *l, Label: e.Label, Loud: e.Label.Positive(), Percent: percent(e.Probability, e.Threshold),
		found: Found(e.Label, e.Bias.Label), Bias: percent(e.Bias.Probability, e.Bias.Threshold) + " " + e.Bias.Label.String(),
		Fragments: h.fragments(l.Text, e.Cues)}
	for i, p := range e.Devices.Values() {
		if p >= .5 {
			c.Devices = append(c.Devices, model.DeviceNames[i])
		}
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

// fragments cuts a title where its marks change.
func (h *LinksHTML) fragments(title string, reasons []model.Contribution) []fragment {
	marks := make([]features.Group, len(title))
	mark(marks, reasons, h.group)
	var all []fragment
	for from, at := 0, 1; at <= len(title); at++ {
		if at == len(title) || marks[at] != marks[from] {
			all = append(all, fragment{title[from:at], marks[from]})
			from = at
		}
	}
	return all
}

func percent(p, threshold float64) string { return fmt.Sprintf("%.0f %%", floorShare(p, threshold)) }
