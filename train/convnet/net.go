// Package convnet trains the convolutional text network of Kim (2014,
// "Convolutional Neural Networks for Sentence Classification") and compiles it
// into look-up tables.
//
// Each word becomes a vector; a filter of width w looks at every w words in a
// row; of each filter only the best window counts (max-over-time pooling); a
// linear layer weighs the filters. Before its maximum a filter is linear, so
// what a word contributes to a filter at each place of its window can be
// computed once: [Net.Projections] makes that table, and [Table.Quantize] stores
// it in 8 bits. Scoring is then look-ups, additions and a maximum, and each
// filter's share of the result belongs to the words of its winning window,
// exactly.
//
// Training one network runs on one goroutine in a fixed order: the same
// examples, starting vectors and configuration give the same bytes on amd64.
// (Other architectures sum float32 products in another order.) Several networks
// may be trained at once, each on its own goroutine.
package convnet

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/blas/gonum"
)

// maxWidth bounds the width of a filter: headlines are short.
const maxWidth = 16

// layout numbers the columns of a projection: for every width, for every place
// in the window, one column per filter. The filters of one width and place lie
// side by side, so that windows are summed a whole row at a time.
type layout struct {
	widths   []int
	perWidth int // filters of each width
}

// columns returns the number of columns: places times filters.
func (l layout) columns() int { return l.column(len(l.widths), 0) }

// pooled returns the number of filters of all widths together.
func (l layout) pooled() int { return len(l.widths) * l.perWidth }

// column returns the first column of a place in the window of the k-th width.
func (l layout) column(k, place int) int {
	for _, w := range l.widths[:k] {
		place += w
	}
	return place * l.perWidth
}

// windows returns the range of window starts for a filter of that width over
// n words: it may hang over either end as long as one word is in it.
func windows(width, n int) (first, end int) { return 1 - width, n }

// inside returns the range of places of a window beginning at start that hold
// one of the n words.
func inside(start, width, n int) (from, to int) { return max(0, -start), min(width, n-start) }

// A Net is a trained network. It is safe for concurrent use.
type Net struct {
	layout
	dim int
	params
}

// params are the numbers that training changes.
type params struct {
	words     []float32 // one vector per word
	filters   []float32 // one vector per column (see layout)
	bias      []float32 // of each filter
	output    []float32 // for each output one weight per filter
	intercept []float32 // of each output
}

// newNet makes an untrained network around the starting word vectors.
func newNet(init []float32, outputs int, cfg Config, random *rand.Rand) *Net {
	l := layout{widths: slices.Clone(cfg.Widths), perWidth: cfg.Filters}
	n := &Net{layout: l, dim: cfg.Dim}
	n.words = slices.Clone(init)
	n.filters = make([]float32, l.columns()*cfg.Dim)
	n.bias = make([]float32, l.pooled())
	for k, width := range cfg.Widths {
		from, to := l.column(k, 0)*cfg.Dim, l.column(k, width)*cfg.Dim
		drawEvenly(n.filters[from:to], width*cfg.Dim+cfg.Filters, random)
	}
	n.output = make([]float32, outputs*n.pooled())
	n.intercept = make([]float32, outputs)
	drawEvenly(n.output, n.pooled()+outputs, random)
	return n
}

// drawEvenly fills dst from the range of Glorot & Bengio (2010) for a layer
// with that many inputs and outputs together.
func drawEvenly(dst []float32, fans int, random *rand.Rand) {
	reach := float32(math.Sqrt(6 / float64(fans)))
	for i := range dst {
		dst[i] = reach * (2*random.Float32() - 1)
	}
}

func (n *Net) clone() *Net {
	c := *n
	c.words, c.filters, c.bias = slices.Clone(n.words), slices.Clone(n.filters), slices.Clone(n.bias)
	c.output, c.intercept = slices.Clone(n.output), slices.Clone(n.intercept)
	return &c
}

// vocabulary returns the number of words, with word 0 for unknown words.
func (n *Net) vocabulary() int { return len(n.words) / n.dim }

// project computes what a word contributes to every filter at every place of
// its window.
func (n *Net) project(dst []float32, id int) {
	var blas gonum.Implementation
	vector := n.words[id*n.dim : (id+1)*n.dim]
	for c := range dst {
		dst[c] = blas.Sdot(n.dim, vector, 1, n.filters[c*n.dim:(c+1)*n.dim], 1)
	}
}
