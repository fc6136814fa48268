package main

import (
	"slices"

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
	bare, err := l.gold("without word vectors (no net, no teacher)", train.Ablation{}, nil)
	if err != nil {
		return nil, err
	}
	untaught, err := l.untaught()
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
	refits := []variant{{"without word vectors (no net, no teacher)", bare.p}, {"without the teacher (distillation)", untaught.p}}
	return &section{Model: recipe.Version, Tables: []*table{
		changes("stages", whole, stages, langs),
		changes("data and teacher", whole, refits, langs),
		changes("cue families", whole, families, langs),
		changes("stages on CLICK-ID", clickID, ofClickID, []string{""}),
	}}, nil
}

// untaught is the recipe on gold without the teacher, which takes most of the time.
func (l *lab) untaught() (*fit, error) {
	return l.gold("recipe on gold without the teacher", train.Ablation{Undistilled: true}, l.words)
}

// stageTitles are the columns of the stages in words.
var stageTitles = map[string]string{"ngrams": "n-grams", "net": "the net", "related": "the related label's score"}

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

func (f *fit) variants(names []string, drop [][]string) ([]variant, error) {
	p, err := f.without(drop)
	out := make([]variant, len(names))
	for i, name := range names {
		out[i] = variant{name, p[i]}
	}
	return out, err
}

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
		rows := pick(whole.Examples, inLang(lang))
		part := whole.of(rows)
		base := areas(part)
		for a, area := range []string{"ROC-AUC", "average precision"} {
			t.Columns = append(t.Columns, prefix+area, prefix+area+" change")
			t.Rows[0].Cells = append(t.Rows[0].Cells, figure(base[a]), cell{})
		}
		for i, v := range list {
			other := part
			other.p = at(v.p, rows)
			between := metrics.Differences(part.scores(), other.scores(), part.labels, recipe.Seed)
			for a, value := range areas(other) {
				moved := between[areaNames[a]]
				t.Rows[i+1].Cells = append(t.Rows[i+1].Cells, figure(value), figure(value-base[a], moved[:]...))
			}
		}
	}
	return t
}

// areaNames are the areas as metrics.Names has them.
var areaNames = [2]string{"roc_auc", "average_precision"}

func areas(s sample) [2]float64 {
	m := s.measure()
	return [2]float64{float64(m.ROCAUC), float64(m.AveragePrecision)}
}
