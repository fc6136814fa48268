package metrics

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestReliability(t *testing.T) {
	for _, c := range []struct {
		name   string
		p      []float64
		labels []int
		want   []Bin
	}{
		{"none", nil, nil, nil},
		{"empty bins are left out", []float64{.125, .125, .75}, []int{0, 1, 1}, []Bin{{.125, .5, 2}, {.75, 1, 1}}},
		{"both ends", []float64{0, 1}, []int{0, 1}, []Bin{{0, 0, 1}, {1, 1, 1}}},
		{"a bin holds its lower end", []float64{.4375, .5}, []int{1, 0}, []Bin{{.4375, 1, 1}, {.5, 0, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Reliability(c.p, c.labels); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// TestReliabilityMeetsECE: the gaps of the diagram, weighted, are the
// calibration error.
func TestReliabilityMeetsECE(t *testing.T) {
	p, labels := scored(1000, 1)
	var e float64
	for _, b := range Reliability(p, labels) {
		e += float64(b.N) * math.Abs(b.Probability-b.Share) / float64(len(p))
	}
	if want := Measure(p, labels, .5).ECE; math.Abs(e-want) > 1e-12 {
		t.Errorf("gaps of %v, calibration error %v", e, want)
	}
}

func TestPrecisionRecall(t *testing.T) {
	for _, c := range []struct {
		name   string
		p      []float64
		labels []int
		points int
		want   []Point
	}{
		{"none", nil, nil, 5, nil},
		{"no positive", []float64{.5, .25}, []int{0, 0}, 5, nil},
		{"every point", []float64{.25, .75, .5}, []int{1, 1, 0}, 2, []Point{{.25, 1, 2. / 3}, {.75, .5, 1}}},
		{"stops at recall 1", []float64{.75, .5, .25}, []int{1, 0, 0}, 9, []Point{{.75, 1, 1}}},
		{"ties stay together", []float64{.5, .5, .5, .5}, []int{1, 0, 1, 0}, 4, []Point{{.5, 1, .5}}},
		{"thinned", []float64{.9, .8, .7, .6}, []int{1, 1, 1, 1}, 2, []Point{{.6, 1, 1}, {.8, .5, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := PrecisionRecall(c.p, c.labels, c.points); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// TestPrecisionRecallMeetsMeasure: each point is what its threshold gives.
func TestPrecisionRecallMeetsMeasure(t *testing.T) {
	p, labels := scored(1000, 1)
	all := PrecisionRecall(p, labels, 20)
	if len(all) != 20 {
		t.Fatalf("%d points", len(all))
	}
	for i, q := range all {
		m := Measure(p, labels, q.Threshold)
		if m.Precision != q.Precision || m.Recall != q.Recall {
			t.Errorf("%+v, but measured %v and %v", q, m.Recall, m.Precision)
		}
		if i > 0 && (q.Threshold <= all[i-1].Threshold || q.Recall >= all[i-1].Recall) {
			t.Errorf("%+v after %+v", q, all[i-1])
		}
	}
}

func TestRecorded(t *testing.T) {
	both := map[string]float64{
		"f1":                         .75,
		"reliability_00_probability": .05, "reliability_00_share": .04, "reliability_00_n": 900,
		"reliability_01_probability": .8, "reliability_01_share": .7, "reliability_01_n": 100,
		"pr_00_threshold": .2, "pr_00_recall": 1, "pr_00_precision": .3,
	}
	want := &Curves{[]Bin{{.05, .04, 900}, {.8, .7, 100}}, []Point{{.2, 1, .3}}}
	gap := maps.Clone(both)
	delete(gap, "reliability_00_share")
	gap["reliability_02_n"] = 1
	for _, c := range []struct {
		name    string
		figures map[string]float64
		want    *Curves
		rest    int // figures left
	}{
		{"no figures", nil, nil, 0},
		{"no curves", map[string]float64{"f1": 1}, nil, 1},
		{"both", both, want, 1},
		{"an incomplete point ends its curve", gap, &Curves{[]Bin{}, want.PrecisionRecall}, len(gap) - 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(c.figures)
			got, rest := Recorded(c.figures)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if len(rest) != c.rest || len(c.figures) != before {
				t.Errorf("%d figures left of %d, want %d; the model's own are now %d", len(rest), before, c.rest, len(c.figures))
			}
		})
	}
	figures := map[string]float64{"f1": .75}
	if want.Record(figures); !maps.Equal(figures, both) {
		t.Errorf("recorded as %v", figures)
	}
}
