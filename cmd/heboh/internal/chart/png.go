package chart

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

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
