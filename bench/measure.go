package main

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what one run took. Processor time is that of the program and of the
// programs it waited for, from wait4(2); other load on the machine disturbs it far
// less than time on the clock.
type usage struct {
	wall, cpu float64 // seconds
	memory    int64   // peak resident bytes of the largest single process
}

// measure runs a program on the given cores and discards its output. Linux counts
// into a process's peak what its parent held when it was started, so this program
// must stay small.
func measure(ctx context.Context, cores string, args []string) (usage, error) {
	cmd := exec.CommandContext(ctx, "taskset", append([]string{"-c", cores}, args...)...)
	var messages bytes.Buffer
	cmd.Stderr = &messages
	start := time.Now()
	err := cmd.Run()
	u := usage{wall: time.Since(start).Seconds()}
	if err != nil {
		return u, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, &messages)
	}
	u.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = r.Maxrss << 10
	}
	return u, nil
}

// table compares the programs. Ratios are taken within a round: what slows the
// machine down for a while slows all.
func table(list []program, runs [][]usage, rows int) string {
	var b strings.Builder
	b.WriteString("| | reads → writes | µs of processor per headline: median (range) | times the first | headlines per second | memory |\n|---|---|---:|---:|---:|---:|\n")
	for i, p := range list {
		var cpu, ratio, rate []float64
		var memory int64
		for round, u := range runs[i] {
			cpu = append(cpu, u.cpu/float64(rows)*1e6)
			ratio = append(ratio, u.cpu/runs[0][round].cpu)
			rate = append(rate, float64(rows)/u.wall)
			memory = max(memory, u.memory)
		}
		fmt.Fprintf(&b, "| %s | %s → %s | %s | %s | %.0f | %s MB |\n", p.name, p.reads, p.writes,
			spread(cpu), spread(ratio), median(rate), digits(float64(memory)/1e6))
	}
	return b.String()
}

func median(v []float64) float64 {
	sorted := slices.Sorted(slices.Values(v))
	return (sorted[(len(v)-1)/2] + sorted[len(v)/2]) / 2
}

// spread shows the median and the range.
func spread(v []float64) string {
	return fmt.Sprintf("%s (%s–%s)", digits(median(v)), digits(slices.Min(v)), digits(slices.Max(v)))
}

// digits shows three significant digits, or all digits before the point.
func digits(v float64) string {
	if v <= 0 {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', max(0, 2-int(math.Floor(math.Log10(v)))), 64)
}
