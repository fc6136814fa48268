package train

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// gather checks and merges the examples, lays out their rows and deals them to
// folds.
func (c *corrector) gather(base *model.Model) (err error) {
	if !(c.opt.Weight > 0 && c.opt.Weight <= datasets.MaxWeight) {
		return fmt.Errorf("correcting: weight %v of a correction: a number above 0 is wanted", c.opt.Weight)
	}
	if c.corrections, c.report, err = distinct("corrections", c.opt.Corrections); err != nil {
		return err
	}
	corrected := map[string]bool{}
	for _, e := range c.corrections {
		corrected[datasets.Key(e.Text)] = true
	}
	if len(corrected) < MinCorrections {
		return fmt.Errorf("correcting: %d titles with a verdict of weight above 0; %d or more are wanted", len(corrected), MinCorrections)
	}
	if err := c.gatherReference(base, corrected); err != nil {
		return err
	}
	if c.file, err = openBase(base); err != nil {
		return err
	}
	c.layOut(base)
	c.deal(min(correctionFolds, len(corrected)))
	return nil
}

// gatherReference takes the reference, or the sample set for one, without the
// titles that were corrected.
func (c *corrector) gatherReference(base *model.Model, corrected map[string]bool) error {
	reference, _, err := distinct("reference", c.opt.Reference)
	if err != nil {
		return err
	}
	if c.anchored = len(reference) == 0; c.anchored {
		reference = datasets.Sample()
		for i, e := range reference {
			reference[i].Soft, reference[i].Weight = base.Score(e.Text), anchorWeight
		}
	}
	for _, e := range reference {
		if corrected[datasets.Key(e.Text)] {
			c.overruled++
		} else {
			c.reference = append(c.reference, e)
		}
	}
	if len(c.reference) == 0 {
		return errors.New("correcting: every title of the reference was corrected; headlines to see by that the rest stays good are wanted")
	}
	_, _, err = distinct("check", c.opt.Check)
	return err
}

// distinct merges repeats and drops what has no weight.
func distinct(what string, examples []datasets.Example) ([]datasets.Example, datasets.Report, error) {
	for _, e := range examples {
		if e.Label != datasets.Neutral && e.Label != datasets.Sensational {
			return nil, datasets.Report{}, fmt.Errorf("correcting: %s: %s:%d: field label: no label", what, e.File, e.Line)
		}
	}
	merged, report := datasets.Dedupe(examples)
	return slices.DeleteFunc(merged, func(e datasets.Example) bool { return e.Weight <= 0 }), report, nil
}

// layOut computes the rows. What no correction holds is no column: nothing asks
// for it to move.
func (c *corrector) layOut(base *model.Model) {
	n := len(c.corrections) + len(c.reference)
	texts := make([]string, n)
	for i := range texts {
		texts[i] = c.example(i).Text
	}
	corpus := extract(texts)
	moves := map[uint64]bool{}
	corpus.eachGrams(func(i int, grams []uint64) {
		for _, g := range grams {
			if i < len(c.corrections) {
				moves[c.file.grams.key(g)] = true
			}
		}
	})
	c.rows = newShiftRows(corpus, func(h uint64) (uint64, bool) {
		k := c.file.grams.key(h)
		return k, moves[k]
	})
	slope, offset := c.file.head().Slope, c.file.head().Offset
	c.rows.slope = slope
	for i, text := range texts {
		e := c.example(i)
		c.rows.base[i] = slope*base.LogOdds(text) + offset
		c.rows.target = append(c.rows.target, e.Soft)
		weight := e.Weight
		if i < len(c.corrections) {
			weight *= c.opt.Weight
		}
		c.rows.weight = append(c.rows.weight, weight)
		c.before = append(c.before, base.Score(text))
	}
}

// deal deals the rows to k folds: equal shares of corrections and reference and
// of either label in each, and titles that differ in capitals or punctuation
// alone together. Unlike Folds it takes verdicts that are all of one label.
func (c *corrector) deal(k int) {
	type unit struct{ kind, row int }
	var units []unit
	first := map[string]int{}
	for i := range c.rows.base {
		e := c.example(i)
		key := datasets.Key(e.Text)
		if _, ok := first[key]; ok {
			continue
		}
		first[key] = i
		kind := e.Label
		if i >= len(c.corrections) {
			kind += 2
		}
		units = append(units, unit{kind, i})
	}
	rng := rand.New(rand.NewPCG(c.opt.Seed, 0xba5e))
	rng.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
	slices.SortStableFunc(units, func(a, b unit) int { return cmp.Compare(a.kind, b.kind) })
	c.fold = make([]int, len(c.rows.base))
	for n, u := range units {
		c.fold[u.row] = n % k
	}
	for i := range c.fold {
		c.fold[i] = c.fold[first[datasets.Key(c.example(i).Text)]]
	}
}
