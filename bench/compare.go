package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// compare measures all contenders on the same headlines, on one core and then
// on two.
func compare(ctx context.Context, b *bench) (map[string]string, error) {
	versions := b.install(ctx)
	if err := b.headlines(ctx); err != nil {
		return nil, err
	}
	if err := b.unpack(); err != nil {
		return nil, err
	}
	if err := b.few(ctx); err != nil {
		return nil, err
	}
	there, absent, err := b.ready(ctx, versions)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(there))
	var jobs [2][]func(context.Context) (measure.Usage, error)
	for i, c := range there {
		names[i] = c.name
		jobs[0] = append(jobs[0], solo(measure.Command{Args: c.args(b, b.path("headlines."+c.form)), Cores: b.one()}))
		jobs[1] = append(jobs[1], b.onTwo(c))
	}
	var runs [2][]measure.Runs
	for cores := range runs {
		b.tell("   on %d of the cores", cores+1)
		if runs[cores], err = b.interleave(ctx, b.repeats, names, jobs[cores]); err != nil {
			return nil, err
		}
	}
	notes := fmt.Sprintf("%s headlines (%s), %d rounds. Versions: %s.%s\n", report.Count(b.rows), b.origin(), b.repeats, versionList(versions), absent)
	return map[string]string{
		"compare": fullTable(there, runs, b.rows) + "\n" + notes,
		"summary": summary(there, runs, b.rows) + "\n" + notes,
	}, nil
}

// ready prepares and checks the contenders that can run; absent says which
// cannot.
func (b *bench) ready(ctx context.Context, versions map[string]string) (there []contender, absent string, err error) {
	for _, c := range contenders {
		var missing []string
		for _, p := range c.packages {
			if versions[p] == "" {
				missing = append(missing, p)
			}
		}
		if len(missing) > 0 {
			absent += fmt.Sprintf(" Left out: %s, for lack of %s.", c.name, strings.Join(missing, ", "))
			continue
		}
		b.tell("   preparing %s", c.name)
		if err := c.prepare(ctx, b); err != nil {
			return nil, "", err
		}
		if err := b.check(ctx, c); err != nil {
			return nil, "", err
		}
		there = append(there, c)
	}
	return there, absent, nil
}

// onTwo runs a contender on both cores: one that uses one core alone runs
// twice, on a half of the headlines each.
func (b *bench) onTwo(c contender) func(context.Context) (measure.Usage, error) {
	if c.threads {
		return solo(measure.Command{Args: c.args(b, b.path("headlines."+c.form)), Cores: b.cores})
	}
	var both []measure.Command
	for i, core := range strings.Split(b.cores, ",") {
		both = append(both, measure.Command{Args: c.args(b, b.path([]string{"first", "second"}[i%2]+"."+c.form)), Cores: core})
	}
	return func(ctx context.Context) (measure.Usage, error) { return measure.Together(ctx, both) }
}

// origin says what the headlines are made of.
func (b *bench) origin() string {
	if b.data == "" {
		return "made of the sample set"
	}
	return "made of titles given by -data"
}

func versionList(versions map[string]string) string {
	var list []string
	for _, c := range contenders {
		for _, p := range c.packages {
			if entry := p + " " + versions[p]; versions[p] != "" && !strings.Contains(strings.Join(list, ","), entry) {
				list = append(list, entry)
			}
		}
	}
	if len(list) == 0 {
		return "none installed"
	}
	return strings.Join(list, ", ")
}

// fullTable has a row a contender and number of cores.
func fullTable(there []contender, runs [2][]measure.Runs, rows int) string {
	var text strings.Builder
	for cores := range runs {
		t := &report.Table{Head: []string{"", "reads", "writes", "µs of processor a headline: median (least–most)", "µs on the clock", "headlines/s", "memory", "processor, times heboh's", "clock, times heboh's"}}
		base := runs[cores][0]
		for i, c := range there {
			r := runs[cores][i]
			cpu, wall := r.CPU(rows), r.Wall(rows)
			t.Add(c.name, c.in, c.out, report.Spread(cpu, 1e6), report.Spread(wall, 1e6),
				report.Count(int(1/wall.Median())), report.Bytes(r.RSS()),
				report.Spread(measure.Ratios(cpu, base.CPU(rows)), 1), report.Spread(measure.Ratios(wall, base.Wall(rows)), 1))
		}
		fmt.Fprintf(&text, "**%s**\n\n%s\n", []string{"One core", "Two cores"}[cores], t)
	}
	return text.String()
}

// summary has what a README wants.
func summary(there []contender, runs [2][]measure.Runs, rows int) string {
	t := &report.Table{Head: []string{"", "reads → writes", "one core: µs a headline", "times heboh's", "two cores: headlines/s", "times heboh's time", "memory"}}
	for i, c := range there {
		if i == 1 {
			continue // heboh again
		}
		var cpu, wall [2]measure.Sample
		for cores := range runs {
			cpu[cores] = measure.Ratios(runs[cores][i].CPU(rows), runs[cores][0].CPU(rows))
			wall[cores] = measure.Ratios(runs[cores][i].Wall(rows), runs[cores][0].Wall(rows))
		}
		t.Add(c.name, c.in+" → "+c.out, report.Spread(runs[0][i].CPU(rows), 1e6), report.Spread(cpu[0], 1),
			report.Count(int(1/runs[1][i].Wall(rows).Median())), report.Spread(wall[1], 1), report.Bytes(runs[0][i].RSS()))
	}
	return t.String()
}
