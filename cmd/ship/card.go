package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"strings"
	"text/template"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

//go:embed card.md.tmpl
var cardText string

// cardData is what the card's template sees.
type cardData struct {
	Info      model.Info
	Bytes     int
	Threshold string
	Rows      []row // of gold, out of fold
	Devices   []row
	ClickID   []row
	Behaviour string
}

// row is a line of a table of figures.
type row struct {
	Name    string
	M       train.Metrics
	Between func(metric string) string // 95 % interval
}

// Figure formats a metric.
func (row) Figure(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.3f", v), "0")
}

func writeCard(s *recipe.Sets, shipped, clickID *train.Result, size int) ([]byte, error) {
	var b bytes.Buffer
	if err := behaviour.Run(shipped.Model).WriteText(&b); err != nil {
		return nil, err
	}
	d := cardData{
		Info: shipped.Model.Info(), Bytes: size,
		Threshold: fmt.Sprintf("%.3f", shipped.Model.Threshold()),
		Rows:      goldRows(s, shipped),
		ClickID:   clickIDRows(clickID),
		Behaviour: strings.TrimSpace(b.String()),
	}
	for i, m := range shipped.Devices {
		d.Devices = append(d.Devices, row{Name: model.DeviceNames[i], M: m})
	}
	t, err := template.New("card").Parse(cardText)
	if err != nil {
		return nil, err
	}
	b.Reset()
	err = t.Execute(&b, d)
	return b.Bytes(), err
}

// measure computes a row over the examples that pick chooses.
func measure(name string, res *train.Result, threshold float64, pick func(i int, e datasets.Example) bool) row {
	var p []float64
	var labels []int
	for i, e := range res.Examples {
		if pick(i, e) {
			p = append(p, res.OutOfFold.Probabilities[i])
			labels = append(labels, e.Label)
		}
	}
	intervals := train.Intervals(p, labels, threshold, 1000, recipe.Seed)
	return row{name, train.Measure(p, labels, threshold), func(metric string) string {
		i, ok := intervals[metric]
		if !ok {
			return ""
		}
		return row{}.Figure(i[0]) + "–" + row{}.Figure(i[1])
	}}
}

func goldRows(s *recipe.Sets, res *train.Result) []row {
	t := res.Model.Threshold()
	stratum := make(map[string]string, len(s.Gold))
	for i, e := range s.Gold {
		stratum[e.Text] = s.Strata[i]
	}
	rows := []row{
		measure("Indonesian", res, t, func(_ int, e datasets.Example) bool { return e.Lang == "id" }),
		measure("English", res, t, func(_ int, e datasets.Example) bool { return e.Lang == "en" }),
	}
	for _, lang := range []string{"id", "en"} {
		for _, st := range []string{"random", "cue", "likely", "middle"} {
			rows = append(rows, measure(lang+", stratum "+st, res, t, func(_ int, e datasets.Example) bool { return e.Lang == lang && stratum[e.Text] == st }))
		}
	}
	return rows
}

func clickIDRows(res *train.Result) []row {
	t := res.Model.Threshold()
	f1, _ := train.ParseRule("f1")
	labels := make([]int, len(res.Examples))
	for i, e := range res.Examples {
		labels[i] = e.Label
	}
	return []row{
		measure("all rows", res, t, func(int, datasets.Example) bool { return true }),
		measure("all rows, threshold by the rule f1", res, f1.Choose(res.OutOfFold.Probabilities, labels), func(int, datasets.Example) bool { return true }),
		measure("unanimous rows", res, t, func(_ int, e datasets.Example) bool { return e.Votes == 0 || e.Votes == e.Annotators }),
	}
}
