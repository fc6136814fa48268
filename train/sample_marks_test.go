package train_test

import (
	"slices"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// TestMarksOfTheSample: marks lie in the text, do not overlap and name shown devices
// or positive verdicts only; a headline that is neutral and unbiased has none.
func TestMarksOfTheSample(t *testing.T) {
	m := model.Default()
	marked := 0
	for _, x := range datasets.Sample() {
		e := m.Explain(x.Text)
		p := e.Prediction()
		shown := e.ShownDevices()
		if !p.Label.Positive() && !p.Bias.Label.Positive() && len(e.Marks)+len(shown) > 0 {
			t.Errorf("%q: neutral and unbiased, but marked", x.Text)
		}
		at := 0
		for _, k := range e.Marks {
			positive := k.Verdict == "sensational" && p.Label.Positive() || k.Verdict == "biased" && p.Bias.Label.Positive()
			if k.Start < at || k.End <= k.Start || k.End > len(x.Text) || slices.Contains(shown, k.Device) == positive {
				t.Errorf("%q: mark %+v, shown are %v", x.Text, k, shown)
			}
			at = k.End
		}
		marked += min(1, len(e.Marks))
	}
	if marked == 0 {
		t.Error("nothing of the sample is marked")
	}
}
