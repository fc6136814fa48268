package train

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sjwhitworth/golearn/base"

	"github.com/heboh/heboh/train/metrics"
)

func TestAlgorithmsLearn(t *testing.T) {
	names, rows, labels, soft := synthetic(1500, 8, 21)
	grid := mustGrid(t, names, rows[:1000], labels[:1000])
	test := mustGrid(t, names, rows[1000:], labels[1000:])
	best := metrics.Measure(soft[1000:], labels[1000:], 0.5)
	for _, a := range usable() {
		t.Run(a.Name, func(t *testing.T) {
			c := mustNew(t, a)
			mustFit(t, c, grid)
			p, err := Probabilities(c, test)
			if err != nil {
				t.Fatal(err)
			}
			m := metrics.Measure(p, labels[1000:], 0.5)
			t.Logf("%s: accuracy %.3f, ROC-AUC %.3f; the truth %.3f, %.3f", a.Name, m.Accuracy, m.ROCAUC, best.Accuracy, best.ROCAUC)
			if m.Accuracy < 0.6 || m.Accuracy > best.Accuracy+0.05 {
				t.Errorf("accuracy %v, the truth's %v", m.Accuracy, best.Accuracy)
			}
			for i, y := range predicted(t, c, test) {
				if (y == 1) != (p[i] >= 0.5) {
					t.Fatalf("row %d: label %d, probability %v", i, y, p[i])
				}
			}
			if c.GetMetadata().ClassifierName == "" || c.String() == "" {
				t.Error("no name")
			}
			if err := c.Load("x"); err != ErrGolearnFile {
				t.Errorf("Load: %v", err)
			}
		})
	}
}

func mustNew(t testing.TB, a Algorithm) base.Classifier {
	t.Helper()
	c, err := a.New(7)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAlgorithmsReadViewsAndRepeat(t *testing.T) {
	names, rows, labels, _ := synthetic(400, 9, 22)
	grid := mustGrid(t, names, rows, labels)
	attrs := slices.Clone(grid.AllAttributes())
	slices.Reverse(attrs)
	var odd []int
	var oddRows [][]float64
	var oddLabels []int
	for r := 1; r < len(rows); r += 2 {
		odd, oddRows, oddLabels = append(odd, r), append(oddRows, rows[r]), append(oddLabels, labels[r])
	}
	for _, a := range usable() {
		t.Run(a.Name, func(t *testing.T) {
			copied := mustNew(t, a)
			mustFit(t, copied, mustGrid(t, names, oddRows, oddLabels))
			want := predicted(t, copied, grid)
			for range 3 { // golearn's own order of maps changes at each run
				viewed := mustNew(t, a)
				mustFit(t, viewed, base.NewInstancesViewFromVisible(grid, odd, grid.AllAttributes()))
				if got := predicted(t, viewed, base.NewInstancesViewFromAttrs(grid, attrs)); !slices.Equal(got, want) {
					t.Error("fitted on a view or scored on one, it predicts otherwise")
				}
			}
		})
	}
}

func TestAlgorithmsRefuseBadData(t *testing.T) {
	names, rows, labels, _ := synthetic(30, 3, 23)
	ones := slices.Repeat([]int{1}, 30)
	for _, a := range usable() {
		for _, c := range []struct {
			name string
			grid base.FixedDataGrid
			want string
		}{
			{"empty", mustGrid(t, names, nil, nil), "no"},
			{"one class", mustGrid(t, names, rows, ones), "no neutral row"},
			{"no columns", mustGrid(t, nil, make([][]float64, 2), []int{0, 1}), "no columns"},
		} {
			if err := mustNew(t, a).Fit(c.grid); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s, %s: error %v, want one with %q", a.Name, c.name, err, c.want)
			}
		}
		if _, err := mustNew(t, a).Predict(mustGrid(t, names, rows, labels)); err == nil || !strings.Contains(err.Error(), "not fitted") {
			t.Errorf("%s: Predict before Fit: %v", a.Name, err)
		}
	}
}

