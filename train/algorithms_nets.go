package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/neural"
	"gonum.org/v1/gonum/mat"
)

const (
	netHidden = 12
	netEpochs = 1
	netRate   = 0.1
)

// perceptron is golearn's neural.Network with one hidden layer and one output.
// golearn's MultiLayerNet lays the same network out, but draws its weights from
// the global random source and has no Classifier's methods.
type perceptron struct {
	seed     uint64
	mean, sd []float64
	net      *neural.Network
}

func (n *perceptron) fit(names []string, rows [][]float64, labels []int) error {
	p := newProblem(rows, nil, slices.Repeat([]float64{1}, len(rows)), make([]constraint, len(names)))
	n.mean, n.sd = p.mean, p.sd
	rng := rand.New(rand.NewPCG(n.seed, 0x4e7))
	n.connect(len(names), rng)
	size := len(names) + netHidden + 1
	in, miss := mat.NewDense(size, 1, nil), mat.NewDense(size, 1, nil)
	for epoch := range netEpochs {
		rate := netRate / float64(1+epoch)
		for _, r := range rng.Perm(len(rows)) {
			n.activate(in, rows[r])
			miss.Zero()
			miss.Set(size-1, 0, float64(labels[r])-in.At(size-1, 0))
			back := n.net.Error(in, miss, 3)
			n.net.UpdateWeights(in, back, rate)
			n.net.UpdateBias(back, rate)
		}
	}
	return nil
}

// connect draws the weights. golearn counts neurons from 1: inputs, hidden
// ones, the output; it keeps a weight drawn within 0.005 of 0 at 0, which is
// how it knows neurons that are not connected.
func (n *perceptron) connect(inputs int, rng *rand.Rand) {
	n.net = neural.NewNetwork(inputs+netHidden+1, inputs, neural.Sigmoid)
	draw := func() float64 {
		v := rng.NormFloat64() / math.Sqrt(float64(inputs))
		return math.Copysign(0.006+math.Abs(v), v)
	}
	out := inputs + netHidden + 1
	for h := inputs + 1; h < out; h++ {
		for i := 1; i <= inputs; i++ {
			n.net.SetWeight(i, h, draw())
		}
		n.net.SetWeight(h, out, draw())
	}
}

// activate feeds a row through both layers.
func (n *perceptron) activate(in *mat.Dense, row []float64) {
	in.Zero()
	for c, v := range row {
		if n.sd[c] > 0 {
			in.Set(c, 0, (v-n.mean[c])/n.sd[c])
		}
	}
	n.net.Activate(in, 2)
}

func (n *perceptron) predict(rows [][]float64) ([]float64, error) {
	p := make([]float64, len(rows))
	size := len(n.mean) + netHidden + 1
	in := mat.NewDense(size, 1, nil)
	for r, row := range rows {
		n.activate(in, row)
		p[r] = in.At(size-1, 0)
	}
	return p, nil
}

// floatGrid builds a grid whose class is a float, 0 or 1, for estimators that
// ask for one.
func floatGrid(rows [][]float64, labels []int) (base.FixedDataGrid, error) {
	var attrs []base.Attribute
	if len(rows) > 0 {
		for c := range rows[0] {
			attrs = append(attrs, base.NewFloatAttribute(strconv.Itoa(c)))
		}
	}
	grid, specs, err := newDense(attrs, base.NewFloatAttribute(ClassAttribute), len(rows))
	if err != nil {
		return nil, err
	}
	for r, row := range rows {
		for c, v := range row {
			grid.Set(specs[c], r, base.PackFloatToBytes(v))
		}
		grid.Set(specs[len(attrs)], r, base.PackFloatToBytes(float64(labels[r])))
	}
	return grid, nil
}
