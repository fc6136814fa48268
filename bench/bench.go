package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/heboh/heboh/bench/internal/measure"
)

// bench is what the parts share.
type bench struct {
	data, root, work, write, cores string
	rows, repeats, most, mostRows  int
	seed                           uint64
	built                          map[string]string // programs by name, built once a run
	made                           bool              // the headlines of this run
}

// prepare checks the folders and makes their names absolute.
func (b *bench) prepare() (err error) {
	if b.repeats < 1 || b.rows < 1 {
		return fmt.Errorf("-repeats %d, -rows %d: at least 1 is wanted", b.repeats, b.rows)
	}
	if b.root, err = filepath.Abs(b.root); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(b.root, "cmd", "heboh")); err != nil {
		return fmt.Errorf("-root: %w; run bench in its folder", err)
	}
	if b.work, err = filepath.Abs(b.work); err != nil {
		return err
	}
	if b.data != "" {
		if b.data, err = filepath.Abs(b.data); err != nil {
			return err
		}
	}
	b.built = map[string]string{}
	return os.MkdirAll(b.work, 0o755)
}

func (b *bench) tell(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// path is a file of the work folder.
func (b *bench) path(name string) string { return filepath.Join(b.work, name) }

// build builds a package once and returns the program. Flags go to go build;
// name tells the builds of one package apart.
func (b *bench) build(ctx context.Context, name, dir, pkg string, flags ...string) (string, error) {
	if out, ok := b.built[name]; ok {
		return out, nil
	}
	out := b.path(name)
	args := append(append([]string{"build", "-o", out}, flags...), pkg)
	if _, err := b.output(ctx, dir, "go", args...); err != nil {
		return "", err
	}
	b.built[name] = out
	return out, nil
}

// heboh is the command, built as go install does.
func (b *bench) heboh(ctx context.Context) (string, error) {
	return b.build(ctx, "heboh", b.root, "./cmd/heboh")
}

// self is the folder of this module.
func (b *bench) self() string { return filepath.Join(b.root, "bench") }

// output runs a program that is not measured and returns what it printed.
func (b *bench) output(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(args, " "), err, out, said.String())
	}
	return string(out), nil
}

// one is the core of runs on one core.
func (b *bench) one() string {
	first, _, _ := strings.Cut(b.cores, ",")
	return first
}

// interleave runs all jobs in turn, repeats times, so that a slow minute of the
// machine meets all of them.
func (b *bench) interleave(ctx context.Context, repeats int, names []string, jobs []func(context.Context) (measure.Usage, error)) ([]measure.Runs, error) {
	runs := make([]measure.Runs, len(jobs))
	for round := range repeats {
		for i, job := range jobs {
			u, err := job(ctx)
			if err != nil {
				return nil, err
			}
			b.tell("   round %d  %-44s %8.3f s wall %8.3f s cpu %7.1f MB", round+1, names[i], u.Wall.Seconds(), u.CPU.Seconds(), float64(u.RSS)/1e6)
			runs[i] = append(runs[i], u)
		}
	}
	return runs, nil
}

// solo is a job of one command.
func solo(c measure.Command) func(context.Context) (measure.Usage, error) {
	return func(ctx context.Context) (measure.Usage, error) { return measure.Run(ctx, c) }
}
