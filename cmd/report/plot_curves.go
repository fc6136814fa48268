package main

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/heboh/heboh/cmd/internal/record"
)

// drawPrecisionRecall draws both languages' curves and where the shipped
// threshold stands on them.
func drawPrecisionRecall(rec record.Record) ([]byte, error) {
	p := newPlot("Precision and recall on gold, out of fold", "recall", "precision")
	for _, lang := range langs {
		points := rec.Curve("gold", "precision-recall "+lang)
		shipped := rec.Curve("gold", "shipped threshold "+lang)
		if points == nil || shipped == nil {
			return nil, nil
		}
		l, err := line(xys(points, 0, 1), langColours[lang], vg.Points(1.8))
		at, err2 := dots(xys(shipped, 0, 1), langColours[lang], vg.Points(5), draw.CircleGlyph{})
		if err := errors.Join(err, err2); err != nil {
			return nil, err
		}
		p.Add(l, at)
		p.Legend.Add(langNames[lang], l)
		p.Legend.Add(fmt.Sprintf("shipped threshold: precision %s at recall %s", two(shipped[0][1]), two(shipped[0][0])), at)
	}
	unit(&p.X)
	unit(&p.Y)
	p.Legend.Left, p.Legend.XOffs, p.Legend.YOffs = true, vg.Points(10), vg.Points(8)
	return png([][]*plot.Plot{{p}}, vg.Points(480), vg.Points(400))
}

func two(v float64) string { return strings.TrimPrefix(fmt.Sprintf("%.2f", v), "0") }

// drawLearning draws the learning curves with their laws to twice the rows.
func drawLearning(rec record.Record) ([]byte, error) {
	p := newPlot("Learning curves: the same held-out headlines, fewer labelled ones to learn from", "labelled rows learnt from", "ROC-AUC")
	for _, c := range []struct {
		name  string
		style draw.GlyphStyle
	}{
		{"gold, Indonesian", draw.GlyphStyle{Color: blue, Shape: draw.CircleGlyph{}}},
		{"gold, English", draw.GlyphStyle{Color: orange, Shape: draw.BoxGlyph{}}},
		{"CLICK-ID", draw.GlyphStyle{Color: green, Shape: draw.PyramidGlyph{}}},
	} {
		points, law := rec.Curve("curve", c.name), rec.Curve("curve", "law of "+c.name)
		if points == nil || law == nil {
			return nil, nil
		}
		at := xys(points, 0, 1)
		low, high := make([]float64, len(points)), make([]float64, len(points))
		for i, q := range points {
			low[i], high[i] = q[2], q[3]
		}
		marks, err := dots(at, c.style.Color, vg.Points(3.5), c.style.Shape)
		whiskers, err2 := errorBars(at, low, high, c.style.Color)
		path, err3 := line(xys(law, 0, 1), c.style.Color, vg.Points(1.2), vg.Points(5), vg.Points(3))
		if err := errors.Join(err, err2, err3); err != nil {
			return nil, err
		}
		p.Add(path, whiskers, marks)
		p.Legend.Add(c.name, marks)
	}
	law, err := plotter.NewLine(plotter.XYs{{X: 1000, Y: .9}})
	if err != nil {
		return nil, err
	}
	law.Color, law.Width, law.Dashes = grey, vg.Points(1.2), []vg.Length{vg.Points(5), vg.Points(3)}
	p.Legend.Add("power law, to twice the rows", law)
	p.Legend.XOffs, p.Legend.YOffs = vg.Points(-6), vg.Points(8)
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, rowTicks{}
	p.X.Min, p.X.Max = p.X.Min/1.15, p.X.Max*1.15
	p.Y.Tick.Marker = rateTicks{}
	p.Y.Min, p.Y.Max = math.Floor(p.Y.Min*50)/50, math.Ceil(p.Y.Max*50)/50
	return png([][]*plot.Plot{{p}}, vg.Points(560), vg.Points(400))
}

// rateTicks marks every second hundredth.
type rateTicks struct{}

// Ticks implements plot.Ticker.
func (rateTicks) Ticks(low, high float64) (ticks []plot.Tick) {
	for i := int(math.Ceil(low * 50)); float64(i) <= high*50+1e-9; i++ {
		ticks = append(ticks, plot.Tick{Value: float64(i) / 50, Label: two(float64(i) / 50)})
	}
	return ticks
}

// rowTicks marks a log axis of counts at 1, 2 and 5 times the powers of ten.
type rowTicks struct{}

// Ticks implements plot.Ticker.
func (rowTicks) Ticks(low, high float64) (ticks []plot.Tick) {
	for power := 1.0; power <= high; power *= 10 {
		for _, m := range []float64{1, 2, 5} {
			if v := m * power; v >= low && v <= high {
				ticks = append(ticks, plot.Tick{Value: v, Label: fmt.Sprintf("%.0f", v)})
			}
		}
	}
	return ticks
}
