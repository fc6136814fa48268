package convnet

import "math"

// A Quantized is a [Table] whose projections are stored in 8 bits, with one
// scale a filter: projection = Scale * integer. Sums over a window stay
// integers, so that a scorer needs one multiplication a filter. It is safe for
// concurrent use as long as nobody changes it.
type Quantized struct {
	Widths      []int
	Filters     int         // of each width
	Projections []int8      // laid out as in [Table]
	Scale       []float32   // of each filter, width after width; above 0
	Bias        []float32   // of each filter
	Output      [][]float32 // for each output a weight a filter
	Intercept   []float32   // of each output
}

// Quantize stores the table in 8 bits: each filter's largest projection by
// magnitude becomes ±127, the others are rounded to the nearest step.
func (t *Table) Quantize() *Quantized {
	scale := t.scales()
	return &Quantized{
		Widths: t.Widths, Filters: t.Filters,
		Projections: t.round(t.Projections, scale),
		Scale:       scale,
		Bias:        t.Bias, Output: t.Output, Intercept: t.Intercept,
	}
}

func (t *Table) round(rows, scale []float32) []int8 {
	filter := t.layout().filterOf()
	steps := make([]int8, len(rows))
	for i, x := range rows {
		steps[i] = int8(math.Round(float64(x / scale[filter[i%len(filter)]])))
	}
	return steps
}

// scales returns for each filter the step that maps its largest projection to
// 127; 1 for a filter that is zero everywhere.
func (t *Table) scales() []float32 {
	l := t.layout()
	filter := l.filterOf()
	scale := make([]float32, l.pooled())
	for i, x := range t.Projections {
		f := filter[i%len(filter)]
		scale[f] = max(scale[f], x, -x)
	}
	for f, s := range scale {
		if scale[f] = s / math.MaxInt8; scale[f] == 0 {
			scale[f] = 1
		}
	}
	return scale
}

// filterOf returns for each column the filter it belongs to.
func (l layout) filterOf() []int {
	filter := make([]int, 0, l.columns())
	for k, width := range l.widths {
		for range width {
			for f := range l.perWidth {
				filter = append(filter, k*l.perWidth+f)
			}
		}
	}
	return filter
}

// Score returns the logits of a text given as word identifiers; those out of
// range count as word 0. It is the reference for faster scorers: integer sums
// and maxima, then one float32 product a filter.
func (q *Quantized) Score(tokens []int32) []float64 {
	l := layout{widths: q.Widths, perWidth: q.Filters}
	rows := make([][]int8, len(tokens))
	for i, id := range tokens {
		rows[i] = wordRow(q.Projections, l.columns(), id)
	}
	pooled := make([]float32, l.pooled())
	for k, width := range l.widths {
		for f := range l.perWidth {
			i := k*l.perWidth + f
			best := bestWindow(rows, width, l.column(k, 0)+f, l.perWidth)
			pooled[i] = max(0, float32(best)*q.Scale[i]+q.Bias[i])
		}
	}
	out := make([]float64, len(q.Intercept))
	for k := range out {
		out[k] = linear(q.Output[k], q.Intercept[k:k+1], pooled)[0]
	}
	return out
}

// bestWindow returns the greatest sum over the windows of a filter whose column
// for the first place is given; the further places follow at that distance.
func bestWindow(rows [][]int8, width, column, distance int) int {
	if len(rows) == 0 {
		return 0
	}
	best := math.MinInt
	first, end := windows(width, len(rows))
	for at := first; at < end; at++ {
		sum := 0
		from, to := inside(at, width, len(rows))
		for place := from; place < to; place++ {
			sum += int(rows[at+place][column+place*distance])
		}
		best = max(best, sum)
	}
	return best
}
