package convnet

import (
	"gonum.org/v1/gonum/blas/gonum"
)

// A Net is a trained network. It is safe for concurrent use.
type Net struct {
	layout
	dim, outputs int
	params
}

// params are the numbers training changes.
type params struct {
	words     []float32 // a vector a word
	filters   []float32 // a vector a column (see layout)
	bias      []float32 // of each filter
	output    []float32 // for each output a weight a filter
	intercept []float32 // of each output
}

// Words returns the size of the vocabulary, with word 0 for unknown words.
func (n *Net) Words() int { return len(n.words) / n.dim }

// Outputs returns the number of logits of a score.
func (n *Net) Outputs() int { return n.outputs }

// Score returns the logits of a text given as word identifiers; those outside
// the vocabulary count as word 0. [Net.Projections] scores many texts faster.
func (n *Net) Score(tokens []int32) []float64 {
	columns := n.columns()
	projected := make([]float32, len(tokens)*columns)
	for i, id := range tokens {
		n.project(projected[i*columns:(i+1)*columns], id)
	}
	p := newPool(n.layout)
	p.run(len(tokens), n.bias, func(i int) []float32 { return projected[i*columns : (i+1)*columns] })
	return n.logits(p.best)
}

// project computes what a word contributes to every filter at every place of
// its window.
func (n *Net) project(dst []float32, id int32) {
	if id < 0 || int(id) >= n.Words() {
		id = 0
	}
	var blas gonum.Implementation
	vector := n.words[int(id)*n.dim : (int(id)+1)*n.dim]
	for c := range dst {
		dst[c] = blas.Sdot(n.dim, vector, 1, n.filters[c*n.dim:(c+1)*n.dim], 1)
	}
}

// logits weighs the pooled filters.
func (n *Net) logits(pooled []float32) []float64 {
	return linear(n.output, n.intercept, pooled)
}

// linear returns intercept + weights·x for each output, summed in order.
func linear(weights, intercept, x []float32) []float64 {
	out := make([]float64, len(intercept))
	for k := range out {
		sum := float64(intercept[k])
		for i, w := range weights[k*len(x) : (k+1)*len(x)] {
			sum += float64(w) * float64(x[i])
		}
		out[k] = sum
	}
	return out
}
