package train

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// small is every third title of the sample set: enough to learn from, quick.
func small() (out []datasets.Example) {
	for i, e := range datasets.Sample() {
		if i%3 == 0 {
			out = append(out, e)
		}
	}
	return out
}

var trainSmall = sync.OnceValues(func() (*Result, error) {
	return Train(context.Background(), small(), sharedOptions)
})

// sharedOptions are those of the result that tests share.
var sharedOptions = Options{Seed: 1, Folds: 3}

// shared is a training that tests must not change.
func shared(t testing.TB) *Result {
	t.Helper()
	res, err := trainSmall()
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestTrainLearnsTheSample(t *testing.T) {
	res := shared(t)
	if a := res.OutOfFold.ROCAUC; a < .85 {
		t.Errorf("out-of-fold ROC-AUC %.3f, want .85 at least", a)
	}
	if bias := res.OutOfFold.Bias; bias == nil || bias.ROCAUC < .75 || res.Model.BiasThreshold() != bias.Threshold {
		t.Errorf("the second verdict: %+v, threshold %v", bias, res.Model.BiasThreshold())
	}
	if len(res.OutOfFold.Probabilities) != len(res.Examples) {
		t.Errorf("%d probabilities for %d examples", len(res.OutOfFold.Probabilities), len(res.Examples))
	}
	if len(res.Devices) != model.NumDevices {
		t.Errorf("figures of %d devices", len(res.Devices))
	}
	for i, e := range res.Examples[:50] {
		if p := res.Model.Score(e.Text); !(p >= 0 && p <= 1) {
			t.Errorf("example %d: probability %v", i, p)
		}
	}
}

func TestTrainRepeatsToTheByte(t *testing.T) {
	ex := small()
	words := madeWords(t, ex, 500)
	var files [2]bytes.Buffer
	for i := range files {
		opt := Options{Seed: 7, Folds: 2, Words: words}
		res, err := Train(context.Background(), ex, opt)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Model.Save(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two trainings on the same data differ")
	}
}

func texts(ex []datasets.Example) (out []string) {
	for _, e := range ex {
		out = append(out, e.Text)
	}
	return out
}

// TestGolearnParity: golearn's Predict on a grid and the compiled model give
// the same label for every row of the sample set, and the same log-odds. The
// grid's columns are the cues and what the model adds for words.
func TestGolearnParity(t *testing.T) {
	m := shared(t).Model.AnyLanguage()
	head := m.Parts().Heads[model.HeadSensational]
	sample := datasets.Sample()
	names := []string{model.WordsCue}
	for _, c := range features.Catalogue() {
		names = append(names, c.Name)
	}
	var rows [][]float64
	var labels []int
	var h features.Headline
	for _, e := range sample {
		h.Reset(e.Text)
		words := m.LogOdds(e.Text) - head.Intercept
		row := []float64{0}
		for i, v := range h.Cues() {
			row = append(row, float64(v))
			words -= head.Cues[i] * float64(v)
		}
		row[0] = words
		rows, labels = append(rows, row), append(labels, e.Label)
	}
	grid, err := NewGrid(names, rows, labels)
	if err != nil {
		t.Fatal(err)
	}
	cutOff := (math.Log(head.Threshold/(1-head.Threshold)) - head.Offset) / head.Slope
	classifier := &Labeller{names: names, weights: append([]float64{1}, head.Cues...), bias: head.Intercept - cutOff}
	for i, y := range predicted(t, classifier, grid) {
		if want := m.Predict(sample[i].Text).Label; model.Label(y) != want {
			t.Errorf("%q: golearn says %s, the model %s", sample[i].Text, model.Label(y), want)
		}
		if d := classifier.LogOdds(rows[i]) + cutOff - m.LogOdds(sample[i].Text); math.Abs(d) > 1e-9 {
			t.Errorf("%q: log-odds differ by %v", sample[i].Text, d)
		}
	}
}

func TestTrainRefuses(t *testing.T) {
	neutral := datasets.NewExample("Warga menanam padi", datasets.Neutral)
	many := func(n int, e datasets.Example) (out []datasets.Example) {
		for i := range n {
			c := e
			c.Text += strings.Repeat(" lagi", i)
			out = append(out, c)
		}
		return out
	}
	loud := datasets.NewExample("GEGER! Warga menanam padi", datasets.Sensational)
	for _, c := range []struct {
		name string
		ex   []datasets.Example
		opt  Options
		want string
	}{
		{"empty", nil, Options{}, "no example"},
		{"one class", many(20, neutral), Options{}, "both labels"},
		{"too few of a class", append(many(20, neutral), loud), Options{}, "fold"},
		{"unlabelled", many(3, datasets.NewExample("x y", datasets.Unlabelled)), Options{}, "no label"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Train(context.Background(), c.ex, c.opt)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
}

// TestTrainStops: whichever step a training is cancelled in, it ends within a few
// iterations of that step.
func TestTrainStops(t *testing.T) {
	for _, in := range []string{"features", "sensational: n-grams out of fold", "sensational: labeller", "sensational: n-grams of all"} {
		ctx, cancel := context.WithCancel(t.Context())
		later := 0
		_, err := Train(ctx, small(), Options{Folds: 3, Progress: func(stage string, done, total int) {
			if ctx.Err() != nil {
				later++
			}
			if stage == in && done > 0 {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) || later > 6 {
			t.Errorf("cancelled in %s: %v, %d steps later", in, err, later)
		}
	}
}

// TestProgress: steps have names, begin at 0, never go back and come to their end,
// and the long ones move many times; the folds of a cross-validation are named.
func TestProgress(t *testing.T) {
	type step struct{ calls, done, total int }
	var order []string
	steps := map[string]*step{}
	ex := small()[:400]
	progress := func(stage string, done, total int) {
		s := steps[stage]
		if s == nil {
			s = &step{}
			steps[stage], order = s, append(order, stage)
			if done != 0 {
				t.Errorf("%s begins at %d", stage, done)
			}
		}
		if done < s.done || done > total {
			t.Errorf("%s: %d of %d after %d", stage, done, total, s.done)
		}
		s.calls, s.done, s.total = s.calls+1, done, total
	}
	if _, err := CrossValidate(t.Context(), ex, 2, "", Options{Folds: 2, Progress: progress}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"fold 1 of 2: features", "fold 1 of 2: sensational: n-grams out of fold", "fold 1 of 2: sensational: labeller"} {
		if order[i] != want {
			t.Errorf("step %d is %q, want %q", i, order[i], want)
		}
	}
	if !slices.Contains(order, "fold 2 of 2: features") {
		t.Errorf("steps: %q", order)
	}
	for name, s := range steps {
		if s.done != s.total || strings.Contains(name, "out of fold") && s.calls < 10 {
			t.Errorf("%s: %d calls, ends at %d of %d", name, s.calls, s.done, s.total)
		}
	}
}

// TestExtraIsNoHeldOutHeadline: a copy of a headline among the extra examples
// teaches nothing where the headline is judged.
func TestExtraIsNoHeldOutHeadline(t *testing.T) {
	ex := small()[:300]
	copies := slices.Clone(ex)
	for i := range copies {
		copies[i].Text += "."
		copies[i].Label = 1 - copies[i].Label
		copies[i].Soft = float64(copies[i].Label)
	}
	with := func(extra []datasets.Example) *Evaluation {
		ev, err := CrossValidate(t.Context(), ex, 2, "", Options{Seed: 1, Folds: 2, Extra: extra})
		if err != nil {
			t.Fatal(err)
		}
		return ev
	}
	without, wrong := with(nil).ROCAUC, with(copies).ROCAUC
	if wrong < .5 || without < .6 {
		t.Errorf("ROC-AUC %.3f, and %.3f beside copies with the wrong label", without, wrong)
	}
}

func TestExtraTakesNoPartInFigures(t *testing.T) {
	all := small()
	res, err := Train(context.Background(), all[:400], Options{Seed: 1, Folds: 2, Extra: all[400:]})
	if err != nil {
		t.Fatal(err)
	}
	if n := res.OutOfFold.N; n != len(res.Examples) || n > 400 {
		t.Errorf("figures over %d examples of %d", n, len(res.Examples))
	}
}

func TestCrossValidate(t *testing.T) {
	ex := small()
	for _, c := range []struct{ by, alg string }{{"", ""}, {"group", ""}, {"", "bernoulli-nb"}} {
		ev, err := CrossValidate(context.Background(), ex, 2, c.by, Options{Seed: 1, Folds: 2})
		if c.alg != "" {
			ev, err = Compare(context.Background(), c.alg, ex, 2, c.by, Options{Seed: 1})
		}
		if err != nil {
			t.Fatalf("by %q with %q: %v", c.by, c.alg, err)
		}
		if ev.N < 800 || ev.ROCAUC < .7 {
			t.Errorf("by %q with %q: n %d, ROC-AUC %.3f", c.by, c.alg, ev.N, ev.ROCAUC)
		}
		least := metrics.Area(.7)
		if c.by == "group" {
			least = .55 // few of the sample's groups teach slant
		}
		if c.alg == "" && (ev.Bias == nil || ev.Bias.N < 300 || ev.Bias.ROCAUC < least) {
			t.Errorf("by %q: the second verdict %+v", c.by, ev.Bias)
		}
	}
	if _, err := CrossValidate(context.Background(), ex, 3, "colour", Options{}); err == nil {
		t.Error("grouping by colour was accepted")
	}
}

func TestTrainRecordsCurves(t *testing.T) {
	res, err := trainSmall()
	if err != nil {
		t.Fatal(err)
	}
	f := res.Model.Info().Figures
	var n float64
	for i := range 10 {
		n += f[fmt.Sprintf("reliability_%02d_n", i)]
	}
	if n != f["n"] {
		t.Errorf("the diagram shows %v of %v examples", n, f["n"])
	}
	if f["pr_00_recall"] != 1 {
		t.Errorf("the curve begins at recall %v", f["pr_00_recall"])
	}
}

// TestEvaluateBias: the second verdict is measured on the examples that have
// devices, of which loaded wording is its target for now.
// TestNearCopies: a headline that stands there ten times, a full stop or a section
// apart, is no evidence ten times over: the intervals are as wide as without its copies.
func TestNearCopies(t *testing.T) {
	examples := small()[:60]
	alone, err := Evaluate(model.Default(), examples, 1)
	if err != nil || alone.Stories != 0 {
		t.Fatalf("%d stories, %v", alone.Stories, err)
	}
	var copied []datasets.Example
	for _, e := range examples {
		for n := range 10 {
			e.Text += strings.Repeat(".", n%2)
			copied = append(copied, e)
		}
	}
	ev, err := Evaluate(model.Default(), copied, 1)
	if err != nil || ev.Stories != len(examples) || ev.N != len(copied) {
		t.Fatalf("%d stories of %d rows, %v", ev.Stories, ev.N, err)
	}
	for name, want := range alone.Intervals {
		if got := ev.Intervals[name]; math.Abs((got[1]-got[0])/(want[1]-want[0])-1) > .3 {
			t.Errorf("%s: %v with copies, %v without", name, got, want)
		}
	}
}

func TestEvaluateBias(t *testing.T) {
	m := model.Default()
	examples := small()[:60]
	ev, err := Evaluate(m, examples, 1)
	if err != nil {
		t.Fatal(err)
	}
	var p []float64
	var labels []int
	for _, e := range examples {
		if e.HasDevices {
			p, labels = append(p, m.Predict(e.Text).Bias.Probability), append(labels, bit(strings.Contains(e.Devices, "L")))
		}
	}
	if want := metrics.Measure(p, labels, m.BiasThreshold()); len(p) == 0 || ev.Bias.Figures != want {
		t.Errorf("%+v, want %+v", ev.Bias.Figures, want)
	}
	for i := range examples {
		examples[i].HasDevices = false
	}
	if ev, err = Evaluate(m, examples, 1); err != nil || ev.Bias != nil {
		t.Errorf("without devices: %+v, %v", ev.Bias, err)
	}
}

// TestCoreKey: near-copies of a headline share a fold, other headlines do not.
func TestCoreKey(t *testing.T) {
	const headline = "Warga Menanam 300 Pohon di Tepi Sungai"
	for _, other := range []string{
		headline + ".", headline + " | Koran", "  " + headline, headline + " - KoranKita.com", "“" + headline + "”",
		"VIDEO: " + headline, strings.ToUpper(headline), headline + " - 12 November 2026",
	} {
		if coreKey(other) != coreKey(headline) {
			t.Errorf("%q has another key than %q", other, headline)
		}
	}
	if coreKey(headline) == coreKey(headline+" Brantas") || coreKey("!!!") == coreKey("a") {
		t.Error("other headlines share a key")
	}
}
