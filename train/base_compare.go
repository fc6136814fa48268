package train

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sort"

	"github.com/heboh/heboh/datasets"
)

// Comparison is a model before and after on the same headlines. The model got
// worse where the whole 95 % interval of the rise in log loss, or of the fall in
// F1, lies above 0.01.
type Comparison struct {
	Before, After *Evaluation
	// LogLoss and F1 are after minus before.
	LogLoss, F1 Difference
}

// Difference is a change of a figure with its 95 % interval by the paired
// bootstrap (Efron & Tibshirani 1993): headlines are resampled with what both
// models say of them, so that what is hard for both does not blur the change.
type Difference struct {
	Value   float64
	Between [2]float64
}

// MarshalJSON writes {"value", "interval"}.
func (d Difference) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value   float64    `json:"value"`
		Between [2]float64 `json:"interval"`
	}{d.Value, d.Between})
}

// tolerance is what a figure may lose: smaller changes matter to nobody.
const tolerance = 0.01

// worse says what got worse, one line each. Changes within noise are ignored.
func (c *Comparison) worse(where string) []string {
	var out []string
	say := func(figure, moved string, value, low, high float64) {
		if low > tolerance {
			out = append(out, fmt.Sprintf("%s on %s %s by %.4f (95 %%: %.4f to %.4f)", figure, where, moved, value, low, high))
		}
	}
	say("log loss", "rises", c.LogLoss.Value, c.LogLoss.Between[0], c.LogLoss.Between[1])
	say("F1", "falls", -c.F1.Value, -c.F1.Between[1], -c.F1.Between[0])
	return out
}

// judged are probabilities with the threshold that turns them into verdicts.
type judged struct {
	p         []float64
	threshold float64
}

// compareScores measures both on the examples.
func compareScores(examples []datasets.Example, before, after judged, seed uint64) (*Comparison, error) {
	b, err := evaluation(examples, before.p, before.threshold, seed)
	if err != nil {
		return nil, err
	}
	a, err := evaluation(examples, after.p, after.threshold, seed)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Before: b, After: a}
	c.LogLoss.Value, c.F1.Value = a.LogLoss-b.LogLoss, a.F1-b.F1
	c.LogLoss.Between, c.F1.Between = pairedIntervals(examples, before, after, seed)
	return c, nil
}

// pairedIntervals are the bootstrap intervals of the differences in log loss
// and F1.
func pairedIntervals(examples []datasets.Example, before, after judged, seed uint64) (logLoss, f1 [2]float64) {
	n := len(examples)
	loss := make([]float64, n)
	verdicts := make([][2]Confusion, n)
	for i, e := range examples {
		y := []int{e.Label}
		b := Measure(before.p[i:i+1], y, before.threshold)
		a := Measure(after.p[i:i+1], y, after.threshold)
		loss[i] = a.LogLoss - b.LogLoss
		verdicts[i] = [2]Confusion{b.Confusion, a.Confusion}
	}
	rng := rand.New(rand.NewPCG(seed, 0xd1ff))
	l, f := make([]float64, resamples), make([]float64, resamples)
	for r := range resamples {
		var sum [2]Confusion
		for range n {
			i := rng.IntN(n)
			l[r] += loss[i] / float64(n)
			for k := range sum {
				sum[k].add(verdicts[i][k])
			}
		}
		f[r] = sum[1].f1() - sum[0].f1()
	}
	return middle(l), middle(f)
}

func (c *Confusion) add(d Confusion) {
	c.TP, c.FP, c.TN, c.FN = c.TP+d.TP, c.FP+d.FP, c.TN+d.TN, c.FN+d.FN
}

func (c *Confusion) f1() float64 { return ratio(float64(2*c.TP), float64(2*c.TP+c.FP+c.FN)) }

// middle are the bounds of the middle 95 % of values, which it sorts.
func middle(v []float64) [2]float64 {
	sort.Float64s(v)
	return [2]float64{quantile(v, 0.025), quantile(v, 0.975)}
}
