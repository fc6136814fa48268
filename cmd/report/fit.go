package main

import (
	"fmt"
	"sync"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// fit is a cross-fitted recipe with the out-of-fold probabilities of its
// labeller.
type fit struct {
	*train.Columns
	p         []float64
	threshold float64
}

// change alters a recipe before it is fitted.
type change func(*train.Options)

// fitGold cross-fits the shipped recipe, changed, on gold.
func (l *lab) fitGold(name string, a train.Ablation, changes ...change) (*fit, error) {
	opt := l.sets.Options(l.words, l.progress(name))
	return l.fit(name, l.sets.Gold, opt, a, changes)
}

// fitClickID cross-fits heboh train's recipe, changed, on CLICK-ID.
func (l *lab) fitClickID(name string, a train.Ablation, changes ...change) (*fit, error) {
	opt := l.sets.ClickIDOptions(l.words, l.progress(name))
	return l.fit(name, l.sets.ClickID, opt, a, changes)
}

func (l *lab) fit(name string, examples []datasets.Example, opt train.Options, a train.Ablation, changes []change) (*fit, error) {
	for _, c := range changes {
		c(&opt)
	}
	f := &fit{}
	var err error
	if f.Columns, err = train.CrossFit(l.ctx, examples, opt, a); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f.p, f.threshold, err = f.Label()
	return f, err
}

// gold is the shipped recipe on gold, fitted once.
func (l *lab) gold() (*fit, error) {
	var err error
	if l.whole == nil {
		l.whole, err = l.fitGold("recipe on gold", train.Ablation{})
	}
	return l.whole, err
}

// untaught is the same without the teacher, which takes most of the time.
func (l *lab) untaught() (*fit, error) {
	var err error
	if l.plain == nil {
		l.plain, err = l.fitGold("recipe on gold without the teacher", train.Ablation{Undistilled: true})
	}
	return l.plain, err
}

// clickbait is the recipe on CLICK-ID, fitted once.
func (l *lab) clickbait() (*fit, error) {
	var err error
	if l.clickID == nil {
		l.clickID, err = l.fitClickID("recipe on CLICK-ID", train.Ablation{})
	}
	return l.clickID, err
}

// without fits labellers, two at a time, each without a list of columns, and
// returns their probabilities.
func (f *fit) without(lists [][]string) ([][]float64, error) {
	out := make([][]float64, len(lists))
	errs := make([]error, len(lists))
	turn := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for i, list := range lists {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			out[i], _, errs[i] = f.Label(list...)
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("without %v: %w", lists[i], err)
		}
	}
	return out, nil
}

// labels of the examples judged.
func (f *fit) labels() []int { return labelsOf(f.Examples) }

func labelsOf(examples []datasets.Example) []int {
	out := make([]int, len(examples))
	for i, e := range examples {
		out[i] = e.Label
	}
	return out
}

// pick lists the rows that an example meets.
func pick(examples []datasets.Example, want func(datasets.Example) bool) (rows []int) {
	for i, e := range examples {
		if want(e) {
			rows = append(rows, i)
		}
	}
	return rows
}

// inLang picks a language.
func inLang(lang string) func(datasets.Example) bool {
	return func(e datasets.Example) bool { return e.Lang == lang }
}

// at takes the elements at rows.
func at[T any](list []T, rows []int) []T {
	out := make([]T, len(rows))
	for k, i := range rows {
		out[k] = list[i]
	}
	return out
}
