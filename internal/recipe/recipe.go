// Package recipe is what the shipped model is made of: its data and options. The
// command ship makes the model from it, bench/report measures it.
package recipe

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train"
	"github.com/heboh/heboh/train/metrics"
)

// Version of the shipped model. A retrained model with other weights gets a new
// one, and an entry in the model's changelog.
const Version = "12"

// Seed of everything shipped.
const Seed = 1

// vocabularySize is the largest number of words that get a vector.
const vocabularySize = 32000

// rereadShare is the weight of the project's own readers in the target of a
// headline of gold that they read again, chosen by cross-validation on gold. The weights
// in weigh were chosen on fresh headlines and the behaviour suite.
const rereadShare = 0.5

// Sets are the data that the shipped model learns from.
type Sets struct {
	Gold, ClickID, StopClickbait, Sample, Annotated []datasets.Example
	Press                                           []datasets.Example // of recent years, read for both questions
	Doubtful                                        []datasets.Example // the same, picked where a model was unsure
	Titles                                          []datasets.Example // without labels
	Labelled                                        []datasets.Example // more press, by other readers
	Teacher                                         []train.Taught     // by a sentence encoder; nil for none
}

// Read loads the folder of training data and, below the root of the project, its own
// annotations. A row that cannot be read is an error.
func Read(root, dir string) (*Sets, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("no training data in %s, which a clone does not have; see The shipped model in CONTRIBUTING.md: %w", dir, err)
	}
	s := &Sets{Sample: datasets.Sample()}
	var problems []error
	load := func(name string, unlabelled bool) []datasets.Example {
		ex, err := datasets.ReadFile(filepath.Join(dir, name), datasets.Options{Unlabelled: unlabelled})
		problems = append(problems, err)
		return ex
	}
	s.Gold = load("gold/train.tsv", false)
	s.ClickID = load("click-id/train.tsv", false)
	s.StopClickbait = load("stop-clickbait/train.tsv", false)
	s.Titles = slices.Concat(load("click-id/unlabelled.tsv", true), load("unlabelled-more.tsv", true))
	articles := load("click-id/articles.tsv", true)
	pool := load("pool/titles.tsv", true)
	s.Labelled = load("pool/labelled.tsv", true) // its label is the intensity
	for i, e := range s.Labelled {
		s.Labelled[i].Label = datasets.LabelFromIntensity(e.Intensity)
	}
	notes, err := annotations(root, "rubric.tsv")
	press, errPress := annotations(root, "press.tsv")
	doubtful, errDoubtful := annotations(root, "doubtful.tsv")
	if err := errors.Join(append(problems, err, errPress, errDoubtful)...); err != nil {
		return nil, err
	}
	s.Annotated = annotated(slices.Concat(s.ClickID, s.Titles, s.StopClickbait, articles), notes, reread(s.Gold, notes))
	s.Press = datasets.JoinAnnotations(pool, press)
	s.Doubtful = datasets.JoinAnnotations(slices.Concat(pool, s.Titles), doubtful)
	if s.Teacher, err = teacher(root, slices.Concat(pool, s.Gold, s.ClickID, s.StopClickbait, s.Titles, articles)); err != nil {
		return nil, err
	}
	s.weigh()
	return s, nil
}

func (s *Sets) weigh() {
	weigh(s.Gold, 2)
	weigh(s.Press, 4)
	weigh(s.Doubtful, 4)
	weigh(s.Labelled, 4)
	weigh(s.Annotated, 4)
	weigh(s.Sample, 4)
}

// weigh multiplies the weights of examples. A larger sum of weights weakens the
// penalty, which so many examples bear.
func weigh(examples []datasets.Example, by float64) {
	for i := range examples {
		examples[i].Weight *= by
	}
}

// reread mixes the project's own readings of headlines of gold into their
// targets, which are learnt from. Labels, which everything is measured against,
// stay gold's. It returns the keys of gold.
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

// Examples are those that the shipped model is calibrated and judged on.
func (s *Sets) Examples() []datasets.Example { return slices.Concat(s.Gold, s.Press, s.Labelled) }

// teacher joins the teacher's probabilities, stored by the hash of the title in
// thousandths, to the titles. The teacher is not made here: a multilingual E5 (Wang et al. 2024),
// fine-tuned twice, and for English a MiniLM (Reimers & Gurevych 2019) beside it, on the labels of
// all sets but Labelled; their mean log-odds count.
func teacher(root string, titles []datasets.Example) (taught []train.Taught, err error) {
	rows, err := Columns(filepath.Join(root, "datasets/annotations/teacher.tsv.gz"), "key", "sensational", "biased")
	if err != nil {
		return nil, err
	}
	says := make(map[string][]string, len(rows))
	for _, row := range rows {
		says[row[0]] = row[1:]
	}
	for _, e := range titles {
		key := datasets.KeyHash(e.Text)
		row, ok := says[key]
		if !ok {
			continue
		}
		delete(says, key) // a title of several sets is listed once
		sensational, errS := strconv.Atoi(row[0])
		biased, errB := strconv.Atoi(row[1])
		if err := cmp.Or(errS, errB); err != nil {
			return nil, fmt.Errorf("teacher.tsv.gz: %s: %w", key, err)
		}
		taught = append(taught, train.Taught{Text: e.Text, Sensational: float64(sensational) / 1000, Biased: float64(biased) / 1000})
	}
	return taught, nil
}

