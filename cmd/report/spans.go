package main

import (
	"strings"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// spanColumns are the figures of marked words.
var spanColumns = []string{"n", "marked", "precision", "recall", "F1"}

// spans compares the words that a model marks as biased with those that readers
// named, word by word.
func (l *lab) spans(m *model.Model) *table {
	t := &table{Name: "words", Columns: spanColumns}
	for _, lang := range langs {
		var all, agreed metrics.Confusion
		headlines, both := 0, 0
		for _, f := range l.sets.Fresh {
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
	tp, fp, fn := float64(c.TP), float64(c.FP), float64(c.FN)
	return row{Name: name, Cells: []cell{count(headlines), count(c.TP + c.FP), figure(tp / (tp + fp)), figure(tp / (tp + fn)), figure(2 * tp / (2*tp + fp + fn))}}
}

// compareWords counts the words of a headline by whether they lie in a mark of
// bias and in what the readers named.
func compareWords(f recipe.Fresh, e *model.Explanation, c *metrics.Confusion) {
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
	for _, o := range others {
		if s.Start < o.End && o.Start < s.End {
			return true
		}
	}
	return false
}
