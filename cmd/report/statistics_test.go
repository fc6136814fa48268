package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestAreasAreMeasures(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	n := 300
	p, labels, times := make([]float64, n), make([]int, n), make([]int32, n)
	var many []float64
	var manyLabels []int
	for i := range p {
		p[i] = math.Round(rng.Float64()*50) / 50 // with ties
		if rng.Float64() < p[i] {
			labels[i] = 1
		}
		times[i] = int32(rng.IntN(3))
		for range times[i] {
			many, manyLabels = append(many, p[i]), append(manyLabels, labels[i])
		}
	}
	for _, c := range []struct {
		times  []int32
		p      []float64
		labels []int
	}{{nil, p, labels}, {times, many, manyLabels}} {
		auc, ap := rank(p, labels).areas(c.times)
		m := train.Measure(c.p, c.labels, .5)
		near(t, "ROC-AUC", auc, m.ROCAUC, 1e-12)
		near(t, "average precision", ap, m.AveragePrecision, 1e-12)
	}
	if auc, _ := rank([]float64{.1, .2}, []int{1, 1}).areas(nil); !math.IsNaN(auc) {
		t.Errorf("ROC-AUC %v of one class", auc)
	}
}

func TestKappas(t *testing.T) {
	f := &fit{Columns: &train.Columns{}, threshold: .5}
	add := func(n int, p float64, votes int) {
		for range n {
			e := datasets.NewExample("x", 0)
			e.Votes, e.Annotators = votes, 3
			if votes > 1 {
				e.Label = 1
			}
			f.Examples, f.p = append(f.Examples, e), append(f.p, p)
		}
	}
	// The textbook's table: 20 both yes, 15 both no, 5 and 10 apart.
	add(20, .9, 3)
	add(15, .1, 0)
	add(5, .9, 0)
	add(10, .1, 3)
	rows := make([]int, len(f.p))
	for i := range rows {
		rows[i] = i
	}
	share, kappa, between := kappas(rows, f.withLabel)
	near(t, "share agreed", share, .7, 1e-12)
	near(t, "Cohen's kappa", kappa, .4, 1e-12)
	if !(between[0] < kappa && kappa < between[1]) {
		t.Errorf("interval %v", between)
	}
	if _, same, _ := kappas(rows, f.withAnnotator); math.Abs(same-kappa) > 1e-12 {
		t.Errorf("annotators of one mind: kappa %v, want %v", same, kappa)
	}
	_, own, _ := kappas(rows, f.amongAnnotators)
	near(t, "kappa of annotators of one mind", own, 1, 1e-12)
	add(10, .5, 1) // one of three: two pairs of three disagree
	pair := f.amongAnnotators(len(f.p) - 1)
	near(t, "pairs that agree", pair.agree, 1./3, 1e-12)
}

func TestFitLaw(t *testing.T) {
	want := law{limit: .95, scale: 2, exponent: .5}
	n := []float64{1000, 2000, 4000, 8000}
	value := make([]float64, len(n))
	for i, v := range n {
		value[i] = want.at(v)
	}
	got := fitLaw(n, value)
	near(t, "limit", got.limit, want.limit, 1e-9)
	near(t, "scale", got.scale, want.scale, 1e-6)
	near(t, "exponent", got.exponent, want.exponent, 1e-9)
	if power, hopeful := got.at(16000)-got.at(8000), logGain(n, value); power <= 0 || power >= hopeful {
		t.Errorf("the law promises %v, a straight line %v", power, hopeful)
	}
	if flat := fitLaw(n, []float64{.9, .89, .88, .87}); flat.scale != 0 {
		t.Errorf("a falling curve gives %+v", flat)
	}
}

func TestKeepPartIsNested(t *testing.T) {
	var kept [3]int
	sample := datasets.Sample()
	for _, e := range sample {
		eighth, quarter, half := keepPart(8)(e), keepPart(4)(e), keepPart(2)(e)
		if eighth && !quarter || quarter && !half {
			t.Fatalf("%q is in a part but not in a larger one", e.Text)
		}
		for i, in := range []bool{eighth, quarter, half} {
			if in {
				kept[i]++
			}
		}
	}
	for i, part := range []float64{8, 4, 2} {
		near(t, "share kept", float64(kept[i])/float64(len(sample)), 1/part, .03)
	}
}

func TestWilson(t *testing.T) {
	low, high := wilson(.5, 100)
	near(t, "low", low, .4038, 1e-4)
	near(t, "high", high, .5962, 1e-4)
	if low, high = wilson(0, 10); low != 0 || high <= 0 {
		t.Errorf("no hit of ten: %v to %v", low, high)
	}
}

func TestReliabilityAndPrecisionRecall(t *testing.T) {
	p, labels := []float64{.05, .15, .15, .95, 1}, []int{0, 0, 1, 1, 1}
	got := reliability(p, labels)
	if len(got) != 3 || got[1][0] != .15 || got[1][1] != .5 || got[2][2] != 2 {
		t.Errorf("reliability %v", got)
	}
	curve := precisionRecall(p, labels)
	if last := curve[len(curve)-1]; last[0] != 1 || last[1] != .6 {
		t.Errorf("precision-recall ends at %v", last)
	}
}

func TestParseKinds(t *testing.T) {
	k, err := parseKinds("# note\n= noise\tthe label is wrong\n0123456789abcdef\tnoise\n")
	if err != nil || k.of("0123456789abcdef") != "noise" || k.of("other") != unread {
		t.Errorf("%+v, %v", k, err)
	}
	for _, text := range []string{"= noise\n", "0123\tnoise\n", "0123456789abcdef\tnoise\n", "= a\tb\n0123456789abcdef\ta\n0123456789abcdef\ta\n"} {
		if _, err := parseKinds(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}
