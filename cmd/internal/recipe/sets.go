package recipe

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
)

// Sets are the data that the shipped model learns from.
type Sets struct {
	Gold, ClickID, StopClickbait, Sample, Annotated []datasets.Example
	Titles                                          []datasets.Example // without labels
	Bodies                                          []string           // of articles
	Strata                                          []string           // of Gold, row by row
}

// Read loads the folder of training data; the project's own annotations are
// read from the working directory, its root. A row that cannot be read is an
// error: what is shipped must rest on all of it.
func Read(dir string) (*Sets, error) {
	s := &Sets{Sample: datasets.Sample()}
	var err error
	load := func(name string, unlabelled bool) []datasets.Example {
		ex, e := datasets.ReadFile(filepath.Join(dir, name), datasets.Options{Unlabelled: unlabelled})
		err = errors.Join(err, e)
		return ex
	}
	s.Gold = load("gold/train.tsv", false)
	s.ClickID = load("click-id/train.tsv", false)
	s.StopClickbait = load("stop-clickbait/train.tsv", false)
	s.Titles = slices.Concat(load("click-id/unlabelled.tsv", true), load("unlabelled-more.tsv", true))
	articles := load("click-id/articles.tsv", true)
	if err != nil {
		return nil, err
	}
	if s.Bodies, err = column(filepath.Join(dir, "click-id/articles.tsv"), "body"); err != nil {
		return nil, err
	}
	if s.Strata, err = column(filepath.Join(dir, "gold/train.tsv"), "stratum"); err != nil {
		return nil, err
	}
	s.Annotated, err = annotated(slices.Concat(s.ClickID, s.Titles, s.StopClickbait, articles))
	weigh(s.Gold, goldWeight)
	weigh(s.Sample, goldWeight)
	weigh(s.Annotated, annotatedWeight)
	return s, err
}

// Weights of the examples, chosen by cross-validation on gold. Twice the weight
// of all halves the penalty, which so many examples bear.
const (
	goldWeight      = 2
	annotatedWeight = 4
)

func weigh(examples []datasets.Example, by float64) {
	for i := range examples {
		examples[i].Weight *= by
	}
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
