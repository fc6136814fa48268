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

// canvas is what a chart is drawn on, in CSS pixels.
type canvas interface {
	rect(x, y, w, h float64, fill color.NRGBA)
	// text stands on y; a title is larger.
	text(x, y float64, s string, at anchor, fill color.NRGBA, title bool)
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

func (c *Chart) draw(on canvas) {
	w, h := c.size()
	on.rect(0, 0, w, h, paper)
	for i := range c.Panels {
		c.panel(on, i)
	}
	for i, r := range c.Rows {
		on.text(names-12, rowMiddle(i)+4, clip(r.Name), right, ink, false)
	}
	on.text(names, h-8, c.Note, left, soft, false)
}

func (c *Chart) panel(on canvas, i int) {
	x0, foot := names+float64(i)*(panel+gap), top+float64(len(c.Rows))*rowHeight
	most, step := c.axis(i)
	at := func(share float64) float64 { return x0 + panel*share/most }
	on.text(x0, 22, c.Panels[i], left, ink, true)
	for k := 0; float64(k)*step <= most+1e-9; k++ {
		v := float64(k) * step
		on.rect(at(v)-.5, top-8, 1, foot-top+12, grid)
		on.text(at(v), foot+20, strings.TrimSuffix(fmt.Sprintf("%.1f", 100*v), ".0")+" %", middle, soft, false)
	}
	for row, r := range c.Rows {
		m, y, colour := r.Marks[i], rowMiddle(row), panelColours[i%len(panelColours)]
		on.rect(at(m.Low), y-1, max(1, at(m.High)-at(m.Low)), 2, colour)
		if !math.IsNaN(m.Observed) {
			on.rect(at(min(m.Observed, most))-1, y-7, 2, 14, ink)
		}
		on.rect(at(m.Share)-4, y-4, 8, 8, colour)
	}
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
	var b svg
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img" aria-label="%s" font-family="system-ui, 'Noto Sans', sans-serif" font-size="13">`,
		w, h, w, h, template.HTMLEscapeString(strings.Join(c.Panels, ", ")))
	c.draw(&b)
	b.WriteString("</svg>\n")
	return b.Bytes()
}

type svg struct{ bytes.Buffer }

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (b *svg) rect(x, y, w, h float64, fill color.NRGBA) {
	fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, x, y, w, h, hex(fill))
}

func (b *svg) text(x, y float64, s string, at anchor, fill color.NRGBA, title bool) {
	weight := ""
	if title {
		weight = ` font-weight="600" font-size="15"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>`,
		x, y, [...]string{"start", "middle", "end"}[at], hex(fill), weight, template.HTMLEscapeString(s))
}

// density is the number of image pixels per CSS pixel.
const density = 2

// PNG draws the chart as a picture.
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
	c.draw(&p)
	return png.Encode(w, p.img)
}

type picture struct {
	img   *image.NRGBA
	faces [2]font.Face // for text, for titles
}

func (p *picture) rect(x, y, w, h float64, fill color.NRGBA) {
	at := func(v float64) int { return int(math.Round(density * v)) }
	r := image.Rect(at(x), at(y), max(at(x+w), at(x)+1), max(at(y+h), at(y)+1))
	draw.Draw(p.img, r, image.NewUniform(fill), image.Point{}, draw.Src)
}

func (p *picture) text(x, y float64, s string, at anchor, fill color.NRGBA, title bool) {
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(fill), Face: p.faces[0]}
	if title {
		d.Face = p.faces[1]
	}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(64 * density * x), Y: fixed.Int26_6(64 * density * y)}
	d.Dot.X -= d.MeasureString(s) * fixed.Int26_6(at) / 2
	d.DrawString(s)
}
