package main

import (
	"context"
	"fmt"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// pgo builds heboh with a profile of heboh score and without, and measures
// both in turn.
func pgo(ctx context.Context, b *bench) (map[string]string, error) {
	if err := b.headlines(ctx); err != nil {
		return nil, err
	}
	file := b.path("heboh.prof")
	if _, err := b.benchmarks(ctx, "./cmd/heboh", "^BenchmarkScore$", "-benchtime", "2s", "-cpuprofile", file, "-o", b.path("heboh.test")); err != nil {
		return nil, err
	}
	names := []string{"without", "with the profile"}
	var jobs []func(context.Context) (measure.Usage, error)
	for i, flag := range []string{"off", file} {
		program, err := b.build(ctx, []string{"heboh-plain", "heboh-pgo"}[i], b.root, "./cmd/heboh", "-pgo="+flag)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, solo(measure.Command{Args: []string{program, "score", "--in", b.path("headlines." + jsonLines)}, Cores: b.one()}))
	}
	runs, err := b.interleave(ctx, 2*b.repeats, names, jobs)
	if err != nil {
		return nil, err
	}
	t := &report.Table{Head: []string{"heboh built", "µs of processor a headline: median (least–most)", "least", "times without"}}
	for i, r := range runs {
		cpu := r.CPU(b.rows)
		t.Add(names[i], report.Spread(cpu, 1e6), report.Number(cpu.Min()*1e6), report.Spread(measure.Ratios(cpu, runs[0].CPU(b.rows)), 1))
	}
	return map[string]string{"pgo": t.String() + fmt.Sprintf("\n%s headlines, %d rounds, one core.\n", report.Count(b.rows), 2*b.repeats)}, nil
}
