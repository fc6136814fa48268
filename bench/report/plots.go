package main

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"github.com/heboh/heboh/train/metrics"
)

// Colours that colour-blind readers can tell apart (Okabe & Ito 2008).
var colours = []color.Color{color.NRGBA{0x00, 0x72, 0xb2, 0xff}, color.NRGBA{0xd5, 0x5e, 0x00, 0xff}}

// plots are the pictures of the report, drawn from the record.
var plots = []struct {
	name string
	draw func(record) (*plot.Plot, error)
}{
	{"reliability.png", reliabilityPlot},
	{"precision-recall.png", precisionRecallPlot},
}

// newPlot is an empty plot of the unit square.
func newPlot(title, x, y string) *plot.Plot {
	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Sans"}
	plotutil.DefaultColors, plotutil.DefaultDashes = colours, plotutil.DefaultDashes[:1]
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 1, 0, 1
	p.Title.Padding, p.Legend.Padding = vg.Points(6), vg.Points(2)
	p.Legend.XOffs, p.Legend.YOffs = vg.Points(-6), vg.Points(8)
	grid := plotter.NewGrid()
	grid.Vertical.Color, grid.Horizontal.Color = color.Gray{0xdc}, color.Gray{0xdc}
	p.Add(grid)
	return p
}

// whiskers are points with the distances to both ends of their intervals.
type whiskers struct {
	plotter.XYs
	plotter.YErrors
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
	var points []any
	var intervals []interface {
		plotter.XYer
		plotter.YErrorer
	}
	for _, lang := range langs {
		var w whiskers
		for _, b := range rec.curve("gold", "reliability "+lang) {
			low, high := metrics.Wilson(b[1], b[2], metrics.Z95)
			w.XYs = append(w.XYs, plotter.XY{X: b[0], Y: b[1]})
			w.YErrors = append(w.YErrors, struct{ Low, High float64 }{b[1] - low, high - b[1]})
		}
		if w.XYs == nil {
			return nil, nil
		}
		points, intervals = append(points, langNames[lang], w.XYs), append(intervals, w)
	}
	return p, errors.Join(plotutil.AddLinePoints(p, points...), plotutil.AddYErrorBars(p, intervals...))
}

// precisionRecallPlot shows both languages and where the shipped threshold is.
func precisionRecallPlot(rec record) (*plot.Plot, error) {
	p := newPlot("Precision and recall on gold, out of fold", "recall", "precision")
	p.Legend.Left, p.Legend.XOffs = true, vg.Points(10)
	var lines, shipped []any
	for _, lang := range langs {
		var curve plotter.XYs
		for _, q := range rec.curve("gold", "precision-recall "+lang) {
			curve = append(curve, plotter.XY{X: q[0], Y: q[1]})
		}
		at := rec.curve("gold", "shipped threshold "+lang)
		if curve == nil || at == nil {
			return nil, nil
		}
		recall, precision := at[0][0], at[0][1]
		lines = append(lines, langNames[lang], curve)
		shipped = append(shipped, fmt.Sprintf("shipped threshold: precision %.2f at recall %.2f", precision, recall), plotter.XYs{{X: recall, Y: precision}})
	}
	return p, errors.Join(plotutil.AddLines(p, lines...), plotutil.AddScatters(p, shipped...))
}

// png draws a plot as a picture.
func png(p *plot.Plot) ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Points(560), vg.Points(400)), vgimg.UseDPI(144))
	p.Draw(draw.Crop(draw.New(canvas), vg.Points(6), vg.Points(-14), vg.Points(6), vg.Points(-8)))
	var b bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(&b)
	return b.Bytes(), err
}
