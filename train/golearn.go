package train

import (
	"github.com/sjwhitworth/golearn/base"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// FromModel returns a compiled model's last layer as a golearn classifier: on
// ModelGrid its Predict gives the model's labels.
func FromModel(m *model.Model) *Labeller {
	l := NewLabeller(LabellerOptions{Threshold: sigmoid(m.CutOff())})
	l.names, l.weights, l.bias = m.Linear()
	return l
}

// ModelGrid lays examples out as a golearn grid of the model's columns, with
// their labels as class.
func ModelGrid(m *model.Model, examples []datasets.Example) (*base.DenseInstances, error) {
	names, _, _ := m.Linear()
	rows := make([][]float64, len(examples))
	labels := make([]int, len(examples))
	for i, e := range examples {
		rows[i], labels[i] = m.Row(e.Text), e.Label
	}
	return NewGrid(names, rows, labels)
}
