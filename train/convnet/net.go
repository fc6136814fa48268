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
)

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

// inside returns the range of places of a window beginning at start that hold
// one of the n words.
func inside(start, width, n int) (from, to int) { return max(0, -start), min(width, n-start) }

// A Net is a trained network. It is safe for concurrent use.
type Net struct {
	layout
	params
}

// params are the numbers that training changes.
type params struct {
	dim   int
	words []float32 // one vector of dim numbers per word
	dense []float32 // all that follow, end to end

	filters   []float32 // one vector per column (see layout)
	bias      []float32 // of each filter
	output    []float32 // one weight per filter
	intercept []float32 // one number
}

// newParams lays out parameters of zeros around word vectors.
func newParams(l layout, dim int, words []float32) params {
	filters := l.columns() * dim
	p := params{dim: dim, words: words, dense: make([]float32, filters+2*l.pooled()+1)}
	p.filters, p.bias = p.dense[:filters], p.dense[filters:][:l.pooled()]
	p.output, p.intercept = p.dense[filters+l.pooled():][:l.pooled()], p.dense[len(p.dense)-1:]
	return p
}

// newNet makes an untrained network around the starting word vectors.
func newNet(init []float32, cfg Config, random *rand.Rand) *Net {
	l := layout{widths: slices.Clone(cfg.Widths), perWidth: cfg.Filters}
	n := &Net{l, newParams(l, cfg.Dim, slices.Clone(init))}
	for k, width := range cfg.Widths {
		from, to := l.column(k, 0)*cfg.Dim, l.column(k, width)*cfg.Dim
		drawEvenly(n.filters[from:to], width*cfg.Dim+cfg.Filters, random)
	}
	drawEvenly(n.output, n.pooled()+1, random)
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
	c := &Net{n.layout, newParams(n.layout, n.dim, slices.Clone(n.words))}
	copy(c.dense, n.dense)
	return c
}

// vocabulary returns the number of words, with word 0 for unknown words.
func (n *Net) vocabulary() int { return len(n.words) / n.dim }

// vector returns the vector of a word; not a copy.
func (n *Net) vector(id int32) []float32 { return n.words[int(id)*n.dim : (int(id)+1)*n.dim] }
