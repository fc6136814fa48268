package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// startRounds are few milliseconds each.
const startRounds = 50

// start measures whole processes that do next to nothing, the loading of the
// embedded model, and the sizes of the programs.
func start(ctx context.Context, b *bench) (map[string]string, error) {
	heboh, err := b.heboh(ctx)
	if err != nil {
		return nil, err
	}
	stripped, err := b.build(ctx, "heboh-stripped", b.root, "./cmd/heboh", "-trimpath", "-ldflags", "-s -w")
	if err != nil {
		return nil, err
	}
	nothing, err := b.build(ctx, "nothing", b.self(), "./nothing")
	if err != nil {
		return nil, err
	}
	names := []string{`heboh score "x"`, "heboh version", "a Go program that does nothing"}
	commands := [][]string{{heboh, "score", "x"}, {heboh, "version"}, {nothing}}
	runs := make([]measure.Runs, len(commands))
	for range startRounds {
		for i, args := range commands {
			u, err := measure.Run(ctx, measure.Command{Args: args})
			if err != nil {
				return nil, err
			}
			runs[i] = append(runs[i], u)
		}
	}
	load, err := b.benchmarks(ctx, "./model", "^BenchmarkLoad$")
	if err != nil {
		return nil, err
	}
	sizes, err := sizesOf(heboh, stripped, filepath.Join(b.root, "model", "default.heboh"))
	if err != nil {
		return nil, err
	}
	return map[string]string{"start": startTable(names, runs, load["BenchmarkLoad"], sizes)}, nil
}

func sizesOf(files ...string) (sizes []int64, err error) {
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, info.Size())
	}
	return sizes, nil
}

func startTable(names []string, runs []measure.Runs, load measure.Sample, sizes []int64) string {
	t := &report.Table{Head: []string{"", "ms on the clock: median (least–most)", "ms of processor", "memory", "rounds"}}
	for i, r := range runs {
		t.Add(names[i], report.Spread(r.Wall(1), 1e3), report.Spread(r.CPU(1), 1e3), report.Bytes(r.RSS()), fmt.Sprint(len(r)))
	}
	t.Add("the embedded model read and made ready", report.Spread(load, 1e3), "", "", fmt.Sprint(len(load)))
	return t.String() + fmt.Sprintf("\nThe program has %s, stripped (`-trimpath -ldflags '-s -w'`) %s; the model in it %s.\n",
		report.Bytes(sizes[0]), report.Bytes(sizes[1]), report.Bytes(sizes[2]))
}
