package main

import (
	"slices"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/train"
)

// variant is a recipe with something left out.
type variant struct {
	name string
	p    []float64
}

// ablation measures what every stage and family of cues is worth.
func ablation(l *lab) (*record.Section, error) {
	whole, err := l.gold()
	if err != nil {
		return nil, err
	}
	families, err := whole.withoutFamilies()
	if err != nil {
		return nil, err
	}
	l.tell("labellers without a family of cues")
	stages, err := whole.withoutStages()
	if err != nil {
		return nil, err
	}
	l.tell("labellers without a stage")
	refits, err := l.refits()
	if err != nil {
		return nil, err
	}
	clickbait, err := l.clickbait()
	if err != nil {
		return nil, err
	}
	small, err := clickbait.withoutStages()
	if err != nil {
		return nil, err
	}
	byLang := func(name string, list []variant) *record.Table { return changes(name, whole, list, langs) }
	return &record.Section{Model: recipe.Version, Tables: []*record.Table{
		byLang("stages", stages),
		byLang("data and teacher", refits),
		byLang("families of cues", families),
		changes("stages on CLICK-ID", clickbait, small, []string{""}),
	}}, nil
}

// stageTitles are the columns' names in words.
var stageTitles = map[string]string{"ngrams": "n-grams", "net": "the net", "related": "the related label's score"}

// withoutStages leaves out each kind of columns, and keeps each alone. The
// stages are not fitted again: only the labeller is.
func (f *fit) withoutStages() ([]variant, error) {
	names := f.Names()
	cues, stages := names[:features.NumCues], names[features.NumCues:]
	list := []string{"without cues", "cues alone"}
	drop := [][]string{cues, stages}
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
		at := slices.Index(list, "without "+string(cue.Group))
		if at < 0 {
			at = len(list)
			list, drop = append(list, "without "+string(cue.Group)), append(drop, nil)
		}
		drop[at] = append(drop[at], cue.Name)
	}
	return f.variants(list, drop)
}

func (f *fit) variants(names []string, drop [][]string) ([]variant, error) {
	p, err := f.without(drop)
	if err != nil {
		return nil, err
	}
	out := make([]variant, len(names))
	for i, name := range names {
		out[i] = variant{name, p[i]}
	}
	return out, nil
}

// refits are the recipes that need their stages fitted again.
func (l *lab) refits() ([]variant, error) {
	const unread = "without word vectors (no net, no teacher)"
	bare, err := l.fitGold(unread, train.Ablation{}, func(o *train.Options) { o.Words = nil })
	if err != nil {
		return nil, err
	}
	f, err := l.untaught()
	if err != nil {
		return nil, err
	}
	return []variant{{unread, bare.p}, {"without the teacher (distillation)", f.p}}, nil
}

// changes sets variants beside the whole recipe, with the 95 % intervals of the
// differences over the same resamples. A language "" is all rows.
func changes(name string, whole *fit, list []variant, langs []string) *record.Table {
	t := &record.Table{Name: name, Rows: []record.Row{{Name: "the whole recipe"}}}
	for _, v := range list {
		t.Rows = append(t.Rows, record.Row{Name: v.name})
	}
	for _, lang := range langs {
		prefix := ""
		if lang != "" {
			prefix = lang + "_"
		}
		t.Columns = append(t.Columns, prefix+"roc_auc", prefix+"roc_auc_change", prefix+"average_precision", prefix+"average_precision_change")
		rows := pick(whole.Examples, func(e datasets.Example) bool { return lang == "" || e.Lang == lang })
		addChanges(t, rows, whole, list)
	}
	return t
}

// addChanges adds four cells to every row of the table.
func addChanges(t *record.Table, rows []int, whole *fit, list []variant) {
	labels := at(whole.labels(), rows)
	times := draws(len(rows))
	base := rank(at(whole.p, rows), labels)
	auc, ap := base.areas(nil)
	t.Rows[0].Cells = append(t.Rows[0].Cells, record.Value(auc), record.Cell{}, record.Value(ap), record.Cell{})
	drawn := make([][2]float64, len(times))
	for r := range times {
		drawn[r][0], drawn[r][1] = base.areas(times[r])
	}
	for i, v := range list {
		other := rank(at(v.p, rows), labels)
		a, b := other.areas(nil)
		var moved [2][]float64
		for r := range times {
			x, y := other.areas(times[r])
			moved[0], moved[1] = append(moved[0], x-drawn[r][0]), append(moved[1], y-drawn[r][1])
		}
		t.Rows[i+1].Cells = append(t.Rows[i+1].Cells,
			record.Value(a), record.Between(a-auc, interval(moved[0])), record.Value(b), record.Between(b-ap, interval(moved[1])))
	}
}
