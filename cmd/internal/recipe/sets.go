package recipe

import (
	"errors"
	"fmt"
	"maps"
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
	notes, err := annotations()
	if err != nil {
		return nil, err
	}
	s.Annotated = annotated(slices.Concat(s.ClickID, s.Titles, s.StopClickbait, articles), notes, reread(s.Gold, notes))
	weigh(s.Gold, func(datasets.Example) float64 { return 6 })
	weigh(s.Annotated, func(datasets.Example) float64 { return 4 })
	weigh(s.Sample, sampleWeight)
	return s, nil
}

// weigh sets the weights of examples; twice the weight of all halves the
// penalty, which so many examples bear. The weights were chosen by
// cross-validation on gold and the behavioural suite.
func weigh(examples []datasets.Example, by func(datasets.Example) float64) {
	for i := range examples {
		examples[i].Weight *= by(examples[i])
	}
}

// sampleWeight is that of a row of the sample set. English headlines of tabloid
// kind are in no other set: real ones are those of a portal and of newspapers.
func sampleWeight(e datasets.Example) float64 {
	if e.Lang == "en" {
		return 6
	}
	return 2
}

// rereadShare is how much of a target is the project's own readers', where
// they read a headline of gold again; also chosen so.
const rereadShare = 0.5

// reread mixes the project's own readings of headlines of gold into their
// targets, which are learnt from; the labels, which everything is measured
// against, stay gold's. It returns the keys of gold.
func reread(gold []datasets.Example, notes datasets.Annotations) map[string]bool {
	keys := make(map[string]bool, len(gold))
	for i := range gold {
		e := &gold[i]
		key := datasets.KeyHash(e.Text)
		keys[key] = true
		if note, ok := notes[key]; ok {
			e.Soft += rereadShare * (datasets.SoftFromIntensity(note.Intensity) - e.Soft)
		}
	}
	return keys
}

// annotations reads the project's own labels.
func annotations() (datasets.Annotations, error) {
	f, err := os.Open("datasets/annotations/rubric.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return datasets.ReadAnnotations(f, f.Name())
}

// annotated joins the project's own labels of headlines to their texts, but of
// those with the keys of gold.
func annotated(titles []datasets.Example, notes datasets.Annotations, gold map[string]bool) []datasets.Example {
	own := maps.Clone(notes)
	maps.DeleteFunc(own, func(key string, _ datasets.Annotation) bool { return gold[key] })
	return datasets.JoinAnnotations(slices.Values(titles), own)
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
