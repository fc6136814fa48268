package train

import (
	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/naive"
)

// bayes is golearn's Bernoulli naive Bayes. It wants binary attributes: a
// column becomes 1 above its median.
type bayes struct {
	cuts  []cuts
	attrs []base.Attribute
	nb    *naive.BernoulliNBClassifier
}

func (b *bayes) fit(names []string, rows [][]float64, labels []int) error {
	b.cuts = quantileCuts(rows, len(names), 2)
	b.attrs = nil
	for _, name := range names {
		b.attrs = append(b.attrs, base.NewBinaryAttribute(name))
	}
	b.nb = naive.NewBernoulliNBClassifier()
	grid, err := b.grid(rows, labels)
	if err != nil {
		return err
	}
	return b.nb.Fit(grid)
}

// grid builds a grid of binary attributes; golearn's naive Bayes reads columns
// by their place, which is the same in every such grid.
func (b *bayes) grid(rows [][]float64, labels []int) (base.FixedDataGrid, error) {
	class := newClassAttribute(ClassAttribute)
	grid, specs, err := newDense(b.attrs, class, len(rows))
	if err != nil {
		return nil, err
	}
	for r, row := range rows {
		for c, v := range row {
			grid.Set(specs[c], r, []byte{byte(b.cuts[c].bin(v))})
		}
		grid.Set(specs[len(b.attrs)], r, class.GetSysVal(classNames[labels[r]]))
	}
	return grid, nil
}

func (b *bayes) predict(rows [][]float64) ([]float64, error) {
	grid, err := b.grid(rows, make([]int, len(rows)))
	if err != nil {
		return nil, err
	}
	out, err := b.nb.Predict(grid)
	if err != nil {
		return nil, err
	}
	labels, err := gridLabels(out)
	return floats01(labels), err
}
