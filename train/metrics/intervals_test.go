package metrics

import (
	"maps"
	"math"
	"math/rand/v2"
	"testing"
)

// scored draws probabilities, with many ties, and labels that follow them.
func scored(n int, seed uint64) (p []float64, labels []int) {
	rng := rand.New(rand.NewPCG(seed, 3))
	for range n {
		q := math.Round(rng.Float64()*500) / 500
		y := 0
		if rng.Float64() < q*q {
			y = 1
		}
		p, labels = append(p, q), append(labels, y)
	}
	return p, labels
}

func TestResampleMeasuresAsMeasure(t *testing.T) {
	p, labels := scored(400, 1)
	b := newSample(p, labels, 0.4)
	rng := rand.New(rand.NewPCG(5, 5))
	times := make([]int32, len(p))
	for range 20 {
		clear(times)
		var drawnP []float64
		var drawnLabels []int
		for range p {
			i := rng.IntN(len(p))
			times[i]++
			drawnP = append(drawnP, p[i])
			drawnLabels = append(drawnLabels, labels[i])
		}
		want := Measure(drawnP, drawnLabels, 0.4)
		got := b.measure(times)
		if got.N != want.N || got.Confusion != want.Confusion {
			t.Fatalf("got %+v, want %+v", got, want)
		}
		for k, v := range want.Values() {
			if math.Abs(got.Values()[k]-v) > 1e-9 {
				t.Errorf("%s: got %v, want %v", Names[k], got.Values()[k], v)
			}
		}
	}
}

func TestIntervalsHoldTheEstimate(t *testing.T) {
	p, labels := scored(2000, 2)
	m := Measure(p, labels, 0.5)
	got := Intervals(p, labels, nil, 0.5, 7)
	if len(got) != 10 {
		t.Errorf("%d intervals, want 10: %v", len(got), got)
	}
	for k, v := range m.Values() {
		name := Names[k]
		iv := got[name]
		if name == "ece" { // biased upwards in resamples
			if iv[0] <= 0 || iv[1] < iv[0] {
				t.Errorf("ece: %v", iv)
			}
			continue
		}
		if iv[0] >= v || iv[1] <= v || iv[1]-iv[0] > 0.1 {
			t.Errorf("%s: %v in %v", name, v, iv)
		}
	}
	// The binomial interval of the accuracy is a fair check of the width.
	want := 2 * 1.96 * math.Sqrt(m.Accuracy*(1-m.Accuracy)/2000)
	if width := got["accuracy"][1] - got["accuracy"][0]; math.Abs(width-want) > 0.15*want {
		t.Errorf("accuracy: width %v, want about %v", width, want)
	}
	if again := Intervals(p, labels, nil, 0.5, 7); !maps.Equal(got, again) {
		t.Error("one seed, two results")
	}
}

func TestGroupIntervalsAreWider(t *testing.T) {
	// Each row stands eight times: groups of eight hold one row's worth.
	p, labels := scored(200, 3)
	var longP []float64
	var longLabels []int
	var groups []string
	for i := range p {
		for range 8 {
			longP, longLabels = append(longP, p[i]), append(longLabels, labels[i])
			groups = append(groups, string(rune('A'+i)))
		}
	}
	width := func(iv map[string][2]float64) float64 { return iv["accuracy"][1] - iv["accuracy"][0] }
	rows := width(Intervals(longP, longLabels, nil, 0.5, 1))
	whole := width(Intervals(longP, longLabels, groups, 0.5, 1))
	if ratio := whole / rows; ratio < 2.2 || ratio > 3.6 { // √8 in expectation
		t.Errorf("groups %v, rows %v", whole, rows)
	}
}

// TestDifferences: the interval is of the change, not of either figure.
func TestDifferences(t *testing.T) {
	p, labels := scored(400, 3)
	better := make([]float64, len(p))
	for i := range p {
		better[i] = .9*p[i] + .1*float64(labels[i])
	}
	before, after := Measure(p, labels, .5), Measure(better, labels, .5)
	got := Differences(Scores{p, .5}, Scores{better, .5}, labels, 1)
	to, from := after.Values(), before.Values()
	for k, name := range Names {
		if name == "ece" { // biased upwards in resamples
			continue
		}
		if d, iv := to[k]-from[k], got[name]; d < iv[0] || d > iv[1] {
			t.Errorf("%s: %v is not in %v", name, d, iv)
		}
	}
	if paired, alone := got["log_loss"], Intervals(p, labels, nil, .5, 1)["log_loss"]; paired[1]-paired[0] > (alone[1]-alone[0])/2 {
		t.Errorf("an interval of %v for the change, of %v for the figure", paired, alone)
	}
	for name, iv := range Differences(Scores{p, .5}, Scores{p, .5}, labels, 1) {
		if iv != [2]float64{} {
			t.Errorf("%s: no change came out as %v", name, iv)
		}
	}
}

func TestIntervalsOfPoorData(t *testing.T) {
	one := Intervals([]float64{0.2, 0.7, 0.9}, []int{1, 1, 1}, nil, 0.5, 1)
	if _, ok := one["roc_auc"]; ok || len(one) != 8 { // and the average precision, always 1
		t.Errorf("one class: %v", one)
	}
	if got := Intervals(nil, nil, nil, 0.5, 1); got != nil {
		t.Errorf("no rows: %v", got)
	}
}

func BenchmarkIntervals(b *testing.B) {
	p, labels := scored(12000, 4)
	for b.Loop() {
		Intervals(p, labels, nil, 0.5, 1)
	}
}

// TestIntervalsAtTheEdge: without a mistake shares may still be off, by Wilson's
// interval (for n of n: n/(n+z²) to 1), and what no resample changes has none.
func TestIntervalsAtTheEdge(t *testing.T) {
	var p []float64
	var labels []int
	for i := range 300 {
		p, labels = append(p, .1+.8*float64(i%2)), append(labels, i%2)
	}
	got := Intervals(p, labels, nil, .5, 1)
	for name, n := range map[string]float64{"accuracy": 300, "precision": 150, "recall": 150} {
		if low := n / (n + Z95*Z95); math.Abs(got[name][0]-low) > 1e-9 || got[name][1] != 1 {
			t.Errorf("%s: %v, want %v to 1", name, got[name], low)
		}
	}
	for _, name := range []string{"f1", "macro_f1", "roc_auc", "average_precision"} {
		if v, ok := got[name]; ok {
			t.Errorf("%s: %v", name, v)
		}
	}
	none := Confusion{TN: 5}
	out := map[string][2]float64{"precision": {0, 1}, "recall": {0, 1}}
	if none.Shares(out, 1); len(out) != 1 || out["accuracy"][1] != 1 {
		t.Errorf("without positives: %v", out)
	}
}

func TestWilson(t *testing.T) {
	for _, c := range []struct{ share, n, low, high float64 }{{.5, 100, .4038, .5962}, {0, 10, 0, .2775}, {1, 10, .7225, 1}} {
		low, high := Wilson(c.share, c.n, Z95)
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%v of %v: %v to %v, want %v to %v", c.share, c.n, low, high, c.low, c.high)
		}
	}
}
