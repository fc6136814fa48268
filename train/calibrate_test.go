package train

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestPlattRecoversACalibration(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var z, y, w []float64
	for range 20000 {
		v := r.NormFloat64() * 2
		z, w = append(z, v), append(w, 1)
		y = append(y, sigmoid(.7*v-.4)) // soft targets: the exact probabilities
	}
	slope, offset := platt(z, y, w)
	if math.Abs(slope-.7) > 1e-6 || math.Abs(offset+.4) > 1e-6 {
		t.Errorf("slope %v offset %v, want .7 and -.4", slope, offset)
	}
}

func TestPlattKeepsTheOrder(t *testing.T) {
	slope, _ := platt([]float64{-1, 0, 1}, []float64{1, .5, 0}, []float64{1, 1, 1})
	if slope <= 0 {
		t.Errorf("slope %v turns the order around", slope)
	}
}

func TestThresholdRules(t *testing.T) {
	p := []float64{.9, .8, .7, .6, .2, .1}
	y := []int{1, 1, 0, 1, 0, 0}
	for _, c := range []struct {
		rule string
		want float64 // of the verdicts' confusion: TP
		fp   int
	}{{"accuracy", 2, 1}, {"f1", 3, 1}, {"precision=1", 2, 0}, {"precision=0.7", 3, 1}} {
		rule, err := ParseRule(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		if rule.String() != c.rule {
			t.Errorf("%s prints as %s", c.rule, rule)
		}
		m := Measure(p, y, rule.Choose(p, y))
		if float64(m.Confusion.TP) < c.want || m.Confusion.FP > c.fp {
			t.Errorf("%s: threshold %v gives %+v", c.rule, m.Threshold, m.Confusion)
		}
	}
	for _, bad := range []string{"recall", "precision=0", "precision=2", "precision=x", "precision=NaN"} {
		if _, err := ParseRule(bad); err == nil {
			t.Errorf("rule %q was accepted", bad)
		}
	}
}
