package convnet

import (
	"math"
	"math/rand/v2"
	"slices"
)

// newNet makes an untrained network around the starting word vectors.
func newNet(init []float32, cfg Config, random *rand.Rand) *Net {
	l := layout{widths: slices.Clone(cfg.Widths), perWidth: cfg.Filters}
	n := &Net{layout: l, dim: cfg.Dim}
	n.words = slices.Clone(init)
	n.filters = make([]float32, l.columns()*cfg.Dim)
	n.bias = make([]float32, l.pooled())
	for k, width := range cfg.Widths {
		from, to := l.column(k, 0)*cfg.Dim, l.column(k, width)*cfg.Dim
		drawEvenly(n.filters[from:to], width*cfg.Dim+cfg.Filters, random)
	}
	n.newOutputs(cfg.Outputs, random)
	return n
}

// clone copies a network, with a new output layer if it has not the wanted
// number of outputs.
func (n *Net) clone(outputs int, random *rand.Rand) *Net {
	c := *n
	c.words, c.filters, c.bias = slices.Clone(n.words), slices.Clone(n.filters), slices.Clone(n.bias)
	c.output, c.intercept = slices.Clone(n.output), slices.Clone(n.intercept)
	if outputs != n.outputs {
		c.newOutputs(outputs, random)
	}
	return &c
}

func (n *Net) newOutputs(outputs int, random *rand.Rand) {
	n.outputs = outputs
	n.output = make([]float32, outputs*n.pooled())
	n.intercept = make([]float32, outputs)
	drawEvenly(n.output, n.pooled()+outputs, random)
}

// drawEvenly fills dst from the range of Glorot & Bengio (2010) for a layer
// with that many inputs and outputs together.
func drawEvenly(dst []float32, fans int, random *rand.Rand) {
	reach := float32(math.Sqrt(6 / float64(fans)))
	for i := range dst {
		dst[i] = reach * (2*random.Float32() - 1)
	}
}
