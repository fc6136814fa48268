package convnet

import "slices"

// A Table is a compiled [Net]: in place of word vectors and filters it holds
// their products. It is safe for concurrent use as long as nobody changes it.
type Table struct {
	Widths  []int // of the filters, in words
	Filters int   // of each width

	// Projections holds a row a word, of one number for every width, place in
	// the window and filter, in this order: see [Table.Column].
	Projections []float32
	Bias        []float32   // of each filter, width after width
	Output      [][]float32 // for each output a weight a filter
	Intercept   []float32   // of each output
}

// Projections compiles the network. Scores of the table are those of the
// network up to the rounding of float32 sums.
func (n *Net) Projections() *Table { return n.ProjectionsOf(nil) }

// ProjectionsOf compiles the network for the given words only, for a smaller
// table: its word i is the network's word words[i], and its word 0, for unknown
// words, should be the network's. Identifiers out of range count as word 0; nil
// means all words in their order.
func (n *Net) ProjectionsOf(words []int32) *Table {
	if words == nil {
		words = make([]int32, n.Words())
		for i := range words {
			words[i] = int32(i)
		}
	}
	columns := n.columns()
	t := &Table{
		Widths: slices.Clone(n.widths), Filters: n.perWidth,
		Projections: make([]float32, len(words)*columns),
		Bias:        slices.Clone(n.bias), Intercept: slices.Clone(n.intercept),
	}
	for i, id := range words {
		n.project(t.Projections[i*columns:(i+1)*columns], id)
	}
	for k := range n.outputs {
		t.Output = append(t.Output, slices.Clone(n.output[k*n.pooled():(k+1)*n.pooled()]))
	}
	return t
}

func (t *Table) layout() layout { return layout{widths: t.Widths, perWidth: t.Filters} }

// Columns returns the numbers a word.
func (t *Table) Columns() int { return t.layout().columns() }

// Words returns the number of words, word 0 included.
func (t *Table) Words() int { return len(t.Projections) / t.Columns() }

// Column returns the place in a word's row of filter f of the k-th width when
// the word is at that place of the window, counted from 0.
func (t *Table) Column(k, place, f int) int { return t.layout().column(k, place) + f }

// Row returns the numbers of one word, not a copy; of word 0 when the
// identifier is out of range.
func (t *Table) Row(id int32) []float32 { return wordRow(t.Projections, t.Columns(), id) }

func wordRow[T any](rows []T, columns int, id int32) []T {
	if id < 0 || int(id) >= len(rows)/columns {
		id = 0
	}
	return rows[int(id)*columns : (int(id)+1)*columns]
}

// Score returns the logits of a text given as word identifiers.
func (t *Table) Score(tokens []int32) []float64 {
	p := newPool(t.layout())
	p.run(len(tokens), t.Bias, func(i int) []float32 { return t.Row(tokens[i]) })
	out := make([]float64, len(t.Intercept))
	for k := range out {
		out[k] = linear(t.Output[k], t.Intercept[k:k+1], p.best)[0]
	}
	return out
}
