package main

import (
	"slices"
	"testing"

	"github.com/google/pprof/profile"

	"github.com/heboh/heboh/bench/internal/measure"
)

const benchmarkOutput = `goos: linux
pkg: github.com/heboh/heboh/model
BenchmarkScore/default         	  100000	      2000 ns/op	       0 B/op	       0 allocs/op
BenchmarkScore/default         	  100000	      2100 ns/op	       0 B/op	       0 allocs/op
BenchmarkExplain/default       	   10000	     14000 ns/op
PASS
`

func TestBenchmarkTimes(t *testing.T) {
	times, err := benchmarkTimes(benchmarkOutput)
	if err != nil {
		t.Fatal(err)
	}
	if got := times["BenchmarkScore/default"]; !slices.Equal(got, measure.Sample{2e-6, 2.1e-6}) {
		t.Errorf("Score: %v", got)
	}
	if len(times) != 2 {
		t.Errorf("benchmarks %v", times)
	}
	if _, err := benchmarkTimes("FAIL\n"); err == nil {
		t.Error("no benchmark is no error")
	}
}

// stacks makes a profile of stacks, the innermost function first, each with its
// time.
func stacks(times map[string]int64, of map[string][]string) *profile.Profile {
	p := &profile.Profile{SampleType: []*profile.ValueType{{Type: "samples"}, {Type: "cpu"}}}
	for name, time := range times {
		s := &profile.Sample{Value: []int64{1, time}}
		for _, f := range of[name] {
			s.Location = append(s.Location, &profile.Location{Line: []profile.Line{{Function: &profile.Function{Name: f}}}})
		}
		p.Sample = append(p.Sample, s)
	}
	return p
}

func TestShares(t *testing.T) {
	const score, odds = "x/model.(*Model).Score", "x/model.(*Model).logOdds"
	p := stacks(map[string]int64{"hash": 60, "own": 20, "pool": 15, "stopped": 5, "other": 900}, map[string][]string{
		"hash":    {"x/features.mix", "x/features.NGrams", odds, score, "main"},
		"own":     {odds, score, "main"},
		"pool":    {"sync.(*Pool).Get", score, "main"},
		"stopped": {"runtime.asyncPreempt", "x/features.mix", "x/features.NGrams", odds, score, "main"},
		"other":   {"runtime.gc"},
	})
	want := []share{{"x/features.NGrams", .65}, {odds, .20}, {"sync.(*Pool).Get", .15}}
	if got := shares(p, stage); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	wantTable := "" +
		"| step                     |  share |\n" +
		"|--------------------------|-------:|\n" +
		"| `features.NGrams`        | 65.0 % |\n" +
		"| `model.(*Model).logOdds` | 20.0 % |\n" +
		"| all others               | 15.0 % |\n"
	if got := shareTable("step", want, 2); got != wantTable {
		t.Errorf("got\n%swant\n%s", got, wantTable)
	}
	if got := shares(&profile.Profile{}, stage); got != nil {
		t.Errorf("an empty profile has shares %v", got)
	}
}
