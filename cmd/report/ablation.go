package main

import (
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// variant is a recipe with something left out.
type variant struct {
	name string
	p    []float64
}

// ablation measures what each stage, cue family and kind of data adds.
func ablation(l *lab) (*section, error) {
	whole, err := l.whole()
	if err != nil {
		return nil, err
	}
	families, err := whole.withoutFamilies()
	if err != nil {
		return nil, err
	}
	stages, err := whole.withoutStages()
	if err != nil {
		return nil, err
	}
	bare, err := l.gold("without word vectors", train.Ablation{}, nil)
	if err != nil {
		return nil, err
	}
	clickID, err := l.clickID("recipe on CLICK-ID", train.Ablation{})
	if err != nil {
		return nil, err
	}
	ofClickID, err := clickID.withoutStages()
	if err != nil {
		return nil, err
	}
	refits := []variant{{"without word vectors", bare.p}}
	return &section{Model: recipe.Version, Tables: []*table{
		changes("stages", whole, stages, langs),
		changes("data", whole, refits, langs),
		changes("cue families", whole, families, langs),
		changes("stages on CLICK-ID", clickID, ofClickID, []string{""}),
	}}, nil
}

// stageTitles are the columns of the stages in words.
var stageTitles = map[string]string{"ngrams": "n-grams"}

// withoutStages leaves out each kind of column, and keeps each alone. Only the
// labeller is fitted again.
func (f *fit) withoutStages() ([]variant, error) {
	names := f.Names()
	cues, stages := names[:features.NumCues], names[features.NumCues:]
	list, drop := []string{"without cues", "cues alone"}, [][]string{cues, stages}
	for _, s := range stages {
		list = append(list, "without "+stageTitles[s], stageTitles[s]+" alone")
		drop = append(drop, []string{s}, slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == s }))
	}
	return f.variants(list, drop)
}

// withoutFamilies leaves out the cues of each group of the catalogue.
func (f *fit) withoutFamilies() ([]variant, error) {
	var list []string
	var drop [][]string
	for _, cue := range features.Catalogue() {
		name := "without " + string(cue.Group)
		i := slices.Index(list, name)
		if i < 0 {
			i, list, drop = len(list), append(list, name), append(drop, nil)
		}
		drop[i] = append(drop[i], cue.Name)
	}
	return f.variants(list, drop)
}

// variants fits labellers that lack a list of columns each.
func (f *fit) variants(names []string, drop [][]string) ([]variant, error) {
	out := make([]variant, len(names))
	var group errgroup.Group
	group.SetLimit(2)
	for i, name := range names {
		group.Go(func() error {
			p, _, err := f.Label(drop[i]...)
			out[i] = variant{name, p}
			return err
		})
	}
	return out, group.Wait()
}

// areas are the columns by which variants are compared; they need no threshold.
var areas = []string{"ROC-AUC", "average precision"}

// changes compares variants with the whole recipe, with the 95 % intervals of the
// differences over the same resamples. The language "" is all rows.
func changes(name string, whole *fit, list []variant, langs []string) *table {
	t := &table{Name: name, Rows: []row{{Name: "the whole recipe"}}}
	for _, v := range list {
		t.Rows = append(t.Rows, row{Name: v.name})
	}
	for _, lang := range langs {
		prefix := ""
		if lang != "" {
			prefix = lang + " "
		}
		rows := whole.rows(lang)
		part := whole.of(rows)
		before := part.measure()
		for _, column := range areas {
			t.Columns = append(t.Columns, prefix+column, prefix+column+" change")
			t.Rows[0].Cells = append(t.Rows[0].Cells, figure(value(before, column)), nil)
		}
		for i, v := range list {
			other := sample{p: at(v.p, rows), labels: part.labels}
			after := other.measure()
			moved := metrics.Differences(metrics.Scores{P: part.p}, metrics.Scores{P: other.p}, part.labels, recipe.Seed)
			for _, column := range areas {
				now, between := value(after, column), moved[metricNames[column]]
				t.Rows[i+1].Cells = append(t.Rows[i+1].Cells, figure(now), figure(now-value(before, column), between[:]...))
			}
		}
	}
	return t
}
