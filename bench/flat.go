package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// flat measures heboh score on ever longer inputs. They are streamed into its
// standard input: the file of headlines over and over, so that none needs more
// disk than that.
func flat(ctx context.Context, b *bench) (map[string]string, error) {
	if err := b.headlines(ctx); err != nil {
		return nil, err
	}
	heboh, err := b.heboh(ctx)
	if err != nil {
		return nil, err
	}
	lengths := []int{1}
	for n := 1000; n <= b.most; n *= 10 {
		lengths = append(lengths, n)
	}
	runs := make([]measure.Runs, len(lengths))
	for i, n := range lengths {
		c := measure.Command{Args: []string{heboh, "score", "--input", "jsonl"}, Cores: b.one(), Stdin: b.stream(n)}
		for range flatRounds(n, b.repeats) {
			u, err := measure.Run(ctx, c)
			if err != nil {
				return nil, err
			}
			b.tell("   %9d lines %8.3f s wall %8.3f s cpu %7.1f MB", n, u.Wall.Seconds(), u.CPU.Seconds(), float64(u.RSS)/1e6)
			runs[i] = append(runs[i], u)
		}
	}
	return map[string]string{"flat": flatTable(lengths, runs)}, nil
}

// flatRounds gives short runs more rounds: what disturbs one weighs more.
func flatRounds(n, repeats int) int {
	switch {
	case n <= 10_000:
		return 4 * repeats
	case n > 1_000_000:
		return min(2, repeats)
	}
	return repeats
}

func flatTable(lengths []int, runs []measure.Runs) string {
	t := &report.Table{Head: []string{"headlines", "seconds of processor", "µs a headline", "µs a headline beyond start-up", "most memory", "rounds"}}
	start := runs[0].CPU(1).Median()
	for i, n := range lengths {
		cpu := runs[i].CPU(1)
		each := make(measure.Sample, len(cpu))
		for k, s := range cpu {
			each[k] = max(0, s-start) / float64(n)
		}
		beyond := "–"
		if n > 1 {
			beyond = report.Spread(each, 1e6)
		}
		t.Add(report.Count(n), report.Spread(cpu, 1), report.Number(cpu.Median()/float64(n)*1e6), beyond, report.Bytes(runs[i].RSS()), fmt.Sprint(len(cpu)))
	}
	return t.String()
}

// stream writes n headlines as JSON Lines.
func (b *bench) stream(n int) func(io.Writer) error {
	return func(w io.Writer) error {
		f, err := os.Open(b.path("headlines." + jsonLines))
		if err != nil {
			return err
		}
		defer f.Close()
		for left := n; left > 0; {
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				return err
			}
			sent, err := copyLines(w, f, left)
			if err != nil {
				return err
			}
			if sent == 0 {
				return fmt.Errorf("%s is empty", f.Name())
			}
			left -= sent
		}
		return nil
	}
}
