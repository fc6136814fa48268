package main

import (
	"bytes"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"github.com/heboh/heboh/cmd/internal/record"
)

// plots are the pictures of the report; draw returns nil where the record lacks
// the figures.
var plots = []struct {
	name string
	draw func(record.Record) ([]byte, error)
}{
	{"reliability.png", drawReliability},
	{"precision-recall.png", drawPrecisionRecall},
	{"learning-curve.png", drawLearning},
}

// Colours that colour-blind readers can tell apart (Okabe & Ito 2008).
var (
	blue   = color.NRGBA{0x00, 0x72, 0xb2, 0xff}
	orange = color.NRGBA{0xd5, 0x5e, 0x00, 0xff}
	green  = color.NRGBA{0x00, 0x9e, 0x73, 0xff}
	grey   = color.NRGBA{0x88, 0x88, 0x88, 0xff}
)

const dpi = 144

func init() {
	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"}
}

// newPlot is an empty plot with a faint grid.
func newPlot(title, x, y string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.Title.TextStyle.Font.Size = vg.Points(12)
	p.Title.Padding = vg.Points(6)
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Label.TextStyle.Font.Size = vg.Points(11)
		a.Tick.Label.Font.Size = vg.Points(10)
		a.Padding = 0
	}
	p.Legend.TextStyle.Font.Size = vg.Points(10)
	p.Legend.Padding = vg.Points(2)
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{0xdc}, color.Gray{0xdc}
	p.Add(grid)
	return p
}

// unit bounds an axis to [0, 1].
func unit(a *plot.Axis) {
	a.Min, a.Max = 0, 1
	a.Tick.Marker = plot.ConstantTicks([]plot.Tick{
		{Value: 0, Label: "0"}, {Value: .2, Label: ".2"}, {Value: .4, Label: ".4"}, {Value: .6, Label: ".6"}, {Value: .8, Label: ".8"}, {Value: 1, Label: "1"},
	})
}

// xys takes two numbers of every point.
func xys(points [][]float64, x, y int) plotter.XYs {
	out := make(plotter.XYs, len(points))
	for i, p := range points {
		out[i].X, out[i].Y = p[x], p[y]
	}
	return out
}

func line(points plotter.XYs, c color.Color, width vg.Length, dashes ...vg.Length) (*plotter.Line, error) {
	l, err := plotter.NewLine(points)
	if err != nil {
		return nil, err
	}
	l.Color, l.Width, l.Dashes = c, width, dashes
	return l, nil
}

func dots(points plotter.XYs, c color.Color, size vg.Length, shape draw.GlyphDrawer) (*plotter.Scatter, error) {
	s, err := plotter.NewScatter(points)
	if err != nil {
		return nil, err
	}
	s.GlyphStyle = draw.GlyphStyle{Color: c, Radius: size, Shape: shape}
	return s, nil
}

// bars are vertical intervals.
type bars struct {
	plotter.XYs
	plotter.YErrors
}

// errorBars draws lows and highs, given as absolute values, around the points.
func errorBars(points plotter.XYs, low, high []float64, c color.Color) (*plotter.YErrorBars, error) {
	b := bars{XYs: points, YErrors: make(plotter.YErrors, len(points))}
	for i := range points {
		b.YErrors[i].Low, b.YErrors[i].High = points[i].Y-low[i], high[i]-points[i].Y
	}
	e, err := plotter.NewYErrorBars(b)
	if err != nil {
		return nil, err
	}
	e.Color, e.Width, e.CapWidth = c, vg.Points(1), vg.Points(5)
	return e, nil
}

// png draws rows of plots, aligned, as a picture of that size.
func png(plots [][]*plot.Plot, width, height vg.Length) ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(dpi))
	tiles := draw.Tiles{
		Rows: len(plots), Cols: len(plots[0]),
		PadTop: vg.Points(8), PadBottom: vg.Points(6), PadLeft: vg.Points(6), PadRight: vg.Points(14),
		PadX: vg.Points(16), PadY: vg.Points(10),
	}
	areas := plot.Align(plots, tiles, draw.New(canvas))
	for i, row := range plots {
		for k, p := range row {
			p.Draw(areas[i][k])
		}
	}
	var b bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(&b)
	return b.Bytes(), err
}
