// Package chart draws shares with their intervals, a row per group and a panel per
// verdict, as SVG and as PNG.
package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strings"
	"text/template"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Row is a group: a name and a mark in each panel.
type Row struct {
	Name  string
	Marks []Mark // one per panel
}

// Mark is a share with its interval, and the share that people found if they
// labelled the headlines.
type Mark struct {
	Share, Low, High float64
	Observed         float64 // NaN for none
}

// Chart is a chart to draw.
type Chart struct {
	Panels []string // titles
	Rows   []Row
	Note   string // below
}

// anchor says which end of a text is at its point.
type anchor int

const (
	left anchor = iota
	middle
	right
)

// shape is a filled rectangle, a disc around (x, y) with the diameter w, or a
// text whose line stands on y.
type shape struct {
	kind       string // rect, disc or text
	x, y, w, h float64
	text       string
	anchor     anchor
	colour     color.NRGBA
	title      bool
}

// Colours that colour-blind readers can tell apart (Okabe & Ito 2008).
var (
	panelColours = []color.NRGBA{{0x00, 0x72, 0xb2, 0xff}, {0xd5, 0x5e, 0x00, 0xff}}
	ink          = color.NRGBA{0x1b, 0x1d, 0x21, 0xff}
	soft         = color.NRGBA{0x56, 0x5b, 0x63, 0xff}
	grid         = color.NRGBA{0xdc, 0xdc, 0xdc, 0xff}
	paper        = color.NRGBA{0xff, 0xff, 0xff, 0xff}
)

// Measures in CSS pixels.
const (
	names     = 190. // room for the names of the groups
	panel     = 270.
	gap       = 50.
	top       = 54.
	rowHeight = 20.
	bottom    = 46.
	nameRunes = 26
)

func (c *Chart) size() (w, h float64) {
	return names + float64(len(c.Panels))*(panel+gap) + gap/2, top + float64(len(c.Rows))*rowHeight + bottom
}

func (c *Chart) shapes() []shape {
	w, h := c.size()
	all := []shape{{kind: "rect", w: w, h: h, colour: paper}}
	for i := range c.Panels {
		all = c.panel(all, i)
	}
	for i, r := range c.Rows {
		all = append(all, shape{kind: "text", x: names - 12, y: rowMiddle(i) + 4, text: clip(r.Name), anchor: right, colour: ink})
	}
	return append(all, shape{kind: "text", x: names, y: h - 8, text: c.Note, colour: soft})
}

func (c *Chart) panel(all []shape, i int) []shape {
	x0, foot := names+float64(i)*(panel+gap), top+float64(len(c.Rows))*rowHeight
	most, step := c.axis(i)
	at := func(share float64) float64 { return x0 + panel*share/most }
	all = append(all, shape{kind: "text", x: x0, y: 22, text: c.Panels[i], colour: ink, title: true})
	for k := 0; float64(k)*step <= most+1e-9; k++ {
		v := float64(k) * step
		all = append(all,
			shape{kind: "rect", x: at(v) - .5, y: top - 8, w: 1, h: foot - top + 12, colour: grid},
			shape{kind: "text", x: at(v), y: foot + 20, text: strings.TrimSuffix(fmt.Sprintf("%.1f", 100*v), ".0") + " %", anchor: middle, colour: soft})
	}
	for row, r := range c.Rows {
		m, y, colour := r.Marks[i], rowMiddle(row), panelColours[i%len(panelColours)]
		all = append(all, shape{kind: "rect", x: at(m.Low), y: y - 1, w: max(1, at(m.High)-at(m.Low)), h: 2, colour: colour})
		if !math.IsNaN(m.Observed) {
			all = append(all, shape{kind: "rect", x: at(min(m.Observed, most)) - 1, y: y - 7, w: 2, h: 14, colour: ink})
		}
		all = append(all, shape{kind: "disc", x: at(m.Share), y: y, w: 8, colour: colour})
	}
	return all
}

func rowMiddle(row int) float64 { return top + (float64(row)+.5)*rowHeight }

