package convnet

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/gonum"
)

// readout is what a compiled network holds beside its projections.
type readout struct {
	Widths    []int     // of the filters, in words
	Filters   int       // of each width
	Bias      []float32 // of each filter, width after width
	Output    []float32 // one weight per filter
	Intercept float32
}

func (r *readout) layout() layout { return layout{widths: r.Widths, perWidth: r.Filters} }

// logOdds weighs the best windows of the filters, their sums times a scale.
func (r *readout) logOdds(p *pool, scale []float32) float64 {
	z := float64(r.Intercept)
	for f, sum := range p.best {
		if scale != nil {
			sum *= scale[f]
		}
		z += float64(r.Output[f]) * float64(max(0, sum+r.Bias[f]))
	}
	return z
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
	var blas gonum.Implementation
	t := &Table{readout: readout{slices.Clone(n.widths), n.perWidth, slices.Clone(n.bias), slices.Clone(n.output), n.intercept[0]}}
	for id := range n.vocabulary() {
		for c := range n.columns() {
			t.Projections = append(t.Projections, blas.Sdot(n.dim, n.vector(int32(id)), 1, n.filters[c*n.dim:], 1))
		}
	}
	return t
}

// Score returns the log-odds of a text given as word identifiers.
func (t *Table) Score(tokens []int32) float64 {
	p := newPool(t.layout())
	columns := p.columns()
	p.run(len(tokens), func(i int) []float32 { return t.Projections[int(tokens[i])*columns:][:columns] })
	return t.logOdds(p, nil)
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

// run pools a text of n words; projected returns a word's row of columns. A
// window may hang over either end as long as one word is in it. Of windows
// equally good the first wins. A text without words has no window: its sums are 0.
func (p *pool) run(n int, projected func(i int) []float32) {
	lowest := float32(math.Inf(-1))
	if n == 0 {
		lowest = 0
	}
	for f := range p.best {
		p.best[f], p.start[f] = lowest, 0
	}
	for k, width := range p.widths {
		best, start := p.best[k*p.perWidth:][:p.perWidth], p.start[k*p.perWidth:][:p.perWidth]
		column := p.column(k, 0)
		for at := 1 - width; n > 0 && at < n; at++ {
			for f, s := range p.window(at, width, n, column, projected) {
				if s > best[f] {
					best[f], start[f] = s, int32(at)
				}
			}
		}
	}
}

// window sums a window of a width whose first column is given.
func (p *pool) window(at, width, n, column int, projected func(i int) []float32) []float32 {
	from, to := inside(at, width, n)
	sum := projected(at + from)[column+from*p.perWidth:][:p.perWidth]
	if to-from > 1 {
		copy(p.sum, sum)
		sum = p.sum
		for place := from + 1; place < to; place++ {
			p.blas.Saxpy(p.perWidth, 1, projected(at + place)[column+place*p.perWidth:], 1, sum, 1)
		}
	}
	return sum
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

// Score returns the log-odds of a text given as word identifiers. It is the
// reference for faster scorers: integer sums (which float32 holds exactly) and
// maxima, then one float32 product per filter.
func (q *Quantized) Score(tokens []int32) float64 {
	p := newPool(q.layout())
	columns := p.columns()
	rows := make([]float32, 0, len(tokens)*columns)
	for _, id := range tokens {
		for _, steps := range q.Projections[int(id)*columns:][:columns] {
			rows = append(rows, float32(steps))
		}
	}
	p.run(len(tokens), func(i int) []float32 { return rows[i*columns:][:columns] })
	return q.logOdds(p, q.Scale)
}
