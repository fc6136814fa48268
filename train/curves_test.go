package train

import (
	"fmt"
	"math"
	"math/rand/v2"
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
		{"a bin holds its lower end", []float64{.25, .5}, []int{1, 0}, []Bin{{.25, 1, 1}, {.5, 0, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Reliability(c.p, c.labels, 4); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// TestReliabilityMeetsECE: the gaps of the diagram, weighted, are the
// calibration error.
func TestReliabilityMeetsECE(t *testing.T) {
	p, labels := drawn(1000)
	var e float64
	for _, b := range Reliability(p, labels, 10) {
		e += float64(b.N) * math.Abs(b.Probability-b.Share) / float64(len(p))
	}
	if want := ECE(p, labels, 10); math.Abs(e-want) > 1e-12 {
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
	p, labels := drawn(1000)
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

func TestTrainRecordsCurves(t *testing.T) {
	res, err := Train(t.Context(), small()[:300], Options{Seed: 1, Folds: 2})
	if err != nil {
		t.Fatal(err)
	}
	f := res.Model.Info().Figures
	var n float64
	for i := range curveBins {
		n += f[fmt.Sprintf("reliability_%02d_n", i)]
	}
	if n != f["n"] {
		t.Errorf("the diagram shows %v of %v examples", n, f["n"])
	}
	if f["pr_00_recall"] != 1 {
		t.Errorf("the curve begins at recall %v", f["pr_00_recall"])
	}
}

// drawn are probabilities and labels that follow them, coarse enough for ties.
func drawn(n int) (p []float64, labels []int) {
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		q := math.Round(r.Float64()*200) / 200
		y := 0
		if r.Float64() < q*q {
			y = 1
		}
		p, labels = append(p, q), append(labels, y)
	}
	return p, labels
}
