package main

import (
	"errors"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/heboh/heboh/cmd/internal/record"
)

var langColours = map[string]color.Color{"id": blue, "en": orange}

// drawReliability sets the share that was sensational against the probability
// given, a language a column, the rows of each bin below.
func drawReliability(rec record.Record) ([]byte, error) {
	top, bottom := []*plot.Plot{}, []*plot.Plot{}
	for _, lang := range langs {
		points := rec.Curve("gold", "reliability "+lang)
		if points == nil {
			return nil, nil
		}
		a, err := calibrationPlot(lang, points)
		b, err2 := countPlot(lang, points)
		if err := errors.Join(err, err2); err != nil {
			return nil, err
		}
		top, bottom = append(top, a), append(bottom, b)
	}
	return png([][]*plot.Plot{top, bottom}, vg.Points(640), vg.Points(480))
}

func calibrationPlot(lang string, points [][]float64) (*plot.Plot, error) {
	p := newPlot(langNames[lang], "", "share sensational")
	diagonal, err := line(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}}, grey, vg.Points(1), vg.Points(4), vg.Points(3))
	if err != nil {
		return nil, err
	}
	at := xys(points, 0, 1)
	low, high := make([]float64, len(points)), make([]float64, len(points))
	for i, q := range points {
		low[i], high[i] = wilson(q[1], q[2])
	}
	colour := langColours[lang]
	path, err := line(at, colour, vg.Points(1.5))
	if err != nil {
		return nil, err
	}
	marks, err := dots(at, colour, vg.Points(3.5), draw.CircleGlyph{})
	if err != nil {
		return nil, err
	}
	whiskers, err := errorBars(at, low, high, colour)
	if err != nil {
		return nil, err
	}
	p.Add(diagonal, path, whiskers, marks)
	unit(&p.X)
	unit(&p.Y)
	return p, nil
}

// wilson is the 95 % interval of a share seen in n rows (Wilson 1927).
func wilson(share, n float64) (low, high float64) {
	const z = 1.959964
	middle := (share + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	return max(0, middle-half), min(1, middle+half)
}

// countPlot draws how many rows fell into each bin, on a log scale: most
// headlines are plain.
func countPlot(lang string, points [][]float64) (*plot.Plot, error) {
	p := newPlot("", "probability", "headlines in bin")
	labels := plotter.XYLabels{}
	most := 1.0
	for _, q := range points {
		b := math.Min(math.Floor(q[0]*bins), bins-1)
		left, right := b/bins+.01, (b+1)/bins-.01
		bar, err := plotter.NewPolygon(plotter.XYs{{X: left, Y: 1}, {X: right, Y: 1}, {X: right, Y: q[2]}, {X: left, Y: q[2]}})
		if err != nil {
			return nil, err
		}
		bar.Color, bar.LineStyle.Width = langColours[lang], 0
		p.Add(bar)
		labels.XYs = append(labels.XYs, plotter.XY{X: (left + right) / 2, Y: q[2]})
		labels.Labels = append(labels.Labels, fmt.Sprintf("%.0f", q[2]))
		most = max(most, q[2])
	}
	text, err := plotter.NewLabels(labels)
	if err != nil {
		return nil, err
	}
	for i := range text.TextStyle {
		text.TextStyle[i].XAlign = draw.XCenter
		text.TextStyle[i].Font = font.From(plot.DefaultFont, vg.Points(9))
	}
	text.Offset.Y = vg.Points(2)
	p.Add(text)
	unit(&p.X)
	p.Y.Min, p.Y.Max = 1, most*4
	p.Y.Scale = plot.LogScale{}
	p.Y.Tick.Marker = plot.ConstantTicks([]plot.Tick{{Value: 1, Label: "1"}, {Value: 10, Label: "10"}, {Value: 100, Label: "100"}, {Value: 1000, Label: "1000"}, {Value: 10000, Label: "10000"}})
	return p, nil
}
