package convnet

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// A batch computes the gradient of the loss over a few examples. Each distinct
// word of the batch is projected onto the filters once, however often it
// occurs; the maximum then leaves a single window per filter to send the
// gradient back through.
type batch struct {
	net     *Net
	dropout float64

	texts  []batchText
	unique []int32 // the distinct words of the batch, as rows of the net's words
	place  []int32 // for every word: 1 + its index in unique, or 0
	rows   []int32 // storage of the texts' words

	vectors   []float32 // of the distinct words
	filters   []float32 // the net's, one row per dimension
	projected []float32 // for every distinct word its row of columns
	gradient  params    // words: one row per distinct word
	pool      *pool
	mask      []float32 // 0 for filters left out in this step, else 1/(1-dropout)
	dropped   []float32 // the pooled filters times the mask
	back      []float32 // gradient of the pooled filters
	blas      gonum.Implementation
}

// batchText is one example, its words replaced by their index in unique.
type batchText struct {
	rows           []int32
	target, weight float32
}

func newBatch(n *Net, dropout float64) *batch {
	return &batch{
		net: n, dropout: dropout,
		place:    make([]int32, n.vocabulary()),
		filters:  make([]float32, len(n.filters)),
		pool:     newPool(n.layout),
		mask:     make([]float32, n.pooled()),
		dropped:  make([]float32, n.pooled()),
		back:     make([]float32, n.pooled()),
		gradient: newParams(n.layout, n.dim, nil),
	}
}

// begin gathers the texts of the chosen examples and projects their words.
func (b *batch) begin(examples []Example, chosen []int) {
	for _, id := range b.unique {
		b.place[id] = 0
	}
	b.unique, b.texts, b.rows = b.unique[:0], b.texts[:0], b.rows[:0]
	for _, i := range chosen {
		start := len(b.rows)
		for _, id := range examples[i].Tokens {
			b.rows = append(b.rows, b.index(id))
		}
		// A later append may move b.rows; this slice keeps the old storage,
		// whose contents stay as they are.
		b.texts = append(b.texts, batchText{b.rows[start:], examples[i].Target, examples[i].Weight / float32(len(chosen))})
	}
	b.gradient.words = grow(b.gradient.words, len(b.unique)*b.net.dim)
	b.project()
}

// index returns the place of a row of the net's words in unique, appending it
// if it is new.
func (b *batch) index(row int32) int32 {
	if b.place[row] == 0 {
		b.unique = append(b.unique, row)
		b.place[row] = int32(len(b.unique))
	}
	return b.place[row] - 1
}

// project fills projected: the words' vectors times the filters.
func (b *batch) project() {
	n, columns := b.net, b.net.columns()
	for i, x := range n.filters {
		b.filters[i%n.dim*columns+i/n.dim] = x
	}
	b.vectors = b.vectors[:0]
	for _, id := range b.unique {
		b.vectors = append(b.vectors, n.vector(id)...)
	}
	b.projected = grow(b.projected, len(b.unique)*columns)
	if len(b.unique) > 0 {
		b.blas.Sgemm(blas.NoTrans, blas.NoTrans, len(b.unique), columns, n.dim, 1, b.vectors, n.dim, b.filters, columns, 0, b.projected, columns)
	}
}

// learn adds the gradient of one text.
func (b *batch) learn(text batchText, random *rand.Rand) {
	columns := b.net.columns()
	b.pool.run(len(text.rows), func(i int) []float32 {
		u := int(text.rows[i])
		return b.projected[u*columns : (u+1)*columns]
	})
	for f, x := range b.net.bias {
		b.pool.best[f] = max(0, b.pool.best[f]+x)
	}
	b.drop(random)
	clear(b.back)
	n := b.net.pooled()
	z := b.net.intercept[0] + b.blas.Sdot(n, b.net.output, 1, b.dropped, 1)
	g := (float32(1/(1+math.Exp(-float64(z)))) - text.target) * text.weight
	b.gradient.intercept[0] += g
	b.blas.Saxpy(n, g, b.dropped, 1, b.gradient.output, 1)
	b.blas.Saxpy(n, g, b.net.output, 1, b.back, 1)
	b.sendBack(text)
}

// drop leaves out filters at random and scales the others up to compensate.
func (b *batch) drop(random *rand.Rand) {
	keep := float32(1 / (1 - b.dropout))
	for i, x := range b.pool.best {
		b.mask[i] = keep
		if b.dropout > 0 && random.Float64() < b.dropout {
			b.mask[i] = 0
		}
		b.dropped[i] = x * b.mask[i]
	}
}

// sendBack carries the gradient of the pooled filters to the filters and words
// of their winning windows.
func (b *batch) sendBack(text batchText) {
	for k, width := range b.net.widths {
		for f := range b.net.perWidth {
			i := k*b.net.perWidth + f
			g := b.back[i] * b.mask[i]
			if g == 0 || b.pool.best[i] <= 0 {
				continue
			}
			b.gradient.bias[i] += g
			if len(text.rows) > 0 {
				b.window(text, int(b.pool.start[i]), width, b.net.column(k, 0)+f, g)
			}
		}
	}
}

// window adds the gradient g of one filter, whose first column is given, over
// the window beginning at start.
func (b *batch) window(text batchText, start, width, column int, g float32) {
	dim := b.net.dim
	from, to := inside(start, width, len(text.rows))
	for place := from; place < to; place++ {
		u := int(text.rows[start+place])
		c, id := (column+place*b.net.perWidth)*dim, int(b.unique[u])
		b.blas.Saxpy(dim, g, b.net.words[id*dim:], 1, b.gradient.filters[c:], 1)
		b.blas.Saxpy(dim, g, b.net.filters[c:], 1, b.gradient.words[u*dim:], 1)
	}
}

// grow returns a slice of length n on the storage of s where that suffices.
// The gradients in it have been cleared by the optimiser.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n+n/4)[:n]
	}
	return s[:n]
}
