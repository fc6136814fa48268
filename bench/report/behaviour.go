package main

import (
	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/model"
)

// suite runs the behaviour suite on the shipped model.
func suite(*lab) (*section, error) {
	m := model.Default()
	report := behaviour.RunModel(m)
	targets := &table{Name: "targets", Columns: []string{"cases", "value"}}
	for _, c := range report.Checks {
		name := c.Lang + ", " + c.Name + ", at least " + rate(c.Target)
		if c.AtMost {
			name = c.Lang + ", " + c.Name + ", at most " + rate(c.Target)
		}
		if !c.Met {
			name += " (**missed**)"
		}
		targets.Rows = append(targets.Rows, row{name, []cell{count(c.Cases), figure(c.Value)}})
	}
	tests := &table{Name: "tests", Columns: []string{"cases", "passed", "rate", "mean movement"}}
	swapped := row{Name: "all pairs of sides", Cells: []cell{count(0), count(0)}}
	for _, r := range report.Results {
		name := r.Lang + ", " + string(r.Kind) + ": " + r.Test
		if r.Head != "" {
			name += ", " + r.Head
		}
		tests.Rows = append(tests.Rows, row{name, []cell{count(r.Cases), count(r.Passed), figure(r.Rate), figure(r.Movement)}})
		if r.Swap {
			swapped.Cells[0][0] += float64(r.Cases)
			swapped.Cells[1][0] += float64(r.Cases - r.Passed)
		}
	}
	swaps := &table{Name: "sides swapped", Columns: []string{"cases", "verdicts changed"}, Rows: []row{swapped}}
	return &section{Model: m.Info().Version, Tables: []*table{targets, swaps, tests}}, nil
}
