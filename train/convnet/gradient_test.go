package convnet

import (
	"math"
	"math/rand/v2"
	"testing"
)

// loss is the loss whose gradient a batch computes, from the network's scores.
func loss(n *Net, examples []Example) float64 {
	sum, table := 0.0, n.Projections()
	for _, e := range examples {
		z, y := table.Score(e.Tokens), float64(e.Target)
		l := math.Max(z, 0) - z*y + math.Log1p(math.Exp(-math.Abs(z)))
		sum += l * float64(e.Weight) / float64(len(examples))
	}
	return sum
}

// TestGradient compares the gradient with differences of the loss.
func TestGradient(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const words, dim = 9, 5
	init := make([]float32, words*dim)
	drawEvenly(init, 6, random)
	cfg := Config{Dim: dim, Widths: []int{1, 2, 4}, Filters: 3}
	examples := []Example{
		{[]int32{1, 2, 3, 2, 8}, 1, 1},
		{[]int32{4, 5}, 0.3, 2},
		{[]int32{0, 6, 7, 7}, 0, 0.5},
		{nil, 0.5, 1},
	}
	n := newNet(init, cfg, random)
	drawEvenly(n.bias, 600, random)
	drawEvenly(n.words[words*dim:], 60, random)
	b := newBatch(n, 0)
	b.begin(examples, []int{0, 1, 2, 3})
	for _, text := range b.texts {
		b.learn(text, random)
	}
	byWord := make([]float32, len(n.words))
	for u, id := range b.unique {
		copy(byWord[int(id)*dim:], b.gradient.words[u*dim:(u+1)*dim])
	}
	g := b.gradient
	g.words = byWord
	for name, pair := range map[string][2][]float32{
		"words": {n.words, g.words}, "filters": {n.filters, g.filters}, "bias": {n.bias, g.bias},
		"output": {n.output, g.output}, "intercept": {n.intercept, g.intercept},
	} {
		for i := range pair[0] {
			const h = 1e-3
			old := pair[0][i]
			pair[0][i] = old + h
			up := loss(n, examples)
			pair[0][i] = old - h
			down := loss(n, examples)
			pair[0][i] = old
			if want, got := (up-down)/(2*h), float64(pair[1][i]); math.Abs(got-want) > 2e-3 {
				t.Errorf("%s[%d]: gradient %.5f, by differences %.5f", name, i, got, want)
			}
		}
	}
}

func TestColumnsFollowOneAnother(t *testing.T) {
	l := layout{widths: []int{1, 2, 4}, perWidth: 3}
	next := 0
	for k, width := range l.widths {
		for place := range width {
			if got := l.column(k, place); got != next {
				t.Errorf("column(%d, %d) = %d, want %d", k, place, got, next)
			}
			next += l.perWidth
		}
	}
	if l.columns() != next || l.pooled() != 9 {
		t.Errorf("%d columns, %d filters; want %d and 9", l.columns(), l.pooled(), next)
	}
}
