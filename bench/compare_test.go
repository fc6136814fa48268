package main

import (
	"strings"
	"testing"
	"time"

	"github.com/heboh/heboh/bench/internal/measure"
)

func TestTables(t *testing.T) {
	run := func(ms int) measure.Runs {
		d := time.Duration(ms) * time.Millisecond
		return measure.Runs{{Wall: d, CPU: d, RSS: 40e6}, {Wall: 2 * d, CPU: 2 * d, RSS: 30e6}}
	}
	there := []contender{contenders[0], contenders[1], contenders[3]}
	runs := [2][]measure.Runs{{run(4000), run(4100), run(6000)}, {run(2000), run(2100), run(3000)}}
	full := fullTable(there, runs, 1_000_000)
	for _, want := range []string{"**One core**", "**Two cores**", "6.00 (4.00–8.00)", "1.50 (1.50–1.50)", "40.0 MB"} {
		if !strings.Contains(full, want) {
			t.Errorf("no %q in\n%s", want, full)
		}
	}
	short := summary(there, runs, 1_000_000)
	if strings.Contains(short, there[1].name) || !strings.Contains(short, "fastText, words") {
		t.Errorf("summary\n%s", short)
	}
}

func TestFlatTable(t *testing.T) {
	second := func(s float64) measure.Runs {
		return measure.Runs{{CPU: time.Duration(s * float64(time.Second))}}
	}
	table := flatTable([]int{1, 1000}, []measure.Runs{second(.01), second(.015)})
	for _, want := range []string{"| 1         |", "5.00 (5.00–5.00)", "15.0"} {
		if !strings.Contains(table, want) {
			t.Errorf("no %q in\n%s", want, table)
		}
	}
}

func TestVersionList(t *testing.T) {
	got := versionList(map[string]string{"fasttext": "0.9.2", "python3-ujson": ""})
	if got != "fasttext 0.9.2" {
		t.Errorf("got %q", got)
	}
}
