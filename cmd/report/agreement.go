package main

import (
	"math/rand/v2"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
)

// raters of the rows on which the annotators' own agreement is known.
const raters = 3

// agreement sets the model's verdicts beside the annotators': kappa is the
// agreement beyond chance.
func agreement(f *fit) *record.Table {
	t := &record.Table{Name: "agreement", Columns: []string{"n", "agreement", "kappa"}}
	for _, lang := range langs {
		all := pick(f.Examples, inLang(lang))
		shared := pick(f.Examples, func(e datasets.Example) bool { return e.Lang == lang && e.Annotators == raters })
		for _, c := range []struct {
			name string
			rows []int
			pair func(i int) pairing
		}{
			{"the model and the label", all, f.withLabel},
			{"the model and the label, rows of three annotators", shared, f.withLabel},
			{"the model and one of the annotators", shared, f.withAnnotator},
			{"two of the annotators", shared, f.amongAnnotators},
		} {
			if len(c.rows) == 0 {
				continue
			}
			share, kappa, between := kappas(c.rows, c.pair)
			t.Rows = append(t.Rows, record.Row{
				Name:  langNames[lang] + ": " + c.name,
				Cells: []record.Cell{record.Count(len(c.rows)), record.Value(share), record.Between(kappa, between)},
			})
		}
	}
	return t
}

// pairing is how two raters meet on a row: the chance that they agree, and that
// each says sensational. It is a chance where one is drawn among annotators.
type pairing struct{ agree, first, second float64 }

// says is 1 where the model says sensational.
func (f *fit) says(i int) float64 {
	if f.p[i] >= f.threshold {
		return 1
	}
	return 0
}

func (f *fit) withLabel(i int) pairing {
	a, b := f.says(i), float64(f.Examples[i].Label)
	return pairing{a*b + (1-a)*(1-b), a, b}
}

// withAnnotator meets an annotator drawn at random: gold tells how many voted,
// not who.
func (f *fit) withAnnotator(i int) pairing {
	e := f.Examples[i]
	a, b := f.says(i), float64(e.Votes)/float64(e.Annotators)
	return pairing{a*b + (1-a)*(1-b), a, b}
}

// amongAnnotators draws two of a row's annotators; kappa over these is that of
// Fleiss (1971).
func (f *fit) amongAnnotators(i int) pairing {
	e := f.Examples[i]
	v, n := float64(e.Votes), float64(e.Annotators)
	return pairing{(v*(v-1) + (n-v)*(n-v-1)) / (n * (n - 1)), v / n, v / n}
}

// kappas returns the share of agreement and Cohen's kappa (1960) over rows,
// with its 95 % bootstrap interval.
func kappas(rows []int, pair func(int) pairing) (share, kappa float64, between [2]float64) {
	pairs := make([]pairing, len(rows))
	for k, i := range rows {
		pairs[k] = pair(i)
	}
	of := func(draw func(k int) int) (share, kappa float64) {
		var s pairing
		for k := range pairs {
			p := pairs[draw(k)]
			s.agree += p.agree
			s.first += p.first
			s.second += p.second
		}
		n := float64(len(pairs))
		a, b := s.first/n, s.second/n
		chance := a*b + (1-a)*(1-b)
		return s.agree / n, (s.agree/n - chance) / (1 - chance)
	}
	rng := rand.New(rand.NewPCG(recipe.Seed, 0x4a99a))
	values := make([]float64, resamples)
	for r := range values {
		_, values[r] = of(func(int) int { return rng.IntN(len(pairs)) })
	}
	share, kappa = of(func(k int) int { return k })
	return share, kappa, interval(values)
}
