package train

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// taughtExamples are labelled headlines, and a teacher's that hold a word the
// examples do not.
func taughtExamples(t *testing.T, probability float64) ([]datasets.Example, Options) {
	t.Helper()
	words, err := ReadWords(strings.NewReader("geger 1 0\ngempar 0 1\nkambing .5 .5\ndijual -1 0\npasar 0 -1\n"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []datasets.Example
	var teacher []Taught
	for i := range 60 {
		examples = append(examples,
			datasets.NewExample(fmt.Sprintf("geger kambing nomor %d di pasar", i), datasets.Sensational),
			datasets.NewExample(fmt.Sprintf("kambing dijual di pasar nomor %d", i), datasets.Neutral))
		for k := range 20 {
			teacher = append(teacher,
				Taught{Text: fmt.Sprintf("gempar kambing %d di desa %d", i, k), Sensational: probability},
				Taught{Text: fmt.Sprintf("kambing %d dijual di desa %d", i, k)})
		}
	}
	return examples, Options{Words: words, Teacher: teacher, Seed: 1}
}

// A word that only the teacher's headlines hold gets its weight, and its unigram in
// the compiled head.
func TestTaughtWords(t *testing.T) {
	weight := func(probability float64) float64 {
		examples, opt := taughtExamples(t, probability)
		tr, err := newTrainer(context.Background(), examples, opt)
		if err != nil {
			t.Fatal(err)
		}
		h := tr.sensational()
		f := h.stages[1].fit(h.lesson(len(tr.corpus.texts))).(*fittedWords)
		var c compiled
		f.compile(2, &c)
		w := f.weights[f.words.index["gempar"]]
		if got := c.grams[c.vocab.column[features.HashUnigram("gempar")]]; got != 2*w {
			t.Errorf("compiled weight %v, want twice %v", got, w)
		}
		return w
	}
	if low, high := weight(0.02), weight(0.98); low >= 0 || high <= 0 {
		t.Errorf("weight %.3f where the teacher calls it plain, %.3f where sensational", low, high)
	}
}

// A fold that was left out must not reach the column that judges it.
func TestTaughtWordsLesson(t *testing.T) {
	examples, opt := taughtExamples(t, 0.98)
	tr, err := newTrainer(context.Background(), examples, opt)
	if err != nil {
		t.Fatal(err)
	}
	h := tr.sensational()
	s := h.stages[1].(*taughtWords)
	lesson := h.lesson(len(tr.corpus.texts))
	lesson.rows = lesson.rows[:40]
	before := s.fit(lesson).(*fittedWords).weights
	for i := 40; i < len(lesson.target); i++ {
		lesson.target[i] = 1 - lesson.target[i]
	}
	if after := s.fit(lesson).(*fittedWords).weights; !slices.Equal(before, after) {
		t.Error("targets of rows outside the lesson changed the weights, or fitting twice gives two results")
	}
	if h.id != model.HeadSensational || len(s.unread) != len(opt.Teacher) {
		t.Errorf("%d headlines of the teacher alone, want %d", len(s.unread), len(opt.Teacher))
	}
}
