package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sjwhitworth/golearn/base"
	golearn "github.com/sjwhitworth/golearn/evaluation"
	"github.com/sjwhitworth/golearn/meta"

	"github.com/heboh/heboh/train/metrics"
)

// synthetic draws rows of correlated columns of several scales and labels from
// a logistic truth, and returns the truth's probabilities too.
func synthetic(n, d int, seed uint64) (names []string, rows [][]float64, labels []int, soft []float64) {
	rng := rand.New(rand.NewPCG(seed, 1))
	truth := make([]float64, d)
	for c := range truth {
		names = append(names, fmt.Sprintf("cue%02d", c))
		truth[c] = 1.2 * rng.NormFloat64() / math.Sqrt(float64(d)/6)
	}
	for range n {
		row := make([]float64, d)
		shared := rng.NormFloat64()
		z := -0.4
		for c := range row {
			v := 0.6*shared + rng.NormFloat64()
			if c%3 == 0 { // sparse counts
				v = math.Floor(math.Max(0, v))
			}
			z += truth[c] * v
			row[c] = v*math.Pow(10, float64(c%4-2)) + float64(c%5)
		}
		p := sigmoid(z)
		label := 0
		if rng.Float64() < p {
			label = 1
		}
		rows, labels, soft = append(rows, row), append(labels, label), append(soft, p)
	}
	return names, rows, labels, soft
}

func mustGrid(t testing.TB, names []string, rows [][]float64, labels []int) *base.DenseInstances {
	t.Helper()
	grid, err := NewGrid(names, rows, labels)
	if err != nil {
		t.Fatal(err)
	}
	return grid
}

func mustFit(t testing.TB, c base.Classifier, grid base.FixedDataGrid) {
	t.Helper()
	if err := c.Fit(grid); err != nil {
		t.Fatal(err)
	}
}

// predicted reads the classes a classifier gives a grid.
func predicted(t testing.TB, c base.Classifier, grid base.FixedDataGrid) []int {
	t.Helper()
	out, err := c.Predict(grid)
	if err != nil {
		t.Fatal(err)
	}
	labels, err := gridLabels(out)
	if err != nil {
		t.Fatal(err)
	}
	return labels
}

func TestLabellerPredictsEveryViewAlike(t *testing.T) {
	names, rows, labels, _ := synthetic(600, 8, 1)
	grid := mustGrid(t, names, rows, labels)
	l := NewLabeller(LabellerOptions{L2: 1})
	mustFit(t, l, grid)

	var want []int
	agree := 0
	for i, row := range rows {
		y := 0
		if l.Probability(row) >= 0.5 {
			y = 1
		}
		want = append(want, y)
		if y == labels[i] {
			agree++
		}
	}
	if agree < 400 {
		t.Fatalf("only %d of 600 rows right", agree)
	}
	attrs := grid.AllAttributes()
	reversed := make([]base.Attribute, len(attrs))
	for i, a := range attrs {
		reversed[len(attrs)-1-i] = a
	}
	odd := make([]int, 0, 300)
	for r := 1; r < 600; r += 2 {
		odd = append(odd, r)
	}
	oddMap := map[int]int{}
	all := make([]int, 600)
	for r := range all {
		all[r] = r
		oddMap[r] = 599 - r
	}
	backwards := make([]int, 600)
	for r := range backwards {
		backwards[r] = 599 - r
	}
	cases := []struct {
		name string
		grid base.FixedDataGrid
		rows []int
	}{
		{"itself", grid, all},
		{"rows of a subset", base.NewInstancesViewFromVisible(grid, odd, attrs), odd},
		{"rows mapped", base.NewInstancesViewFromRows(grid, oddMap), backwards},
		{"attributes reversed", base.NewInstancesViewFromAttrs(grid, reversed), all},
		{"class values reversed", reversedClasses(names, rows, labels), all},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := predicted(t, l, c.grid)
			if len(got) != len(c.rows) {
				t.Fatalf("%d predictions for %d rows", len(got), len(c.rows))
			}
			for i, r := range c.rows {
				if got[i] != want[r] {
					t.Fatalf("row %d: got %d, want %d", i, got[i], want[r])
				}
			}
			again := NewLabeller(LabellerOptions{L2: 1})
			mustFit(t, again, c.grid)
			if len(c.rows) == 600 {
				sameWeights(t, again, l, 1e-5)
			}
		})
	}
}

