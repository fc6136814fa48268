// Package recipe is what the shipped model is made of: its data and options.
// The command ship makes the model by it, the command report measures it.
package recipe

import (
	"slices"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

// Version of the shipped model; a retrained model with other weights gets a
// new one and an entry in the model's changelog.
const Version = "4"

// Seed of everything shipped.
const Seed = 1

// Progress is told what is being done and how far it is.
type Progress = func(stage string, done, total int)

// Options are the recipe of the shipped model.
func (s *Sets) Options(w *train.Words, say Progress) train.Options {
	rule, err := train.ParseRule("f1")
	if err != nil {
		panic(err) // a constant
	}
	return train.Options{
		Seed: Seed, Rule: rule, Words: w, Progress: say,
		Extra:      slices.Concat(s.Annotated, s.Sample),
		Related:    slices.Concat(s.ClickID, s.StopClickbait),
		Unlabelled: texts(s.Titles),
		Info: model.Info{
			Name: "heboh", Version: Version, Languages: []string{"id", "en"},
			Description: "whether a headline is told sensationally, by the rubric of the project",
			Data:        s.sources(),
		},
	}
}

// ClickIDOptions are those of heboh train --data click-id/train.tsv.
func (s *Sets) ClickIDOptions(w *train.Words, say Progress) train.Options {
	return train.Options{Seed: Seed, Words: w, Progress: say}
}

func (s *Sets) sources() []model.Source {
	const clickID = "William & Sari 2020, doi 10.1016/j.dib.2020.106231"
	return []model.Source{
		{Name: "gold", Rows: len(s.Gold), License: "CC BY 4.0, MIT", Use: "examples", Credit: "annotations by the rubric of headlines of CLICK-ID (" + clickID + "), Stop Clickbait and Downs"},
		{Name: "annotations", Rows: len(s.Annotated), License: "Apache-2.0", Use: "more examples", Credit: "the project's own labels by the rubric, of headlines of the other sets"},
		{Name: "sample", Rows: len(s.Sample), License: "Apache-2.0", Use: "more examples", Credit: "headlines written and labelled by the project"},
		{Name: "click-id", Rows: len(s.ClickID), License: "CC BY 4.0", Use: "related label, clickbait", Credit: clickID},
		{Name: "stop-clickbait", Rows: len(s.StopClickbait), License: "MIT", Use: "related label, clickbait", Credit: "Chakraborty et al. 2016"},
		{Name: "titles without labels", Rows: len(s.Titles), License: "CC BY 4.0, MIT, public use", Use: "distillation, word vectors", Credit: "CLICK-ID (" + clickID + "), ruzcmc/ClickbaitIndo-textclassifier, salmadanu/narasipal"},
		{Name: "article bodies", Rows: len(s.Bodies), License: "CC BY 4.0", Use: "word vectors", Credit: "CLICK-ID (" + clickID + ")"},
	}
}
