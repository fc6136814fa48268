package convnet

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/gonum"
)

// readout is what a compiled network holds beside its projections.
type readout struct {
	Widths    []int       // of the filters, in words
	Filters   int         // of each width
	Bias      []float32   // of each filter, width after width
	Output    [][]float32 // for each output one weight per filter
	Intercept []float32   // of each output
}

func (r *readout) layout() layout { return layout{widths: r.Widths, perWidth: r.Filters} }

// logits weighs the pooled filters.
func (r *readout) logits(pooled []float32) []float64 {
	out := make([]float64, len(r.Intercept))
	for k := range out {
		out[k] = float64(r.Intercept[k])
		for i, w := range r.Output[k] {
			out[k] += float64(w) * float64(pooled[i])
		}
	}
	return out
}

// A Table is a compiled [Net]: in place of word vectors and filters it holds
// their products. It is safe for concurrent use.
type Table struct {
	readout
	// Projections holds one row per word, of one number for every width, place
	// in the window and filter, in this order.
	Projections []float32
}

// Projections compiles the network.
func (n *Net) Projections() *Table {
	columns := n.columns()
	t := &Table{
		readout{Widths: slices.Clone(n.widths), Filters: n.perWidth, Bias: slices.Clone(n.bias), Intercept: slices.Clone(n.intercept)},
		make([]float32, n.vocabulary()*columns),
	}
	for id := range n.vocabulary() {
		n.project(t.Projections[id*columns:(id+1)*columns], id)
	}
	for k := range n.intercept {
		t.Output = append(t.Output, slices.Clone(n.output[k*n.pooled():(k+1)*n.pooled()]))
	}
	return t
}

// wordRow returns the numbers of one word; of word 0 when the identifier is out
// of range.
func wordRow[T any](rows []T, columns int, id int32) []T {
	if id < 0 || int(id) >= len(rows)/columns {
		id = 0
	}
	return rows[int(id)*columns : (int(id)+1)*columns]
}

// Score returns the logits of a text given as word identifiers; those out of
// range count as word 0.
func (t *Table) Score(tokens []int32) []float64 {
	p := newPool(t.layout())
	columns := p.columns()
	p.run(len(tokens), func(i int) []float32 { return wordRow(t.Projections, columns, tokens[i]) })
	p.rectify(t.Bias)
	return t.logits(p.best)
}

// A pool takes the best window of each filter: max-over-time pooling.
type pool struct {
	layout
	best  []float32 // sum of each filter
	start []int32   // where that window begins; negative when it hangs over
	sum   []float32
	blas  gonum.Implementation
}

func newPool(l layout) *pool {
	return &pool{layout: l, best: make([]float32, l.pooled()), start: make([]int32, l.pooled()), sum: make([]float32, l.perWidth)}
}

// run pools a text of n words; projected returns a word's row of columns. Of
// windows equally good the first wins. A text without words has no window: its
// sums are 0.
func (p *pool) run(n int, projected func(i int) []float32) {
	for k, width := range p.widths {
		p.width(k, width, n, p.best[k*p.perWidth:(k+1)*p.perWidth], p.start[k*p.perWidth:(k+1)*p.perWidth], projected)
	}
}

// rectify adds the bias to each sum and raises negative ones to 0.
func (p *pool) rectify(bias []float32) {
	for f, b := range bias {
		p.best[f] = max(0, p.best[f]+b)
	}
}

func (p *pool) width(k, width, n int, best []float32, start []int32, projected func(i int) []float32) {
	lowest := float32(math.Inf(-1))
	if n == 0 {
		lowest = 0
	}
	for f := range best {
		best[f], start[f] = lowest, 0
	}
	column := p.column(k, 0)
	first, end := windows(width, n)
	for at := first; n > 0 && at < end; at++ {
		from, to := inside(at, width, n)
		row := projected(at + from)[column+from*p.perWidth:]
		sum := row[:p.perWidth]
		if to-from > 1 {
			sum = p.sum
			copy(sum, row)
			for place := from + 1; place < to; place++ {
				row := projected(at + place)[column+place*p.perWidth:]
				p.blas.Saxpy(p.perWidth, 1, row, 1, sum, 1)
			}
		}
		keepBetter(best, start, sum, int32(at))
	}
}

func keepBetter(best []float32, start []int32, sum []float32, at int32) {
	best, start = best[:len(sum)], start[:len(sum)]
	for f, s := range sum {
		if s > best[f] {
			best[f], start[f] = s, at
		}
	}
}

// A Quantized is a [Table] whose projections are stored in 8 bits, with one
// scale per filter: projection = Scale * integer. Sums over a window stay
// integers, so that a scorer needs one multiplication per filter. It is safe for
// concurrent use.
type Quantized struct {
	readout
	Projections []int8    // laid out as in [Table]
	Scale       []float32 // of each filter, width after width; > 0
}

// Quantize stores the table in 8 bits: each filter's largest projection by
// magnitude becomes ±127, the others are rounded to the nearest step. A filter
// that is zero everywhere has the scale 1.
func (t *Table) Quantize() *Quantized {
	l := t.layout()
	var filter []int // of each column
	for k, width := range l.widths {
		for i := range width * l.perWidth {
			filter = append(filter, k*l.perWidth+i%l.perWidth)
		}
	}
	q := &Quantized{t.readout, make([]int8, len(t.Projections)), make([]float32, l.pooled())}
	for i, x := range t.Projections {
		f := filter[i%len(filter)]
		q.Scale[f] = max(q.Scale[f], x, -x)
	}
	for f, s := range q.Scale {
		if q.Scale[f] = s / math.MaxInt8; q.Scale[f] == 0 {
			q.Scale[f] = 1
		}
	}
	for i, x := range t.Projections {
		q.Projections[i] = int8(math.Round(float64(x / q.Scale[filter[i%len(filter)]])))
	}
	return q
}

// Score returns the logits of a text given as word identifiers; those out of
// range count as word 0. It is the reference for faster scorers: integer sums
// (which float32 holds exactly) and maxima, then one float32 product per filter.
func (q *Quantized) Score(tokens []int32) []float64 {
	p := newPool(q.layout())
	columns := p.columns()
	rows := make([]float32, 0, len(tokens)*columns)
	for _, id := range tokens {
		for _, steps := range wordRow(q.Projections, columns, id) {
			rows = append(rows, float32(steps))
		}
	}
	p.run(len(tokens), func(i int) []float32 { return rows[i*columns : (i+1)*columns] })
	for f := range p.best {
		p.best[f] *= q.Scale[f]
	}
	p.rectify(q.Bias)
	return q.logits(p.best)
}
