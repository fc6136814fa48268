package main

import (
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
)

func TestCurvesStandApart(t *testing.T) {
	i := model.Info{Figures: map[string]float64{"n": 1000, "f1": .75,
		"reliability_00_probability": .05, "reliability_00_share": .04, "reliability_00_n": 1000,
		"pr_00_threshold": .2, "pr_00_recall": 1, "pr_00_precision": .3}}
	if got := figureRows(i); len(got) != 2 || got[0] != [2]string{"f1", "0.7500"} || got[1] != [2]string{"n", "1000"} {
		t.Errorf("figures: %q", got)
	}
	curves := func(i model.Info) string {
		var b strings.Builder
		writeCurves(&b, i)
		return b.String()
	}
	if text := curves(i); !strings.Contains(text, "\n      0.050      0.040       1000\n") || strings.Count(text, "\n") != 8 {
		t.Errorf("text:\n%s", text)
	}
	card := func(i model.Info) string {
		var b strings.Builder
		if err := cardTemplate.Execute(&b, cardFacts{modelFacts: modelFacts{Info: i}}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if md := card(i); !strings.Contains(md, "\n| 0.200 | 1.000 | 0.300 |\n") {
		t.Errorf("Markdown:\n%s", md)
	}
	if none := (model.Info{Figures: map[string]float64{"f1": .75}}); curves(none) != "" || strings.Contains(card(none), "|---:|") {
		t.Error("a model without curves has some")
	}
}
