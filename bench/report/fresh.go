package main

import (
	"hash/fnv"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// freshColumns are the figures of fresh headlines.
var freshColumns = []string{"n", "share", "ROC-AUC", "average precision", "F1", "precision", "recall", "ECE"}

// verdicts are the two heads that are measured, and what the readers said.
var verdicts = []struct {
	name  string
	of    func(model.Prediction) model.Verdict
	label func(freshTitle) bool
}{
	{"sensational", func(p model.Prediction) model.Verdict { return p.Verdict }, func(f freshTitle) bool { return f.Sensational }},
	{"biased", func(p model.Prediction) model.Verdict { return p.Bias }, func(f freshTitle) bool { return f.Biased }},
}

// judge scores some of the fresh headlines for a verdict of a model.
func (l *lab) judge(verdict int, m *model.Model, want func(freshTitle) bool) (s sample) {
	for _, f := range l.fresh {
		if !want(f) {
			continue
		}
		v := verdicts[verdict].of(m.Predict(f.Text))
		s.threshold = v.Threshold
		s.p, s.labels = append(s.p, v.Probability), append(s.labels, 0)
		if verdicts[verdict].label(f) {
			s.labels[len(s.labels)-1] = 1
		}
	}
	return s
}

// freshRow measures some of the fresh headlines.
func (l *lab) freshRow(name string, verdict int, m *model.Model, want func(freshTitle) bool) row {
	return l.judge(verdict, m, want).row(name, freshColumns, []string{"ROC-AUC", "average precision", "F1"})
}

// fresh measures the recipe, without the fresh headlines among the examples, on
// these.
func fresh(l *lab) (*section, error) {
	res, err := l.whole()
	if err != nil {
		return nil, err
	}
	m := res.Model
	t := &table{Name: "verdicts", Columns: freshColumns}
	for v, verdict := range verdicts {
		for _, lang := range langs {
			name := langNames[lang] + ", " + verdict.name
			t.Rows = append(t.Rows,
				l.freshRow(name, v, m, func(f freshTitle) bool { return f.Lang == lang }),
				l.freshRow(name+", ordinary news", v, m, func(f freshTitle) bool { return f.Lang == lang && f.Stratum == "random" }))
		}
	}
	return &section{Model: recipe.Version, Tables: []*table{t, l.spans(m)}}, nil
}

// heldOutYear is the first year that models of section held-out know nothing of.
const heldOutYear = 2025

// isHeldOut picks half of the publishers by the hash of their names.
func isHeldOut(source string) bool {
	h := fnv.New32a()
	h.Write([]byte(source))
	return h.Sum32()%2 == 0
}

// heldOut trains without half of the publishers and without recent years, and
// judges by those publishers' headlines of those years: once with the press of
// the years before among the examples, once without any press.
func heldOut(l *lab) (*section, error) {
	keep := func(examples []datasets.Example) []datasets.Example {
		return slices.DeleteFunc(slices.Clone(examples), func(e datasets.Example) bool {
			return isHeldOut(e.Source) || l.year[e.Text] >= heldOutYear
		})
	}
	want := func(lang string) func(freshTitle) bool {
		return func(f freshTitle) bool { return f.Lang == lang && f.Year >= heldOutYear && isHeldOut(f.Source) }
	}
	old := *l.sets
	old.Press, old.Doubtful, old.Labelled = nil, nil, nil
	t := &table{Name: "verdicts", Columns: freshColumns}
	for _, kind := range []struct {
		name string
		sets *recipe.Sets
	}{{"with press", l.sets}, {"without press", &old}} {
		opt := kind.sets.Options(l.words, nil)
		opt.Extra = keep(opt.Extra)
		opt.Teacher = nil // it learnt from those publishers and years
		res, err := l.train("held out, "+kind.name, keep(kind.sets.Examples()), opt)
		if err != nil {
			return nil, err
		}
		for v, verdict := range verdicts {
			for _, lang := range langs {
				t.Rows = append(t.Rows, l.freshRow(langNames[lang]+", "+verdict.name+", "+kind.name, v, res.Model, want(lang)))
			}
		}
	}
	return &section{Model: recipe.Version, Tables: []*table{t}}, nil
}

// spanColumns are the figures of marked words.
var spanColumns = []string{"n", "marked", "precision", "recall", "F1"}

// spans compares the words that a model marks as biased with those that readers
// named, word by word.
func (l *lab) spans(m *model.Model) *table {
	t := &table{Name: "words", Columns: spanColumns}
	for _, lang := range langs {
		var all, agreed metrics.Confusion
		headlines, both := 0, 0
		for _, f := range l.fresh {
			if f.Lang != lang {
				continue
			}
			e := m.Explain(f.Text)
			headlines++
			compareWords(f, &e, &all)
			if f.Biased && e.Bias.Label.Positive() {
				both++
				compareWords(f, &e, &agreed)
			}
		}
		t.Rows = append(t.Rows,
			spanRow(langNames[lang]+", all headlines", headlines, all),
			spanRow(langNames[lang]+", biased by readers and model", both, agreed))
	}
	return t
}

func spanRow(name string, headlines int, c metrics.Confusion) row {
	f := metrics.Figures{Confusion: c}
	f.SetRates()
	return row{Name: name, Cells: []cell{count(headlines), count(c.TP + c.FP), figure(f.Precision), figure(f.Recall), figure(f.F1)}}
}

// compareWords counts the words of a headline by whether they lie in a mark of
// bias and in what the readers named.
func compareWords(f freshTitle, e *model.Explanation, c *metrics.Confusion) {
	var named, marked []features.Span
	for part := range strings.SplitSeq(f.Words, " | ") {
		if i := strings.Index(f.Text, part); i >= 0 && part != "" && f.Biased {
			named = append(named, features.Span{Start: i, End: i + len(part)})
		}
	}
	for _, k := range e.Marks {
		if k.Verdict == model.HeadBiased.String() || e.Bias.Label.Positive() && k.Device == string(features.Loaded) {
			marked = append(marked, k.Span)
		}
	}
	for _, tok := range features.Tokenize(f.Text) {
		if tok.Kind != features.Word {
			continue
		}
		isNamed := 0
		if within(tok.Span, named) {
			isNamed = 1
		}
		c.Add(within(tok.Span, marked), isNamed, 1)
	}
}

// within reports whether a span touches one of others.
func within(s features.Span, others []features.Span) bool {
	return slices.ContainsFunc(others, func(o features.Span) bool { return s.Start < o.End && o.Start < s.End })
}
