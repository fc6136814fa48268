package main

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// trainingSizes are the numbers of rows to train on; 15,000 is that of CLICK-ID.
var trainingSizes = []int{1000, 10_000, 15_000, 100_000, 1_000_000}

// training measures heboh train on two cores as the rows grow. All rows are
// made, and distinct, so that merging of duplicates leaves them all.
func training(ctx context.Context, b *bench) (map[string]string, error) {
	heboh, err := b.heboh(ctx)
	if err != nil {
		return nil, err
	}
	var sizes []int
	var runs []measure.Runs
	var note string
	for _, n := range trainingSizes {
		if n > b.mostRows {
			break
		}
		if last := len(sizes) - 1; last >= 0 {
			if need := projected(runs[last].RSS(), sizes[last], n); need > available() {
				note = fmt.Sprintf("\n%s rows were left out: they would need about %s, and the machine had %s free.\n", report.Count(n), report.Bytes(need), report.Bytes(available()))
				break
			}
		}
		rows := b.path("rows.tsv")
		if err := b.remake(ctx, "rows", rows, strconv.Itoa(n)); err != nil {
			return nil, err
		}
		c := measure.Command{Args: []string{heboh, "train", "--data", rows, "--out", b.path("rows.heboh")}, Cores: b.cores}
		var r measure.Runs
		for range trainingRounds(n, b.repeats) {
			u, err := measure.Run(ctx, c)
			if err != nil {
				return nil, err
			}
			b.tell("   %9d rows %9.2f s wall %9.2f s cpu %8.1f MB", n, u.Wall.Seconds(), u.CPU.Seconds(), float64(u.RSS)/1e6)
			r = append(r, u)
		}
		sizes, runs = append(sizes, n), append(runs, r)
	}
	return map[string]string{"train": trainingTable(sizes, runs) + note}, nil
}

// projected is the memory that rows will need if what so many took grows in
// proportion.
func projected(peak int64, from, rows int) int64 { return peak / int64(from) * int64(rows) }

// trainingRounds: what takes minutes is run once, and is long enough for short
// disturbances to even out.
func trainingRounds(n, repeats int) int {
	if n >= 100_000 {
		return 1
	}
	return min(3, repeats)
}

func trainingTable(sizes []int, runs []measure.Runs) string {
	t := &report.Table{Head: []string{"rows", "seconds on the clock", "seconds of processor", "ms of processor a row", "growth", "most memory", "rounds"}}
	for i, n := range sizes {
		growth := "–"
		if i > 0 {
			growth = fmt.Sprintf("%.2f", exponent(sizes[i-1], n, runs[i-1].CPU(1).Median(), runs[i].CPU(1).Median()))
		}
		t.Add(report.Count(n), report.Spread(runs[i].Wall(1), 1), report.Spread(runs[i].CPU(1), 1),
			report.Number(runs[i].CPU(n).Median()*1e3), growth, report.Bytes(runs[i].RSS()), fmt.Sprint(len(runs[i])))
	}
	return t.String()
}

// exponent is k where time grows as rows^k between two sizes: 1 is linear.
func exponent(fromRows, toRows int, from, to float64) float64 {
	return math.Log(to/from) / math.Log(float64(toRows)/float64(fromRows))
}
