package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
)

// seed of everything shipped.
const seed = 1

// vocabularySize is the most words that get a vector.
const vocabularySize = 16000

// sets are the data that the shipped model learns from.
type sets struct {
	gold, clickID, stopClickbait, sample, annotated []datasets.Example
	titles                                          []datasets.Example // without labels
	bodies                                          []string           // of articles
	strata                                          []string           // of gold
}

// read loads the folder of training data. A row that cannot be read is an
// error: what is shipped must rest on all of it.
func read(dir string) (*sets, error) {
	s := &sets{sample: datasets.Sample()}
	var err error
	load := func(name string, unlabelled bool) []datasets.Example {
		ex, e := datasets.ReadFile(filepath.Join(dir, name), datasets.Options{Unlabelled: unlabelled})
		err = errors.Join(err, e)
		return ex
	}
	s.gold = load("gold/train.tsv", false)
	s.clickID = load("click-id/train.tsv", false)
	s.stopClickbait = load("stop-clickbait/train.tsv", false)
	s.titles = slices.Concat(load("click-id/unlabelled.tsv", true), load("unlabelled-more.tsv", true))
	articles := load("click-id/articles.tsv", true)
	if err != nil {
		return nil, err
	}
	if s.bodies, err = column(filepath.Join(dir, "click-id/articles.tsv"), "body"); err != nil {
		return nil, err
	}
	if s.strata, err = column(filepath.Join(dir, "gold/train.tsv"), "stratum"); err != nil {
		return nil, err
	}
	s.annotated, err = annotated(slices.Concat(s.clickID, s.titles, s.stopClickbait, articles))
	return s, err
}

// annotated joins the project's own labels of headlines to their texts.
func annotated(titles []datasets.Example) ([]datasets.Example, error) {
	f, err := os.Open("datasets/annotations/rubric.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	notes, err := datasets.ReadAnnotations(f, f.Name())
	if err != nil {
		return nil, err
	}
	seen := make(map[string]bool, len(titles))
	once := slices.DeleteFunc(titles, func(e datasets.Example) bool {
		k := datasets.Key(e.Text)
		known := seen[k]
		seen[k] = true
		return known
	})
	return datasets.JoinAnnotations(slices.Values(once), notes), nil
}

// column reads one column of a plain TSV file.
func column(path, name string) ([]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	at := slices.Index(strings.Split(lines[0], "\t"), name)
	var out []string
	for i, line := range lines[1:] {
		fields := strings.Split(line, "\t")
		if at < 0 || at >= len(fields) {
			return nil, fmt.Errorf("%s:%d: field %s is missing", path, i+2, name)
		}
		out = append(out, fields[at])
	}
	return out, nil
}

// learnWords trains the word vectors and returns them as they are after being
// written and read, rounded.
func learnWords(s *sets) (*train.Words, []byte, error) {
	texts := texts(s.clickID, s.titles, s.stopClickbait)
	w, err := train.LearnWords(append(texts, s.bodies...), vocabularySize, seed)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	if err := w.Save(&b); err != nil {
		return nil, nil, err
	}
	w, err = train.ReadWords(bytes.NewReader(b.Bytes()))
	return w, b.Bytes(), err
}

func texts(lists ...[]datasets.Example) (out []string) {
	for _, list := range lists {
		for _, e := range list {
			out = append(out, e.Text)
		}
	}
	return out
}

type progress = func(stage string, done, total int)

// options are the recipe of the shipped model.
func (s *sets) options(w *train.Words, say progress) train.Options {
	rule, err := train.ParseRule("f1")
	if err != nil {
		panic(err) // a constant
	}
	return train.Options{
		Seed: seed, Rule: rule, Words: w, Progress: say,
		Extra:      slices.Concat(s.annotated, s.sample),
		Related:    slices.Concat(s.clickID, s.stopClickbait),
		Unlabelled: texts(s.titles),
		Info: model.Info{
			Name: "heboh", Version: version, Languages: []string{"id", "en"},
			Description: "whether a headline is told sensationally, by the rubric of the project",
			Data:        s.sources(),
		},
	}
}

// clickIDOptions are those of heboh train --data click-id/train.tsv.
func (s *sets) clickIDOptions(w *train.Words, say progress) train.Options {
	return train.Options{Seed: seed, Words: w, Progress: say}
}

func (s *sets) sources() []model.Source {
	const clickID = "William & Sari 2020, doi 10.1016/j.dib.2020.106231"
	return []model.Source{
		{Name: "gold", Rows: len(s.gold), License: "CC BY 4.0, MIT", Use: "examples", Credit: "annotations by the rubric of headlines of CLICK-ID (" + clickID + "), Stop Clickbait and Downs"},
		{Name: "annotations", Rows: len(s.annotated), License: "Apache-2.0", Use: "more examples", Credit: "the project's own labels by the rubric, of headlines of the other sets"},
		{Name: "sample", Rows: len(s.sample), License: "Apache-2.0", Use: "more examples", Credit: "headlines written and labelled by the project"},
		{Name: "click-id", Rows: len(s.clickID), License: "CC BY 4.0", Use: "related label, clickbait", Credit: clickID},
		{Name: "stop-clickbait", Rows: len(s.stopClickbait), License: "MIT", Use: "related label, clickbait", Credit: "Chakraborty et al. 2016"},
		{Name: "titles without labels", Rows: len(s.titles), License: "CC BY 4.0, MIT, public use", Use: "distillation, word vectors", Credit: "CLICK-ID (" + clickID + "), ruzcmc/ClickbaitIndo-textclassifier, salmadanu/narasipal"},
		{Name: "article bodies", Rows: len(s.bodies), License: "CC BY 4.0", Use: "word vectors", Credit: "CLICK-ID (" + clickID + ")"},
	}
}
