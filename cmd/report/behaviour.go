package main

import (
	"fmt"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/model"
)

// behaves runs the behavioural suite on the shipped model.
func behaves(*lab) (*record.Section, error) {
	m := model.Default()
	r := behaviour.Run(m)
	return &record.Section{Model: m.Info().Version, Tables: []*record.Table{targets(r), swaps(r)}}, nil
}

func targets(r behaviour.Report) *record.Table {
	t := &record.Table{Name: "targets", Columns: []string{"cases", "value", "wanted", "met"}}
	for _, c := range r.Checks {
		sign, met := "≥", "yes"
		if c.AtMost {
			sign = "≤"
		}
		if !c.Met {
			met = "**no**"
		}
		t.Rows = append(t.Rows, record.Row{Name: c.Lang + ", " + c.Name, Cells: []record.Cell{
			record.Count(c.Cases), record.Value(c.Value),
			record.Text(fmt.Sprintf("%s %.4g", sign, c.Target)), record.Text(met),
		}})
	}
	return t
}

// swaps counts, pair by pair, the verdicts that turned when two sides changed
// places.
func swaps(r behaviour.Report) *record.Table {
	t := &record.Table{Name: "sides swapped", Columns: []string{"cases", "flips", "movement"}}
	add := func(name string, x behaviour.Result) {
		t.Rows = append(t.Rows, record.Row{Name: name, Cells: []record.Cell{
			record.Count(x.Cases), record.Count(x.Cases - x.Passed), record.Value(x.Movement),
		}})
	}
	var cases, flips int
	for _, x := range r.Results {
		if !x.Swap {
			continue
		}
		cases, flips = cases+x.Cases, flips+x.Cases-x.Passed
		for _, part := range x.Parts {
			add(x.Lang+", "+x.Test+": "+part.Test, part)
		}
	}
	t.Rows = append(t.Rows, record.Row{Name: "all", Cells: []record.Cell{record.Count(cases), record.Count(flips), {}}})
	return t
}
