package main

import (
	"fmt"
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
	title  string
	header [3]string
	rows   [][3]string
}

// recorded are the curves that a model records about itself, if any.
func recorded(i model.Info) []curve {
	c, _ := metrics.Recorded(i.Figures)
	if c == nil {
		return nil
	}
	reliability := curve{title: "Reliability: share of the headlines given a probability that are sensational", header: [3]string{"probability", "share", "headlines"}}
	for _, b := range c.Reliability {
		reliability.rows = append(reliability.rows, [3]string{fmt.Sprintf("%.3f", b.Probability), fmt.Sprintf("%.3f", b.Share), strconv.Itoa(b.N)})
	}
	recall := curve{title: "Precision and recall: the outcome of each threshold", header: [3]string{"threshold", "recall", "precision"}}
	for _, p := range c.PrecisionRecall {
		recall.rows = append(recall.rows, [3]string{fmt.Sprintf("%.3f", p.Threshold), fmt.Sprintf("%.3f", p.Recall), fmt.Sprintf("%.3f", p.Precision)})
	}
	return slices.DeleteFunc([]curve{reliability, recall}, func(c curve) bool { return len(c.rows) == 0 })
}

func curvesText(i model.Info) string {
	var b strings.Builder
	for _, c := range recorded(i) {
		fmt.Fprintf(&b, "\n%s\n", c.title)
		for _, r := range append([][3]string{c.header}, c.rows...) {
			fmt.Fprintf(&b, "%11s  %9s  %9s\n", r[0], r[1], r[2])
		}
	}
	return b.String()
}

func curvesMarkdown(i model.Info) string {
	var b strings.Builder
	for _, c := range recorded(i) {
		fmt.Fprintf(&b, "\n%s.\n\n| %s |\n|---:|---:|---:|\n", c.title, strings.Join(c.header[:], " | "))
		for _, r := range c.rows {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(r[:], " | "))
		}
	}
	return b.String()
}
