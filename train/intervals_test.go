package train

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

func TestBootstrapMeasuresAsMeasure(t *testing.T) {
	p, labels := scored(400, 1)
	b := newBootstrap(p, labels, 0.4)
	rng := rand.New(rand.NewPCG(5, 5))
	for range 20 {
		clear(b.times)
		var drawnP []float64
		var drawnLabels []int
		for range p {
			i := rng.IntN(len(p))
			b.times[i]++
			drawnP = append(drawnP, p[b.order[i]])
			drawnLabels = append(drawnLabels, labels[b.order[i]])
		}
		want := Measure(drawnP, drawnLabels, 0.4)
		got := b.measure()
		if got.N != want.N || got.Confusion != want.Confusion {
			t.Fatalf("got %+v, want %+v", got, want)
		}
		for name, v := range want.scalars() {
			if math.Abs(got.scalars()[name]-v) > 1e-9 {
				t.Errorf("%s: got %v, want %v", name, got.scalars()[name], v)
			}
		}
	}
}

func TestIntervalsHoldTheEstimate(t *testing.T) {
	p, labels := scored(2000, 2)
	m := Measure(p, labels, 0.5)
	got := Intervals(p, labels, 0.5, 1000, 7)
	if len(got) != 10 {
		t.Errorf("%d intervals, want 10: %v", len(got), got)
	}
	for name, v := range m.scalars() {
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
	if again := Intervals(p, labels, 0.5, 1000, 7); !maps.Equal(got, again) {
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
	rows := width(Intervals(longP, longLabels, 0.5, 500, 1))
	whole := width(GroupIntervals(longP, longLabels, groups, 0.5, 500, 1))
	if ratio := whole / rows; ratio < 2.2 || ratio > 3.6 { // √8 in expectation
		t.Errorf("groups %v, rows %v", whole, rows)
	}
}

func TestIntervalsOfPoorData(t *testing.T) {
	one := Intervals([]float64{0.2, 0.7, 0.9}, []int{1, 1, 1}, 0.5, 50, 1)
	if _, ok := one["roc_auc"]; ok || len(one) != 9 {
		t.Errorf("one class: %v", one)
	}
	if got := Intervals(nil, nil, 0.5, 50, 1); got != nil {
		t.Errorf("no rows: %v", got)
	}
	if got := Intervals([]float64{0.5}, []int{1}, 0.5, 0, 1); got != nil {
		t.Errorf("no resamples: %v", got)
	}
	if got := Intervals([]float64{0.5}, nil, 0.5, 9, 1); got != nil {
		t.Errorf("no labels: %v", got)
	}
}

func BenchmarkIntervals(b *testing.B) {
	p, labels := scored(12000, 4)
	for b.Loop() {
		Intervals(p, labels, 0.5, 1000, 1)
	}
}
