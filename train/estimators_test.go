package train

import (
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/train/metrics"
)

func mustScore(t testing.TB, name string, columns []string, rows [][]float64, labels []int, score [][]float64) []float64 {
	t.Helper()
	p, err := fitAndScore(name, columns, rows, labels, score)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEstimatorsLearn(t *testing.T) {
	names, rows, labels, soft := synthetic(1500, 8, 21)
	best := metrics.Measure(soft[1000:], labels[1000:], 0.5)
	for _, e := range estimators {
		t.Run(e.name, func(t *testing.T) {
			p := mustScore(t, e.name, names, rows[:1000], labels[:1000], rows[1000:])
			m := metrics.Measure(p, labels[1000:], 0.5)
			t.Logf("%s: accuracy %.3f, ROC-AUC %.3f; the truth %.3f, %.3f", e.name, m.Accuracy, m.ROCAUC, best.Accuracy, best.ROCAUC)
			if m.Accuracy < 0.6 || m.Accuracy > best.Accuracy+0.05 {
				t.Errorf("accuracy %v, the truth's %v", m.Accuracy, best.Accuracy)
			}
		})
	}
}

func TestEstimatorsRepeat(t *testing.T) {
	names, rows, labels, _ := synthetic(400, 9, 22)
	for _, e := range estimators {
		want := mustScore(t, e.name, names, rows[:200], labels[:200], rows)
		for range 3 { // golearn's order of maps changes at each run
			if got := mustScore(t, e.name, names, rows[:200], labels[:200], rows); !slices.Equal(got, want) {
				t.Errorf("%s: fitted on the same rows, it predicts otherwise", e.name)
			}
		}
	}
}

func TestEstimatorsRefuseBadData(t *testing.T) {
	names, rows, _, _ := synthetic(30, 3, 23)
	for _, e := range estimators {
		for label, want := range []string{"no sensational row among 30", "no neutral row among 30"} {
			if _, err := fitAndScore(e.name, names, rows, slices.Repeat([]int{label}, 30), rows); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v, want one with %q", e.name, err, want)
			}
		}
	}
	// golearn's naive Bayes panics where a label has no 1 at all.
	column := [][]float64{{0}, {0}, {1}, {1}}
	if _, err := fitAndScore("bernoulli-nb", []string{"x"}, column, []int{0, 0, 1, 1}, column); err == nil || !strings.Contains(err.Error(), "golearn panicked") {
		t.Errorf("a label without any 1: %v", err)
	}
}

func TestEstimatorsPoorColumns(t *testing.T) {
	// A constant column, one of mostly ones, one of mostly zeros that only one
	// label has.
	var rows [][]float64
	var labels []int
	for i := range 100 {
		rows = append(rows, []float64{3, 1, 0})
		labels = append(labels, i%2)
		if i%2 == 1 {
			rows[i][1], rows[i][2] = float64(i%4/2), float64(i%3)
		}
	}
	for _, e := range estimators {
		right := 0
		for i, p := range mustScore(t, e.name, []string{"constant", "ones", "zeros"}, rows, labels, rows) {
			right += bit(bit(p >= .5) == labels[i])
		}
		if right < 65 {
			t.Errorf("%s: %d of 100 right", e.name, right)
		}
	}
}

func TestUnknownAlgorithm(t *testing.T) {
	if _, err := fitAndScore("svm", nil, nil, []int{0, 1}, nil); err == nil || !strings.Contains(err.Error(), "must be one of bernoulli-nb, cart") {
		t.Errorf("unknown name: %v", err)
	}
}

func TestQuantileCuts(t *testing.T) {
	rows := [][]float64{{0, 1, 5, 1}, {0, 1, 5, 2}, {0, 1, 5, 3}, {0, 0, 5, 4}, {1, 1, 5, 5}}
	got := quantileCuts(rows, 2)
	for c, want := range [][]float64{{0}, {0}, nil, {3}} {
		if !slices.Equal(got[c], want) {
			t.Errorf("column %d: cuts %v, want %v", c, got[c], want)
		}
	}
	if binned := got.bin(rows[2:3]); binned[0][3] != 0 {
		t.Errorf("bin of a cut's own value: %v, want 0", binned[0][3])
	}
}