func annotations(root, name string) (datasets.Annotations, error) {
	f, err := os.Open(filepath.Join(root, "datasets/annotations", name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return datasets.ReadAnnotations(f, f.Name())
}

// annotated joins the project's own labels to the headlines they belong to,
// except those with the keys of gold.
func annotated(titles []datasets.Example, notes datasets.Annotations, gold map[string]bool) []datasets.Example {
	own := maps.Clone(notes)
	maps.DeleteFunc(own, func(key string, _ datasets.Annotation) bool { return gold[key] })
	return datasets.JoinAnnotations(titles, own)
}

// Columns reads columns of a plain TSV file, compressed or not, without quoting.
func Columns(path string, names ...string) (rows [][]string, err error) {
	in, err := records.Input{Name: path}.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	for i, line := range lines[1:] {
		fields, row := strings.Split(line, "\t"), make([]string, len(names))
		for k, name := range names {
			at := slices.Index(head, name)
			if at < 0 || at >= len(fields) {
				return nil, fmt.Errorf("%s:%d: field %s is missing", path, i+2, name)
			}
			row[k] = fields[at]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// Options are the recipe of the shipped model.
func (s *Sets) Options(w *train.Words, progress func(stage string, done, total int)) train.Options {
	rule, err := metrics.ParseRule("f1")
	if err != nil {
		panic(err) // a constant
	}
	t := s.Teacher
	if w == nil {
		t = nil // its weights start from the vectors
	}
	return train.Options{
		Seed: Seed, Rule: rule, Words: w, Progress: progress, Teacher: t, Unseen: s.unseen(),
		Extra: slices.Concat(s.Doubtful, s.Annotated, s.Sample),
		Info: model.Info{
			Name: "heboh", Version: Version, Languages: []string{"id", "en"},
			Description: "whether the wording of a headline is sensational, and whether it is biased, by the rubric of the project",
			Data:        s.sources(),
		},
	}
}

// unseen picks the headlines that the teacher did not learn from; nil for none.
func (s *Sets) unseen() func(*datasets.Example) bool {
	if len(s.Labelled) == 0 {
		return nil
	}
	keys := make(map[string]bool, len(s.Labelled))
	for _, e := range s.Labelled {
		keys[datasets.Key(e.Text)] = true
	}
	return func(e *datasets.Example) bool { return keys[datasets.Key(e.Text)] }
}

func (s *Sets) sources() []model.Source {
	const clickID = "William & Sari 2020, doi 10.1016/j.dib.2020.106231"
	sources := []model.Source{
		{Name: "gold", Rows: len(s.Gold), License: "CC BY 4.0, MIT", Use: "examples", Credit: "annotations by the rubric of headlines of CLICK-ID (" + clickID + "), Stop Clickbait and Downs"},
		{Name: "press", Rows: len(s.Press), License: "Apache-2.0", Use: "examples", Credit: "the project's own labels by the rubric, of headlines of the press of 2012–2026"},
		{Name: "press, other readers", Rows: len(s.Labelled), License: "Apache-2.0", Use: "examples", Credit: "the same, labelled for the project by other readers"},
		{Name: "doubtful press", Rows: len(s.Doubtful), License: "Apache-2.0", Use: "more examples", Credit: "the same, picked where a model was unsure"},
		{Name: "annotations", Rows: len(s.Annotated), License: "Apache-2.0", Use: "more examples", Credit: "the project's own labels by the rubric, of headlines of CLICK-ID, Stop Clickbait, ruzcmc/ClickbaitIndo-textclassifier and salmadanu/narasipal"},
		{Name: "sample", Rows: len(s.Sample), License: "Apache-2.0", Use: "more examples", Credit: "headlines written and labelled by the project"},
		{Name: "word vectors", Rows: vocabularySize, Use: "word classes, weights of like words", License: "statistics of texts of others", Credit: "skip-gram over 87 million tokens of public Indonesian and English text"},
	}
	if s.Teacher != nil {
		sources = append(sources, model.Source{Name: "teacher", Rows: len(s.Teacher), License: "MIT, Apache-2.0", Use: "soft labels", Credit: "what multilingual-e5-small (Wang et al. 2024) and all-MiniLM-L6-v2 (Reimers & Gurevych 2019), fine-tuned on the labels above, say of headlines of the sets above and of more of the press"})
	}
	return sources
}

// SelectWords picks the word vectors that are shipped: those of the words that
// the headlines hold most often. It returns the file and the vectors as read from
// it.
func (s *Sets) SelectWords(dir string) (*train.Words, []byte, error) {
	w, err := train.ReadWordsFile(filepath.Join(dir, "vectors/heboh-100.vec.gz"))
	if err != nil {
		return nil, nil, err
	}
	w = w.Select(texts(slices.Concat(s.Gold, s.Press, s.ClickID, s.Titles, s.StopClickbait)), vocabularySize)
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // a known level
	if err := errors.Join(w.Write(z), z.Close()); err != nil {
		return nil, nil, err
	}
	w, err = train.ReadWords(bytes.NewReader(b.Bytes()))
	return w, b.Bytes(), err
}

func texts(examples []datasets.Example) (out []string) {
	for _, e := range examples {
		out = append(out, e.Text)
	}
	return out
}
