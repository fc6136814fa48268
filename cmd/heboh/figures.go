package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// figureRows are a model's figures by name, without the points of its curves.
func figureRows(i model.Info) (rows [][2]string) {
	_, rest := metrics.Recorded(i.Figures)
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		v := rest[name]
		text := fmt.Sprintf("%.4f", v)
		if name == "n" || strings.HasSuffix(name, "_n") {
			text = strconv.FormatFloat(v, 'f', -1, 64)
		}
		rows = append(rows, [2]string{name, text})
	}
	return rows
}

// curve is a model's curve as a table.
type curve struct {
	Title  string
	Header [3]string
	Rows   [][3]string
}

// recorded are the curves that a model records about itself, if any.
func recorded(i model.Info) (all []curve) {
	c, _ := metrics.Recorded(i.Figures)
	if c == nil {
		return nil
	}
	three := func(v float64) string { return fmt.Sprintf("%.3f", v) }
	reliability := curve{Title: "Reliability: share of the headlines given a probability that are sensational", Header: [3]string{"probability", "share", "headlines"}}
	for _, b := range c.Reliability {
		reliability.Rows = append(reliability.Rows, [3]string{three(b.Probability), three(b.Share), strconv.Itoa(b.N)})
	}
	recall := curve{Title: "Precision and recall: the outcome of each threshold", Header: [3]string{"threshold", "recall", "precision"}}
	for _, p := range c.PrecisionRecall {
		recall.Rows = append(recall.Rows, [3]string{three(p.Threshold), three(p.Recall), three(p.Precision)})
	}
	return slices.DeleteFunc([]curve{reliability, recall}, func(c curve) bool { return len(c.Rows) == 0 })
}

// writeCurves writes the curves as text.
func writeCurves(w io.Writer, i model.Info) {
	for _, c := range recorded(i) {
		fmt.Fprintf(w, "\n%s\n", c.Title)
		for _, r := range append([][3]string{c.Header}, c.Rows...) {
			fmt.Fprintf(w, "%11s  %9s  %9s\n", r[0], r[1], r[2])
		}
	}
}
