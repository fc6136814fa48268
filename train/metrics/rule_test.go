package metrics

import "testing"

func TestRules(t *testing.T) {
	p := []float64{.9, .8, .7, .6, .2, .1}
	y := []int{1, 1, 0, 1, 0, 0}
	for _, c := range []struct {
		rule       string
		threshold  float64
		truePos    int
		falsePos   int
		unreliable []int // labels in place of y
	}{
		{"accuracy", .4, 3, 1, nil},
		{"f1", .4, 3, 1, nil},
		{"precision=1", .75, 2, 0, nil},
		{"precision=0.7", .4, 3, 1, nil},
		{"precision=0.9", .4, 3, 1, []int{0, 1, 1, 1, 0, 0}},
		{"recall=0.6", .75, 2, 0, nil},
		{"recall=1", .4, 3, 1, nil},
	} {
		rule, err := ParseRule(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		if rule.String() != c.rule {
			t.Errorf("%s prints as %s", c.rule, rule)
		}
		labels := y
		if c.unreliable != nil {
			labels = c.unreliable
		}
		f := Measure(p, labels, rule.Choose(p, labels))
		if f.Threshold != c.threshold || f.Confusion.TP != c.truePos || f.Confusion.FP != c.falsePos {
			t.Errorf("%s: threshold %v gives %+v", c.rule, f.Threshold, f.Confusion)
		}
	}
	for _, bad := range []string{"recall", "accuracy=1", "precision=0", "precision=2", "precision=x", "precision=NaN", "recall=0"} {
		if _, err := ParseRule(bad); err == nil {
			t.Errorf("rule %q was accepted", bad)
		}
	}
}