func TestAlgorithmsPoorColumns(t *testing.T) {
	// A constant column, one of mostly ones, one of mostly zeros that only one
	// label has: golearn's naive Bayes panics where a label has no 1 at all.
	var rows [][]float64
	var labels []int
	for i := range 100 {
		rows = append(rows, []float64{3, 1, 0})
		labels = append(labels, i%2)
		if i%2 == 1 {
			rows[i][1], rows[i][2] = float64(i%4/2), float64(i%3)
		}
	}
	grid := mustGrid(t, []string{"constant", "ones", "zeros"}, rows, labels)
	for _, a := range usable() {
		c := mustNew(t, a)
		mustFit(t, c, grid)
		right := 0
		for i, y := range predicted(t, c, grid) {
			right += bit(y == labels[i])
		}
		if right < 65 && a.Name != "neural-net" {
			t.Errorf("%s: %d of 100 right", a.Name, right)
		}
	}
}

func TestAdapterTurnsPanicsIntoErrors(t *testing.T) {
	c := newAdapter("bernoulli-nb", &bayes{})
	grid := mustGrid(t, []string{"x"}, [][]float64{{0}, {0}, {1}, {1}}, []int{0, 0, 1, 1})
	if err := c.Fit(grid); err == nil || !strings.Contains(err.Error(), "golearn panicked") {
		t.Errorf("a label without any 1: %v", err)
	}
}

func TestAlgorithmNamed(t *testing.T) {
	a, err := AlgorithmNamed("")
	if err != nil || a.Name != DefaultAlgorithm {
		t.Errorf("default: %q, %v", a.Name, err)
	}
	if _, err := AlgorithmNamed("svm"); err == nil || !strings.Contains(err.Error(), "want one of logistic, bernoulli-nb") {
		t.Errorf("unknown name: %v", err)
	}
	seen := map[string]bool{}
	for _, a := range Algorithms() {
		if a.Doc == "" || seen[a.Name] {
			t.Errorf("%s: no Doc, or named twice", a.Name)
		}
		seen[a.Name] = true
		_, err := AlgorithmNamed(a.Name)
		_, newErr := a.New(1)
		if (err != nil) != (a.Reason != "") || (newErr != nil) != (a.Reason != "") {
			t.Errorf("%s: %v, %v, reason %q", a.Name, err, newErr, a.Reason)
		}
		if err != nil && !strings.Contains(err.Error(), a.Reason) {
			t.Errorf("%s: error %v does not say why", a.Name, err)
		}
	}
}

func TestQuantileCuts(t *testing.T) {
	rows := [][]float64{{0, 1, 5, 1}, {0, 1, 5, 2}, {0, 1, 5, 3}, {0, 0, 5, 4}, {1, 1, 5, 5}}
	got := quantileCuts(rows, 4, 2)
	for c, want := range []cuts{{0}, {0}, nil, {3}} {
		if !slices.Equal(got[c], want) {
			t.Errorf("column %d: cuts %v, want %v", c, got[c], want)
		}
	}
	if b := (cuts{1, 3}).bin(3); b != 1 {
		t.Errorf("bin of a cut's own value: %d, want 1", b)
	}
}

func BenchmarkAlgorithmsFit(b *testing.B) {
	names, rows, labels, _ := synthetic(12000, 80, 24)
	grid := mustGrid(b, names, rows[:10000], labels[:10000])
	test := mustGrid(b, names, rows[10000:], labels[10000:])
	for _, a := range usable() {
		b.Run(a.Name, func(b *testing.B) {
			for b.Loop() {
				c := mustNew(b, a)
				start := time.Now()
				mustFit(b, c, grid)
				fit := time.Since(start)
				p, err := Probabilities(c, test)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(fit.Seconds(), "fit-s")
				b.ReportMetric(metrics.Measure(p, labels[10000:], 0.5).Accuracy, "accuracy")
			}
		})
	}
}
