package metrics

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func TestMeasureByHand(t *testing.T) {
	p := []float64{.9, .8, .7, .4, .3, .1}
	y := []int{1, 0, 1, 1, 0, 0}
	m := Measure(p, y, .5)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"accuracy", m.Accuracy, 4. / 6},
		{"precision", m.Precision, 2. / 3},
		{"recall", m.Recall, 2. / 3},
		{"f1", m.F1, 2. / 3},
		{"macro_f1", m.MacroF1, 2. / 3},
		{"roc_auc", float64(m.ROCAUC), 7. / 9},
		{"average_precision", float64(m.AveragePrecision), (1. + 2./3 + 3./4) / 3},
		{"brier", m.Brier, (.01 + .64 + .09 + .36 + .09 + .01) / 6},
		{"ece", m.ECE, (.1 + .8 + .3 + .6 + .3 + .1) / 6},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
	if m.Confusion != (Confusion{2, 1, 2, 1}) || m.Confusion.Positives() != 3 {
		t.Errorf("confusion %+v", m.Confusion)
	}
}

func TestMeasureTies(t *testing.T) {
	m := Measure([]float64{.5, .5, .5, .5}, []int{1, 0, 1, 0}, .5)
	if m.ROCAUC != .5 || m.AveragePrecision != .5 {
		t.Errorf("ties: roc_auc %v, average precision %v, want .5 and .5", m.ROCAUC, m.AveragePrecision)
	}
}

func TestMeasureOneClass(t *testing.T) {
	m := Measure([]float64{.2, .4}, []int{0, 0}, .5)
	if !math.IsNaN(float64(m.ROCAUC)) || !math.IsNaN(float64(m.AveragePrecision)) || m.F1 != 0 || m.Accuracy != 1 {
		t.Errorf("one class: %+v", m)
	}
	b, err := json.Marshal(m)
	if err != nil || !strings.Contains(string(b), `"roc_auc":null,"average_precision":null,"log_loss":0.`) {
		t.Errorf("JSON of a figure that is not a number: %s, %v", b, err)
	}
}
