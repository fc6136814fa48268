package main

import (
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
)

// TestFigures: the points of a model's curves are not among its figures.
func TestFigures(t *testing.T) {
	i := model.Info{Figures: map[string]float64{"n": 1000, "f1": .75,
		"reliability_00_probability": .05, "reliability_00_share": .04, "reliability_00_n": 1000,
		"pr_00_threshold": .2, "pr_00_recall": 1, "pr_00_precision": .3}}
	if got := figureRows(i); len(got) != 2 || got[0] != [2]string{"f1", "0.7500"} || got[1] != [2]string{"n", "1000"} {
		t.Errorf("figures: %q", got)
	}
	var card strings.Builder
	if err := cardTemplate.Execute(&card, modelFacts{Info: i}); err != nil {
		t.Fatal(err)
	}
	if text := card.String(); !strings.Contains(text, "\n| f1 | 0.7500 |\n| n | 1000 |\n\n## Limits\n") {
		t.Errorf("card:\n%s", text)
	}
}