// reversedClasses builds a grid whose class values are registered in the other
// order, with attributes in the other order too, and one attribute more.
func reversedClasses(names []string, rows [][]float64, labels []int) base.FixedDataGrid {
	class := base.NewCategoricalAttribute()
	class.SetName("verdict")
	class.GetSysValFromString(classNames[1])
	class.GetSysValFromString(classNames[0])
	var attrs []base.Attribute
	for c := range names {
		attrs = append(attrs, base.NewFloatAttribute(names[len(names)-1-c]))
	}
	turned := make([][]float64, len(rows))
	for r, row := range rows {
		turned[r] = slices.Clone(row)
		slices.Reverse(turned[r])
	}
	return layOut(attrs, class, turned, labels)
}

func sameWeights(t *testing.T, got, want *Labeller, tolerance float64) {
	t.Helper()
	by := map[string]float64{}
	names, w, bias := want.Weights()
	for c, name := range names {
		by[name] = w[c]
	}
	names, w, gotBias := got.Weights()
	if len(names) != len(by) || math.Abs(gotBias-bias) > tolerance*(1+math.Abs(bias)) {
		t.Errorf("%d columns, bias %v: want %d, %v", len(names), gotBias, len(by), bias)
	}
	for c, name := range names {
		if math.Abs(w[c]-by[name]) > tolerance*(1+math.Abs(by[name])) {
			t.Errorf("%s: weight %v, want %v", name, w[c], by[name])
		}
	}
}

