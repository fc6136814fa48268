package train

import (
	"math"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train/active"
)

var _ active.Learner = (*Quick)(nil)

func TestQuickLearns(t *testing.T) {
	examples := small()
	q := NewQuick(examples)
	var learn, held []int
	for i := range examples {
		if i%4 == 0 {
			held = append(held, i)
		} else {
			learn = append(learn, i)
		}
	}
	p, threshold, err := q.Fit(learn)
	if err != nil {
		t.Fatal(err)
	}
	at, labels := make([]float64, len(held)), make([]int, len(held))
	for k, i := range held {
		at[k], labels[k] = p[i], examples[i].Label
	}
	if m := Measure(at, labels, threshold); m.ROCAUC < .85 || m.F1 < .7 {
		t.Errorf("held out: ROC-AUC %.3f, F1 %.3f", m.ROCAUC, m.F1)
	}
	again, cut, err := q.Fit(learn)
	if err != nil || cut != threshold || again[held[0]] != p[held[0]] {
		t.Errorf("another fit the second time (%v)", err)
	}
}

// TestQuickOneLabel: a few labels are often all of one kind.
func TestQuickOneLabel(t *testing.T) {
	p, threshold, err := NewQuick(houseTaste(8)).Fit([]int{0, 2, 4})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range p {
		if !(v > 0 && v < .5) {
			t.Errorf("example %d: probability %v after neutral ones alone", i, v)
		}
	}
	if !(threshold >= 0 && threshold <= 1) {
		t.Errorf("threshold %v", threshold)
	}
}

func TestQuickLikeness(t *testing.T) {
	var examples []datasets.Example
	for _, text := range []string{"Warga Tanam Pohon Mangga di Tepi Sungai", "WARGA TANAM POHON MANGGA DI TEPI SUNGAI", "Warga Tanam Pohon Mangga di Lereng", "Rapat Dewan Ditunda", "Rapat Dewan Ditunda Lagi"} {
		examples = append(examples, datasets.NewExample(text, 0))
	}
	q := NewQuick(examples)
	if l := q.Likeness(0, 1); math.Abs(l-1) > 1e-9 {
		t.Errorf("likeness of one title in another case: %v", l)
	}
	if near, far := q.Likeness(0, 2), q.Likeness(0, 3); !(near > .3 && near < 1 && far < .1) || near != q.Likeness(2, 0) {
		t.Errorf("likeness of near and far titles: %v, %v", near, far)
	}
}

func TestExpectedF1Cut(t *testing.T) {
	for _, c := range []struct {
		p    []float64
		want float64
	}{
		{nil, .5},
		{[]float64{0, 0}, .5},
		{[]float64{.1, 1, .9, 0}, .9},
		{[]float64{.3, .3, .3}, .3},
		{[]float64{1, .5, .1, .1}, .5}, // half the F1 is the cut: .5 is above, .1 is not
	} {
		if got := expectedF1Cut(c.p); got != c.want {
			t.Errorf("cut of %v at %v, want %v", c.p, got, c.want)
		}
	}
}
