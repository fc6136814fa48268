package active

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
)

// Learner fits the rows of one data set.
type Learner interface {
	// Fit learns from the labels of the given rows and returns a probability of
	// every row of the set, and the threshold that it would use.
	Fit(rows []int) (p []float64, threshold float64, err error)
	// Likeness of two rows, in [0, 1]; 1 for the same.
	Likeness(a, b int) float64
}

// Scores are what a fit makes of the held-out rows, in [0, 1].
type Scores struct {
	F1               float64 `json:"f1"` // at the learner's threshold
	AveragePrecision float64 `json:"average_precision"`
}

// Config says what is played.
type Config struct {
	Strategies []Strategy
	// Start rows are drawn by lot, the same for each strategy; then Batch at a
	// time are picked until Most have a label.
	Start, Batch, Most int
	// Folds are the fold, from 0, of each row: trial t holds out fold t, picks
	// from the others and scores on it. Every fold is one trial.
	Folds []int
	// Seed of what is drawn by lot.
	Seed uint64
	// Labels of the rows, 0 or 1. A strategy sees none that it has not picked.
	Labels []int
	// Score measures probabilities against labels.
	Score func(p []float64, labels []int, threshold float64) Scores
	// Progress, when not nil, is told how many fits of how many are done.
	Progress func(done, total int)
}

// Report holds a curve a strategy and trial.
type Report struct {
	Labels []int   `json:"labels"` // given at each point of the curves
	Curves []Curve `json:"strategies"`
}

// Curve is what a strategy reached.
type Curve struct {
	Strategy string     `json:"strategy"`
	Doc      string     `json:"about"`
	Trials   [][]Scores `json:"trials"` // by trial, a point each
	// Positives is the mean number of positive labels among those given, a
	// point each.
	Positives []float64 `json:"positives"`
}

// Run plays every strategy on every trial. The same arguments give the same
// report.
func Run(ctx context.Context, l Learner, c Config) (*Report, error) {
	trials, err := c.check()
	if err != nil {
		return nil, err
	}
	rep := &Report{}
	for n := c.Start; n <= c.Most; n += c.Batch {
		rep.Labels = append(rep.Labels, n)
	}
	done, total := 0, len(c.Strategies)*trials*len(rep.Labels)
	for _, s := range c.Strategies {
		curve := Curve{Strategy: s.Name, Doc: s.Doc, Positives: make([]float64, len(rep.Labels))}
		for t := range trials {
			g := c.newGame(l, s, t)
			scores := make([]Scores, len(rep.Labels))
			for k := range rep.Labels {
				if err := ctx.Err(); err != nil {
					return nil, err
				}
				if scores[k], err = g.round(); err != nil {
					return nil, fmt.Errorf("strategy %s, trial %d, %d labels: %w", s.Name, t+1, rep.Labels[k], err)
				}
				curve.Positives[k] += float64(g.positives()) / float64(trials)
				if k+1 < len(rep.Labels) {
					g.pick(c.Batch)
				}
				if done++; c.Progress != nil {
					c.Progress(done, total)
				}
			}
			curve.Trials = append(curve.Trials, scores)
		}
		rep.Curves = append(rep.Curves, curve)
	}
	return rep, nil
}

// check refuses what cannot be played and counts the trials.
func (c *Config) check() (trials int, err error) {
	if len(c.Labels) != len(c.Folds) {
		return 0, fmt.Errorf("%d labels but %d folds", len(c.Labels), len(c.Folds))
	}
	for _, f := range c.Folds {
		trials = max(trials, f+1)
	}
	size := make([]int, trials)
	for _, f := range c.Folds {
		size[f]++
	}
	least := len(c.Labels)
	for _, n := range size {
		least = min(least, len(c.Labels)-n)
	}
	switch {
	case len(c.Strategies) == 0:
		return 0, errors.New("no strategy")
	case trials < 2:
		return 0, errors.New("two folds or more are wanted")
	case c.Start < 1 || c.Batch < 1 || c.Most < c.Start:
		return 0, fmt.Errorf("start %d, batch %d, most %d: numbers above 0 are wanted, and no more at the start than at the end", c.Start, c.Batch, c.Most)
	case c.Most > least:
		return 0, fmt.Errorf("%d labels are more than the %d rows to pick from; give more data or stop earlier", c.Most, least)
	}
	return trials, nil
}

// game is one strategy on one trial.
type game struct {
	c        *Config
	l        Learner
	s        Strategy
	rng      *rand.Rand
	labelled []int
	open     []int // without a label
	held     []int
	p        []float64
	cut      float64
}

func (c *Config) newGame(l Learner, s Strategy, trial int) *game {
	g := &game{c: c, l: l, s: s, rng: rand.New(rand.NewPCG(c.Seed, uint64(trial)))}
	for r, f := range c.Folds {
		if f == trial {
			g.held = append(g.held, r)
		} else {
			g.open = append(g.open, r)
		}
	}
	g.label(pickRandom(&View{Rows: g.open}, c.Start, g.rng))
	return g
}

func (g *game) label(rows []int) {
	g.labelled = append(g.labelled, rows...)
	g.open = without(g.open, rows)
}

// round fits what is labelled and scores the held-out rows.
func (g *game) round() (Scores, error) {
	var err error
	if g.p, g.cut, err = g.l.Fit(g.labelled); err != nil {
		return Scores{}, err
	}
	p, y := make([]float64, len(g.held)), make([]int, len(g.held))
	for i, r := range g.held {
		p[i], y[i] = g.p[r], g.c.Labels[r]
	}
	return g.c.Score(p, y, g.cut), nil
}

func (g *game) pick(n int) {
	g.label(g.s.Pick(&View{g.open, g.p, g.cut, g.l.Likeness}, n, g.rng))
}

func (g *game) positives() (n int) {
	for _, r := range g.labelled {
		n += g.c.Labels[r]
	}
	return n
}
