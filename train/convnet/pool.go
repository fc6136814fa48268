package convnet

import (
	"math"

	"gonum.org/v1/gonum/blas/gonum"
)

// A pool takes the best window of each filter: max-over-time pooling with a
// rectifier.
type pool struct {
	layout
	best  []float32 // max(0, bias + best sum) of each filter
	start []int32   // where that window begins; before the text when it hangs over
	sum   []float32
	blas  gonum.Implementation
}

func newPool(l layout) *pool {
	return &pool{
		layout: l,
		best:   make([]float32, l.pooled()),
		start:  make([]int32, l.pooled()),
		sum:    make([]float32, l.perWidth),
	}
}

// run pools a text of n words; projected returns a word's row of columns. Of
// windows equally good the first wins. A text without words has no window:
// each filter then shows its bias alone.
func (p *pool) run(n int, bias []float32, projected func(i int) []float32) {
	for k, width := range p.widths {
		best := p.best[k*p.perWidth : (k+1)*p.perWidth]
		start := p.start[k*p.perWidth : (k+1)*p.perWidth]
		p.width(k, width, n, best, start, projected)
		for f, b := range bias[k*p.perWidth : (k+1)*p.perWidth] {
			best[f] = max(0, best[f]+b)
		}
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
