package active

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// line is a learner of points on a line, positive right of some cut: it takes
// the middle between the labels it knows.
type line struct {
	x      []float64
	labels []int
	fits   int
}

func newLine(n int) *line {
	l := &line{}
	rng := rand.New(rand.NewPCG(1, 1))
	for range n {
		x := rng.Float64()
		l.x = append(l.x, x)
		if x > .8 {
			l.labels = append(l.labels, 1)
		} else {
			l.labels = append(l.labels, 0)
		}
	}
	return l
}

func (l *line) Fit(rows []int) ([]float64, float64, error) {
	l.fits++
	low, high := 0.0, 1.0
	for _, r := range rows {
		if l.labels[r] == 1 {
			high = min(high, l.x[r])
		} else {
			low = max(low, l.x[r])
		}
	}
	p := make([]float64, len(l.x))
	for i, x := range l.x {
		p[i] = min(max(.5+x-(low+high)/2, 0), 1)
	}
	return p, .5, nil
}

func (l *line) Likeness(a, b int) float64 { return 0 }

func f1(p []float64, labels []int, threshold float64) Scores {
	var tp, wrong float64
	for i, v := range p {
		switch {
		case v >= threshold && labels[i] == 1:
			tp++
		case (v >= threshold) != (labels[i] == 1):
			wrong++
		}
	}
	return Scores{F1: 2 * tp / (2*tp + wrong)}
}

func config(l *line) Config {
	c := Config{Strategies: Strategies(), Start: 6, Batch: 3, Most: 18, Seed: 1, Labels: l.labels, Score: f1}
	for i := range l.x {
		c.Folds = append(c.Folds, i%4)
	}
	return c
}

// TestUncertainNeedsFewerLabels where it must: on a line it is a search by
// halves.
func TestUncertainNeedsFewerLabels(t *testing.T) {
	l := newLine(1000)
	rep, err := Run(context.Background(), l, config(l))
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{6, 9, 12, 15, 18}; !reflect.DeepEqual(rep.Labels, want) {
		t.Errorf("points at %v, want %v", rep.Labels, want)
	}
	last := map[string]float64{}
	for i := range rep.Curves {
		c := &rep.Curves[i]
		if len(c.Trials) != 4 || len(c.Positives) != 5 {
			t.Fatalf("%s: %d trials, %d points", c.Strategy, len(c.Trials), len(c.Positives))
		}
		last[c.Strategy] = rep.Points(c)[4].F1
		if first := rep.Points(c)[0]; first != rep.Points(&rep.Curves[0])[0] {
			t.Errorf("%s does not begin where the others do", c.Strategy)
		}
	}
	if last["uncertain"] < .99 || last["uncertain"] <= last["random"] {
		t.Errorf("F1 with 18 labels: %v", last)
	}
	again, err := Run(context.Background(), newLine(1000), config(l))
	if err != nil || !reflect.DeepEqual(rep, again) {
		t.Errorf("another report the second time (%v)", err)
	}
}

func TestRunTellsProgress(t *testing.T) {
	l := newLine(100)
	c := config(l)
	c.Strategies = c.Strategies[:2]
	var done, total int
	c.Progress = func(d, n int) { done, total = d, n }
	if _, err := Run(context.Background(), l, c); err != nil {
		t.Fatal(err)
	}
	if done != total || done != l.fits {
		t.Errorf("%d of %d told, %d fits", done, total, l.fits)
	}
}

func TestRunRefuses(t *testing.T) {
	l := newLine(100)
	for name, c := range map[string]struct {
		change func(*Config)
		says   string
	}{
		"folds":      {func(c *Config) { c.Folds = c.Folds[1:] }, "100 labels but 99 folds"},
		"one fold":   {func(c *Config) { clear(c.Folds) }, "two folds or more"},
		"strategies": {func(c *Config) { c.Strategies = nil }, "no strategy"},
		"start":      {func(c *Config) { c.Start = 0 }, "start 0, batch 3, most 18"},
		"batch":      {func(c *Config) { c.Batch = -1 }, "batch -1"},
		"most":       {func(c *Config) { c.Most = 5 }, "no more at the start"},
		"too many":   {func(c *Config) { c.Most = 90 }, "90 labels are more than the 75 rows"},
	} {
		cfg := config(l)
		c.change(&cfg)
		if _, err := Run(context.Background(), l, cfg); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want an error about %q", name, err, c.says)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, l, config(l)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
