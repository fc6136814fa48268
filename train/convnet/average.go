package convnet

// average is the mean of a network's states: averaging the last epochs' weights
// smooths the noise of the last steps (Izmailov et al. 2018) and still leaves
// one network.
type average struct {
	sums  [][]float64
	count float64
}

func (p *params) slices() [][]float32 {
	return [][]float32{p.words, p.filters, p.bias, p.output, p.intercept}
}

func newAverage(n *Net) *average {
	a := &average{}
	for _, s := range n.slices() {
		a.sums = append(a.sums, make([]float64, len(s)))
	}
	return a
}

func (a *average) add(n *Net) {
	a.count++
	for k, s := range n.slices() {
		for i, x := range s {
			a.sums[k][i] += float64(x)
		}
	}
}

func (a *average) copyTo(n *Net) {
	for k, s := range n.slices() {
		for i := range s {
			s[i] = float32(a.sums[k][i] / a.count)
		}
	}
}
