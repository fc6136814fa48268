package train

import (
	"cmp"
	"slices"

	"github.com/heboh/heboh/model"
)

// A stage learns from labelled texts to turn a text into a number: a column that
// the labeller reads beside the cues. The labeller learns from numbers of texts
// that the stage did not see, or it would trust what the stage memorised. Stages
// are deterministic and may be fitted by several goroutines at once.
type stage interface {
	// name of the column.
	name() string
	// sign that the labeller must give the column: +1, -1, or 0 for any.
	sign() int
	fit(l *lesson) (column, error)
}

// A column is a fitted stage.
type column interface {
	// value is the log-odds of a text, without the intercept.
	value(text int) float64
	// compile adds the column, times its weight in the labeller's log-odds, to
	// the compiled head.
	compile(weight float64, to *compiled)
}

// lesson is what a stage learns from: numbers of texts, and by text the targets,
// in [0, 1], and the weights.
type lesson struct {
	rows           []int
	target, weight []float64
}

// compiled collects what the stages of a head contribute to the model.
type compiled struct {
	grams  []weighed
	net    *model.NetParts
	output []float64 // of the net's filters
}

// weighed are weights of the n-grams of a vocabulary, in log-odds.
type weighed struct {
	*vocabulary
	weights []float64
}

// addGrams adds weights, times a factor, to those of the same n-grams.
func (c *compiled) addGrams(v *vocabulary, weights []float64, factor float64) {
	at := 0
	for at < len(c.grams) && c.grams[at].vocabulary != v {
		at++
	}
	if at == len(c.grams) {
		c.grams = append(c.grams, weighed{v, make([]float64, len(v.hashes))})
	}
	for k := range v.hashes {
		c.grams[at].weights[k] += factor * weights[k]
	}
}

// ngrams lists the n-grams by importance: the size of the weight times the
// root of how many texts hold the n-gram.
func (c *compiled) ngrams() []model.NGram {
	var list []model.NGram
	var importance []float64
	for _, g := range c.grams {
		for k, h := range g.hashes {
			w := g.weights[k]
			list = append(list, model.NGram{Hash: h, Weight: w})
			importance = append(importance, w*w*float64(g.counts[k]))
		}
	}
	return reorder(list, descending(importance))
}

// sharedNGrams lists the n-grams of heads whose only stage is on one vocabulary,
// by their importance to all of them.
func sharedNGrams(heads []compiled) []model.SharedNGram {
	v := heads[0].grams[0].vocabulary
	list := make([]model.SharedNGram, len(v.hashes))
	importance := make([]float64, len(list))
	for n, h := range v.hashes {
		list[n].Hash = h
		for k := range heads {
			w := heads[k].grams[0].weights[n]
			list[n].Weights[k] = w
			importance[n] += w * w * float64(v.counts[n])
		}
	}
	return reorder(list, descending(importance))
}

func reorder[T any](list []T, order []int) []T {
	out := make([]T, len(list))
	for to, from := range order {
		out[to] = list[from]
	}
	return out
}

// descending returns the indices of values, greatest first, equal ones by index.
func descending(values []float64) []int {
	order := all(len(values))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	return order
}
