package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"github.com/heboh/heboh/train/active"
)

// writeActive writes the curves, a line a number of labels, and what the
// strategies save beside the first.
func writeActive(out io.Writer, r *active.Report) error {
	trials := len(r.Curves[0].Trials)
	fmt.Fprintf(out, "mean of %d trials ± standard deviation between them\n", trials)
	if err := writeCurves(out, r, "F1", func(p active.Point) (float64, float64) { return p.F1, p.F1Spread }); err != nil {
		return err
	}
	if err := writeCurves(out, r, "average precision", func(p active.Point) (float64, float64) { return p.Precision, p.PrecisionSpread }); err != nil {
		return err
	}
	return writeNeeded(out, r)
}

func writeCurves(out io.Writer, r *active.Report, figure string, of func(active.Point) (mean, spread float64)) error {
	fmt.Fprintf(out, "\n%s\n", figure)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "labels")
	points := make([][]active.Point, len(r.Curves))
	for i := range r.Curves {
		fmt.Fprintf(w, "\t%s", r.Curves[i].Strategy)
		points[i] = r.Points(&r.Curves[i])
	}
	fmt.Fprintln(w)
	for k, n := range r.Labels {
		fmt.Fprint(w, n)
		for i := range points {
			mean, spread := of(points[i][k])
			fmt.Fprintf(w, "\t%.3f ±%.3f", mean, spread)
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

// writeNeeded says how many labels each strategy wants to be as good as the
// first is with half its labels, and with all.
func writeNeeded(out io.Writer, r *active.Report) error {
	first := &r.Curves[0]
	points := r.Points(first)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\nlabels needed\tfor")
	for i := range r.Curves {
		fmt.Fprintf(w, "\t%s", r.Curves[i].Strategy)
	}
	fmt.Fprintln(w)
	for _, f := range []struct {
		name  string
		point func(active.Point) float64
		score func(active.Scores) float64
	}{
		{"F1", func(p active.Point) float64 { return p.F1 }, func(s active.Scores) float64 { return s.F1 }},
		{"average precision", func(p active.Point) float64 { return p.Precision }, func(s active.Scores) float64 { return s.AveragePrecision }},
	} {
		for _, k := range []int{(len(points) - 1) / 2, len(points) - 1} {
			goal := f.point(points[k])
			fmt.Fprintf(w, "%s\t%.3f", f.name, goal)
			for i := range r.Curves {
				fmt.Fprintf(w, "\t%s", whole(r.Needed(&r.Curves[i], f.score, goal)))
			}
			fmt.Fprintln(w)
		}
	}
	return w.Flush()
}

// whole writes a number of labels; a goal never reached is a dash.
func whole(n float64) string {
	if math.IsNaN(n) {
		return "-"
	}
	return fmt.Sprintf("%.0f", math.Ceil(n))
}
