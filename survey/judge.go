package survey

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/model"
)

// numVerdicts: sensational and biased, as model.HeadSensational and
// model.HeadBiased number them.
const numVerdicts = 2

// Label is a person's label for a verdict.
type Label uint8

const (
	Unlabelled Label = iota
	Negative         // neutral, unbiased
	Positive         // sensational, biased
)

// Title is a headline as it is counted. Arrays are indexed by
// model.HeadSensational and model.HeadBiased.
type Title struct {
	model.Prediction
	Words  [numVerdicts][]Word // that carry a positive verdict, each once
	Labels [numVerdicts]Label  // by people, if any
}

// Word is a word in lower case with the log-odds that it added.
type Word struct {
	Text    string  `json:"word"`
	LogOdds float64 `json:"log_odds"`
}

// Judge judges a headline. Where a verdict is positive it finds the words that
// carry it, which takes ten times as long.
func Judge(m *model.Model, headline string) Title {
	t := Title{Prediction: m.Predict(headline)}
	for v, verdict := range t.verdicts() {
		if verdict.Label.Positive() {
			t.Words[v] = carriers(m.Reasons(headline, model.Head(v)))
		}
	}
	return t
}

func (t *Title) verdicts() [numVerdicts]model.Verdict {
	return [...]model.Verdict{t.Verdict, t.Bias}
}

const (
	// minLogOdds is the least that a word must add to carry a verdict.
	minLogOdds = .5
	// maxSpan bounds the words that a reason covers: one over more is about none of them.
	maxSpan = 3
)

// carriers shares each reason equally among the words it covers, and lists the words
// that add something, by their texts.
func carriers(r model.Reasons) []Word {
	sum := map[string]float64{}
	for _, reason := range r.Cues {
		covered := split(reason.Text)
		if len(covered) > maxSpan {
			continue
		}
		for _, w := range covered {
			sum[w] += reason.LogOdds / float64(len(covered))
		}
	}
	var out []Word
	for _, w := range slices.Sorted(maps.Keys(sum)) {
		if sum[w] >= minLogOdds {
			out = append(out, Word{w, sum[w]})
		}
	}
	return out
}

// split returns the words of a text in lower case; of a text of exclamation or
// question marks, the marks.
func split(text string) []string {
	text = strings.ToValidUTF8(strings.ToLower(text), "\uFFFD")
	if marks := strings.TrimSpace(text); marks != "" && strings.Trim(marks, "!?") == "" {
		return []string{marks}
	}
	found := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-'’", r)
	})
	return slices.DeleteFunc(found, func(w string) bool { // 's of a name, a dash
		first, _ := utf8.DecodeRuneInString(w)
		return !unicode.IsLetter(first) && !unicode.IsDigit(first)
	})
}

// strongest sorts words by what they added, the most first.
func strongest(a, b Word) int {
	return cmp.Or(cmp.Compare(b.LogOdds, a.LogOdds), strings.Compare(a.Text, b.Text))
}
