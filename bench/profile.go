package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/google/pprof/profile"
	"golang.org/x/tools/benchmark/parse"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// benchmarks runs Go benchmarks of a package of the main module on one core,
// twice repeats times and briefly, and returns seconds an operation by name:
// on the clock, so that on a busy machine only the least says much.
func (b *bench) benchmarks(ctx context.Context, pkg, pattern string, flags ...string) (map[string]measure.Sample, error) {
	args := append([]string{"-c", b.one(), "go", "test", pkg, "-run", "^$", "-bench", pattern, "-cpu", "1", "-count", strconv.Itoa(2 * b.repeats), "-benchtime", "0.2s"}, flags...)
	out, err := b.output(ctx, b.root, "taskset", args...)
	if err != nil {
		return nil, err
	}
	return benchmarkTimes(out)
}

func benchmarkTimes(out string) (map[string]measure.Sample, error) {
	set, err := parse.ParseSet(strings.NewReader(out))
	if err != nil {
		return nil, err
	}
	times := map[string]measure.Sample{}
	for name, list := range set {
		for _, r := range list {
			times[name] = append(times[name], r.NsPerOp/1e9)
		}
	}
	if len(times) == 0 {
		return nil, fmt.Errorf("no benchmark in the output:\n%s", out)
	}
	return times, nil
}

// profileScore measures the library, tells where the time of Score goes, and
// compares it with the floor.
func profileScore(ctx context.Context, b *bench) (map[string]string, error) {
	calls, err := b.benchmarks(ctx, "./model", "^Benchmark(Score|ScoreOne|Predict|Explain)$/^default$")
	if err != nil {
		return nil, err
	}
	steps, err := b.benchmarks(ctx, "./features", "^Benchmark(Floor|Reset|Cues|NGrams)$")
	if err != nil {
		return nil, err
	}
	file := b.path("score.prof")
	if _, err := b.benchmarks(ctx, "./model", "^BenchmarkScore$/^default$", "-benchtime", "2s", "-cpuprofile", file, "-o", b.path("model.test")); err != nil {
		return nil, err
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p, err := profile.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return map[string]string{
		"library": callTable(calls, steps),
		"profile": stageTable(p) + "\n" + functionTable(p),
	}, nil
}

func callTable(calls, steps map[string]measure.Sample) string {
	t := &report.Table{Head: []string{"", "µs a headline: least", "median (least–most)", "times the floor"}}
	floor := steps["BenchmarkFloor"]
	row := func(name string, s measure.Sample) {
		t.Add(name, report.Number(s.Min()*1e6), report.Spread(s, 1e6), report.Number(s.Min()/floor.Min()))
	}
	row("floor: the bytes read once, as many n-grams hashed", floor)
	for _, step := range []string{"Reset", "Cues", "NGrams"} {
		row("`features`: `"+step+"`", steps["Benchmark"+step])
	}
	for _, call := range []string{"Score", "Predict", "Explain"} {
		row("`model`: `"+call+"`", calls["Benchmark"+call+"/default"])
	}
	row("`model`: `Score`, one title over and over", calls["BenchmarkScoreOne/default"])
	return t.String()
}

// stageTable shares the time out among what Score calls.
func stageTable(p *profile.Profile) string {
	return shareTable("step of `Score`", shares(p, stage), 12)
}

// functionTable shares the time out among single functions, inlined ones too.
func functionTable(p *profile.Profile) string {
	return shareTable("function, without what it calls", shares(p, func(stack []string) string {
		for _, f := range stack {
			if strings.HasSuffix(f, "model.(*Model).Score") {
				return stack[0]
			}
		}
		return ""
	}), 15)
}

// stage is the function that logOdds, or Score where there is none, called on
// a stack of functions, the innermost first; "" where Score did not run.
func stage(stack []string) string {
	for _, parent := range []string{"model.(*Model).logOdds", "model.(*Model).Score"} {
		for i, f := range stack {
			if strings.HasSuffix(f, parent) {
				return stack[max(0, i-1)]
			}
		}
	}
	return ""
}