// axis returns the end of a panel's axis and the distance of its grid lines.
func (c *Chart) axis(panel int) (most, step float64) {
	for _, r := range c.Rows {
		m := r.Marks[panel]
		most = max(most, m.High, m.Share)
		if !math.IsNaN(m.Observed) {
			most = max(most, m.Observed)
		}
	}
	for _, step = range []float64{.005, .01, .02, .05, .1, .2} {
		if most <= 5*step {
			break
		}
	}
	return min(1, max(1, math.Ceil(most/step-1e-9))*step), step
}

func clip(s string) string {
	if utf8.RuneCountInString(s) <= nameRunes {
		return s
	}
	return string([]rune(s)[:nameRunes-1]) + "…"
}

// SVG draws the chart as an element of HTML, or as a file of its own.
func (c *Chart) SVG() []byte {
	w, h := c.size()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img" aria-label="%s" font-family="system-ui, 'Noto Sans', sans-serif" font-size="13">`,
		w, h, w, h, template.HTMLEscapeString(strings.Join(c.Panels, ", ")))
	for _, s := range c.shapes() {
		s.svg(&b)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (s *shape) svg(b *bytes.Buffer) {
	fill := fmt.Sprintf("#%02x%02x%02x", s.colour.R, s.colour.G, s.colour.B)
	switch s.kind {
	case "rect":
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, s.x, s.y, s.w, s.h, fill)
	case "disc":
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="%s"/>`, s.x, s.y, s.w/2, fill)
	case "text":
		weight := ""
		if s.title {
			weight = ` font-weight="600" font-size="15"`
		}
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>`,
			s.x, s.y, [...]string{"start", "middle", "end"}[s.anchor], fill, weight, template.HTMLEscapeString(s.text))
	}
}

// density is the number of image pixels per CSS pixel.
const density = 2

func (c *Chart) PNG(w io.Writer) error {
	width, height := c.size()
	p := picture{img: image.NewNRGBA(image.Rect(0, 0, int(density*width), int(density*height)))}
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return err
	}
	for i, size := range []float64{13, 15} {
		if p.faces[i], err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: density * size, DPI: 72}); err != nil {
			return err
		}
	}
	for _, s := range c.shapes() {
		switch s.kind {
		case "rect":
			p.rect(s)
		case "disc":
			p.disc(s)
		case "text":
			p.text(s)
		}
	}
	return png.Encode(w, p.img)
}

type picture struct {
	img   *image.NRGBA
	faces [2]font.Face // for text, for titles
}

func (p *picture) rect(s shape) {
	at := func(v float64) int { return int(math.Round(density * v)) }
	r := image.Rect(at(s.x), at(s.y), max(at(s.x+s.w), at(s.x)+1), max(at(s.y+s.h), at(s.y)+1))
	draw.Draw(p.img, r, image.NewUniform(s.colour), image.Point{}, draw.Src)
}

// disc covers each pixel by how much of it lies within the radius.
func (p *picture) disc(s shape) {
	x, y, r := density*s.x, density*s.y, density*s.w/2
	for py := int(y - r - 1); py <= int(y+r+1); py++ {
		for px := int(x - r - 1); px <= int(x+r+1); px++ {
			inside := r + .5 - math.Hypot(float64(px)+.5-x, float64(py)+.5-y)
			mask := image.NewUniform(color.Alpha{uint8(255 * min(max(inside, 0), 1))})
			draw.DrawMask(p.img, image.Rect(px, py, px+1, py+1), image.NewUniform(s.colour), image.Point{}, mask, image.Point{}, draw.Over)
		}
	}
}

func (p *picture) text(s shape) {
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(s.colour), Face: p.faces[0]}
	if s.title {
		d.Face = p.faces[1]
	}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(64 * density * s.x), Y: fixed.Int26_6(64 * density * s.y)}
	d.Dot.X -= d.MeasureString(s.text) * fixed.Int26_6(s.anchor) / 2
	d.DrawString(s.text)
}
