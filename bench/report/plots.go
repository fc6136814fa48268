package main

import (
	"bytes"
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"github.com/heboh/heboh/train/metrics"
)

// Colours that colour-blind readers can tell apart (Okabe & Ito 2008).
var colours = []color.Color{color.NRGBA{0x00, 0x72, 0xb2, 0xff}, color.NRGBA{0xd5, 0x5e, 0x00, 0xff}}

var shapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.BoxGlyph{}}

// plots are the pictures of the report, drawn from the record.
var plots = []struct {
	name string
	draw func(record) (*plot.Plot, error)
}{
	{"reliability.png", reliabilityPlot},
	{"precision-recall.png", precisionRecallPlot},
}

func newPlot(title, x, y string) *plot.Plot {
	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"}
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.Title.Padding, p.Legend.Padding = vg.Points(6), vg.Points(2)
	p.Legend.XOffs, p.Legend.YOffs = vg.Points(-6), vg.Points(8)
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{0xdc}, color.Gray{0xdc}
	p.Add(grid)
	return p
}

// unit bounds both axes to [0, 1].
func unit(p *plot.Plot) {
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 1, 0, 1
}

// add draws points (x, y, and where given low and high ends of y) as the n-th
// series, joined by a line.
func add(p *plot.Plot, n int, name string, points [][]float64) error {
	xys := make(plotter.XYs, len(points))
	ends := make(plotter.YErrors, len(points))
	for i, q := range points {
		xys[i] = plotter.XY{X: q[0], Y: q[1]}
		if len(q) == 4 {
			ends[i].Low, ends[i].High = q[1]-q[2], q[3]-q[1]
		}
	}
	line, dots, err := plotter.NewLinePoints(xys)
	if err != nil {
		return err
	}
	line.Color, line.Width = colours[n], vg.Points(1.5)
	dots.GlyphStyle = draw.GlyphStyle{Color: colours[n], Radius: vg.Points(3.5), Shape: shapes[n]}
	p.Add(line)
	if len(points[0]) < 4 && len(points) > 1 {
		p.Legend.Add(name, line)
		return nil
	}
	p.Add(dots)
	p.Legend.Add(name, dots)
	if len(points[0]) == 4 {
		whiskers, err := plotter.NewYErrorBars(struct {
			plotter.XYs
			plotter.YErrors
		}{xys, ends})
		if err != nil {
			return err
		}
		whiskers.Color = colours[n]
		p.Add(whiskers)
	}
	return nil
}

// reliabilityPlot shows the share that was sensational against the probability,
// with Wilson intervals.
func reliabilityPlot(rec record) (*plot.Plot, error) {
	p := newPlot("Reliability on gold, out of fold", "probability", "share sensational")
	diagonal, err := plotter.NewLine(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}})
	if err != nil {
		return nil, err
	}
	diagonal.Dashes = []vg.Length{vg.Points(4), vg.Points(3)}
	p.Add(diagonal)
	for n, lang := range langs {
		var points [][]float64
		for _, b := range rec.curve("gold", "reliability "+lang) {
			low, high := metrics.Wilson(b[1], b[2], metrics.Z95)
			points = append(points, []float64{b[0], b[1], low, high})
		}
		if points == nil {
			return nil, nil
		}
		if err := add(p, n, langNames[lang], points); err != nil {
			return nil, err
		}
	}
	unit(p)
	return p, nil
}

// precisionRecallPlot shows both languages and where the shipped threshold is.
func precisionRecallPlot(rec record) (*plot.Plot, error) {
	p := newPlot("Precision and recall on gold, out of fold", "recall", "precision")
	for n, lang := range langs {
		points, shipped := rec.curve("gold", "precision-recall "+lang), rec.curve("gold", "shipped threshold "+lang)
		if points == nil || shipped == nil {
			return nil, nil
		}
		if err := add(p, n, langNames[lang], points); err != nil {
			return nil, err
		}
		if err := add(p, n, fmt.Sprintf("shipped threshold: precision %.2f at recall %.2f", shipped[0][1], shipped[0][0]), shipped); err != nil {
			return nil, err
		}
	}
	unit(p)
	p.Legend.Left, p.Legend.XOffs = true, vg.Points(10)
	return p, nil
}

// png draws a plot as a picture.
func png(p *plot.Plot) ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Points(560), vg.Points(400)), vgimg.UseDPI(144))
	p.Draw(draw.Crop(draw.New(canvas), vg.Points(6), vg.Points(-14), vg.Points(6), vg.Points(-8)))
	var b bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(&b)
	return b.Bytes(), err
}