func TestLabellerSoftTargets(t *testing.T) {
	// One binary column: the fit without penalty gives each half the mean of
	// its targets.
	names := []string{"cue"}
	rows := [][]float64{{0}, {0}, {0}, {1}, {1}}
	l := NewLabeller(LabellerOptions{})
	targets, weights := []float64{0, 1. / 3, 2. / 3, 0.9, 0.5}, []float64{1, 1, 1, 3, 1}
	if err := l.fit(&denseRows{names, rows, []int{0, 0, 0, 1, 1}, targets, weights}); err != nil {
		t.Fatal(err)
	}
	for x, want := range map[float64]float64{0: 1. / 3, 1: 0.8} {
		if got := l.Probability([]float64{x}); math.Abs(got-want) > 1e-6 {
			t.Errorf("P(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestLabellerExampleWeightsRepeatRows(t *testing.T) {
	names, rows, labels, _ := synthetic(200, 4, 5)
	weights := make([]float64, len(rows))
	var longRows [][]float64
	var longLabels []int
	for i := range rows {
		weights[i] = float64(i % 3)
		for range i % 3 {
			longRows, longLabels = append(longRows, rows[i]), append(longLabels, labels[i])
		}
	}
	a, b := NewLabeller(LabellerOptions{L2: 2}), NewLabeller(LabellerOptions{L2: 2})
	if err := a.fit(&denseRows{names, rows, labels, floats01(labels), weights}); err != nil {
		t.Fatal(err)
	}
	mustFit(t, b, mustGrid(t, names, longRows, longLabels))
	sameWeights(t, a, b, 1e-5)
}

func TestLabellerRepeatable(t *testing.T) {
	names, rows, labels, _ := synthetic(500, 12, 6)
	opt := LabellerOptions{L2: 1, Sign: map[string]int{"cue01": 1, "cue02": -1, "cue05": 1}}
	var first []float64
	for range 3 {
		l := NewLabeller(opt)
		mustFit(t, l, mustGrid(t, names, rows, labels))
		_, w, bias := l.Weights()
		w = append(w, bias)
		if first == nil {
			first = w
		}
		for c := range w {
			if w[c] != first[c] {
				t.Fatalf("weight %d: %v, then %v", c, first[c], w[c])
			}
		}
	}
}

func TestLabellerConstantAndRepeatedColumns(t *testing.T) {
	names, rows, labels, _ := synthetic(300, 3, 8)
	names = append(names, "constant", "twin")
	for i := range rows {
		rows[i] = append(rows[i], 0.1, rows[i][0])
	}
	l := NewLabeller(LabellerOptions{L2: 1})
	mustFit(t, l, mustGrid(t, names, rows, labels))
	_, w, _ := l.Weights()
	if w[3] != 0 {
		t.Errorf("constant column: weight %v, want 0", w[3])
	}
	if math.Abs(w[0]-w[4]) > 1e-4*math.Abs(w[0]) {
		t.Errorf("twins weigh %v and %v, want the same", w[0], w[4])
	}
}

func TestLabellerUnderGolearnTools(t *testing.T) {
	names, rows, labels, _ := synthetic(900, 6, 9)
	grid := mustGrid(t, names, rows, labels)
	l := NewLabeller(LabellerOptions{L2: 1})
	mustFit(t, l, grid)
	out, err := l.Predict(grid)
	if err != nil {
		t.Fatal(err)
	}
	matrix, err := golearn.GetConfusionMatrix(grid, out)
	if err != nil {
		t.Fatal(err)
	}
	p, err := l.Probabilities(grid)
	if err != nil {
		t.Fatal(err)
	}
	want := metrics.Measure(p, labels, 0.5)
	if got := golearn.GetAccuracy(matrix); math.Abs(got-want.Accuracy) > 1e-12 {
		t.Errorf("golearn's accuracy %v, ours %v", got, want.Accuracy)
	}
	if got := golearn.GetF1Score("sensational", matrix); math.Abs(got-want.F1) > 1e-12 {
		t.Errorf("golearn's F1 %v, ours %v", got, want.F1)
	}
	matrices, err := golearn.GenerateCrossFoldValidationConfusionMatrices(grid, l, 5)
	if err != nil {
		t.Fatal(err)
	}
	if mean, _ := golearn.GetCrossValidatedMetric(matrices, golearn.GetAccuracy); mean < want.Accuracy-0.05 {
		t.Errorf("golearn's cross-validation: accuracy %v, fitted %v", mean, want.Accuracy)
	}
	bag := &meta.BaggedModel{RandomFeatures: 4}
	for range 5 {
		bag.AddModel(NewLabeller(LabellerOptions{L2: 1}))
	}
	bag.Fit(grid)
	if out, err = bag.Predict(grid); err != nil {
		t.Fatal(err)
	}
	if matrix, err = golearn.GetConfusionMatrix(grid, out); err != nil {
		t.Fatal(err)
	}
	if got := golearn.GetAccuracy(matrix); got < want.Accuracy-0.1 {
		t.Errorf("bagged: accuracy %v, alone %v", got, want.Accuracy)
	}
}

func TestLabellerErrors(t *testing.T) {
	names, rows, labels, _ := synthetic(20, 2, 10)
	grid := mustGrid(t, names, rows, labels)
	loud := slices.Repeat([]int{1}, 20)
	nan := mustGrid(t, names, rows, labels)
	attr := base.GetAttributeByName(nan, "cue01")
	spec, err := nan.GetAttribute(attr)
	if err != nil {
		t.Fatal(err)
	}
	nan.Set(spec, 6, base.PackFloatToBytes(math.NaN()))
	noClass := base.NewInstancesViewFromAttrs(grid, []base.Attribute{base.GetAttributeByName(grid, "cue00")})
	for _, c := range []struct {
		name string
		opt  LabellerOptions
		grid base.FixedDataGrid
		want string
	}{
		{"empty", LabellerOptions{}, mustGrid(t, names, nil, nil), "no neutral row of weight > 0 among 0"},
		{"one class", LabellerOptions{}, mustGrid(t, names, rows, loud), "no neutral row"},
		{"NaN", LabellerOptions{}, nan, `row 7, column "cue01": NaN`},
		{"no class", LabellerOptions{}, noClass, "0 class attributes"},
		{"L2", LabellerOptions{L2: -1}, grid, "penalty -1"},
		{"penalty", LabellerOptions{Penalty: map[string]float64{"cue00": math.NaN()}}, grid, "penalty NaN"},
		{"sign", LabellerOptions{Sign: map[string]int{"cue01": 3}}, grid, "sign 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := NewLabeller(c.opt).Fit(c.grid)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
	weightless := &denseRows{names, rows, labels, floats01(labels), make([]float64, 20)}
	if err := NewLabeller(LabellerOptions{}).fit(weightless); err == nil || !strings.Contains(err.Error(), "of weight > 0") {
		t.Errorf("no weight: %v", err)
	}
	l := NewLabeller(LabellerOptions{L2: 1})
	if _, err := l.Predict(grid); err == nil || !strings.Contains(err.Error(), "not fitted") {
		t.Errorf("Predict before Fit: %v", err)
	}
	mustFit(t, l, grid)
	if _, err := l.Predict(noClass); err == nil || !strings.Contains(err.Error(), `no attribute "cue01"`) {
		t.Errorf("Predict without a column: %v", err)
	}
	if err := l.Save("m.cls"); err != ErrGolearnFile {
		t.Errorf("Save: %v", err)
	}
	if !math.IsNaN(l.LogOdds([]float64{1})) {
		t.Error("LogOdds of a short row is not NaN")
	}
}

func TestLabellerPredictsWithoutClass(t *testing.T) {
	names, rows, labels, _ := synthetic(50, 2, 11)
	grid := mustGrid(t, names, rows, labels)
	l := NewLabeller(LabellerOptions{L2: 1})
	mustFit(t, l, grid)
	plain := base.NewInstancesViewFromAttrs(grid, plainAttributes(grid))
	want := predicted(t, l, grid)
	for i, y := range predicted(t, l, plain) {
		if y != want[i] {
			t.Fatalf("row %d: %d, want %d", i, y, want[i])
		}
	}
}

func TestLabellerSharedByGoroutines(t *testing.T) {
	names, rows, labels, _ := synthetic(200, 4, 13)
	grid := mustGrid(t, names, rows, labels)
	l := NewLabeller(LabellerOptions{L2: 1})
	mustFit(t, l, grid)
	want := predicted(t, l, grid)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			out, err := l.Predict(grid)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := gridLabels(out); err != nil || !slices.Equal(got, want) {
				t.Errorf("predictions differ: %v", err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkLabellerFit(b *testing.B) {
	names, rows, labels, _ := synthetic(12000, 100, 12)
	grid := mustGrid(b, names, rows, labels)
	for _, signs := range []int{0, 60} {
		opt := LabellerOptions{L2: 1, Sign: map[string]int{}}
		for _, name := range names[:signs] {
			opt.Sign[name] = 1
		}
		b.Run(fmt.Sprintf("signs=%d", signs), func(b *testing.B) {
			for b.Loop() {
				mustFit(b, NewLabeller(opt), grid)
			}
		})
	}
}

func ExampleLabeller() {
	// Rows of two columns: exclamation marks and words, say.
	rows := [][]float64{{0, 9}, {0, 11}, {1, 8}, {2, 10}, {3, 7}, {0, 8}}
	labels := []int{0, 0, 1, 1, 1, 0}
	grid, err := NewGrid([]string{"exclamations", "words"}, rows, labels)
	if err != nil {
		fmt.Println(err)
		return
	}
	l := NewLabeller(LabellerOptions{L2: 0.1, Sign: map[string]int{"exclamations": 1}})
	if err := l.Fit(grid); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f %.2f\n", l.Probability([]float64{2, 9}), l.Probability([]float64{0, 9}))
	// Output: 0.97 0.10
}
