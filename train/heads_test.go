package train

import (
	"context"
	"slices"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

func TestQuestions(t *testing.T) {
	e := datasets.Example{Label: datasets.Sensational, Soft: .8, Devices: "EL", HasDevices: true, Slant: datasets.NoSlant}
	for id, want := range []float64{.8, 1, 1, 0, 0, 1, 0, 0} { // sensational, biased, the devices
		head := model.Head(id)
		label, target, answered := questionOf(head, nil)(&e)
		if target != want || label != bit(want > .5) || !answered {
			t.Errorf("%s: %d, %v, %v", head, label, target, answered)
		}
	}
	e.HasDevices = false
	if _, _, answered := questionOf(model.HeadBiased, nil)(&e); answered {
		t.Error("an example without judged devices says whether it is biased")
	}
	slanted := []datasets.Example{e, {Slant: 1}}
	bias := questionOf(model.HeadBiased, slanted)
	if _, _, answered := bias(&slanted[0]); answered {
		t.Error("an example without slant says whether it is biased where others have slant")
	}
	if label, target, answered := bias(&slanted[1]); label != 1 || target != .8 || !answered {
		t.Errorf("slant 1: %d, %v, %v", label, target, answered)
	}
}

// TestHeadsNeedExamples: heads with too few examples to judge by are left out,
// the devices all or none.
func TestHeadsNeedExamples(t *testing.T) {
	all := small()
	for i := range all {
		all[i].Slant = datasets.NoSlant // few have one; without, loaded wording teaches bias
	}
	own := all[:300]
	bare := slices.Clone(own)
	for i := range bare {
		bare[i].HasDevices = false
	}
	noGossip := slices.Clone(own)
	for i := range noGossip {
		noGossip[i].HasDevices = noGossip[i].Devices == "" || noGossip[i].Devices[len(noGossip[i].Devices)-1] != datasets.DeviceLetters[5]
	}
	slanted := slices.Clone(all[300:])
	for i := range slanted {
		slanted[i].Slant = float64(i % 2)
	}
	for _, c := range []struct {
		name       string
		own, extra []datasets.Example
		want       int
	}{
		{"all", own, nil, model.NumHeads},
		{"no devices", bare, nil, 1},
		{"devices of extra examples only", bare, all[300:], model.NumHeads - 1},
		{"one device missing", noGossip, nil, 2},
		{"slant of extra examples only", own, slanted, model.NumHeads},
	} {
		tr, err := newTrainer(context.Background(), c.own, Options{Seed: 1, Folds: 2, Extra: c.extra})
		if err != nil {
			t.Fatal(err)
		}
		heads := tr.heads()
		if len(heads) != c.want {
			t.Errorf("%s: %d heads, want %d", c.name, len(heads), c.want)
		}
		for _, h := range heads {
			if h.judged > tr.own && h.id < firstDevice {
				t.Errorf("%s: %s is judged by extra examples", c.name, h.id)
			}
		}
	}
}

// TestFallback: what the examples cannot teach is the shipped model's.
func TestFallback(t *testing.T) {
	other := model.Default()
	bare := small()[:300]
	for i := range bare {
		bare[i].HasDevices = false
	}
	res, err := Train(context.Background(), bare, Options{Seed: 1, Folds: 2})
	if err != nil {
		t.Fatal(err)
	}
	if res.OutOfFold.Bias != nil || res.Devices != nil {
		t.Errorf("figures of heads that were not learnt: %v, %v", res.OutOfFold.Bias, res.Devices)
	}
	for _, e := range small()[300:400] {
		a, b := other.Predict(e.Text), res.Model.Predict(e.Text)
		if a.Bias != b.Bias || a.Devices != b.Devices {
			t.Fatalf("%q: %+v, the fallback %+v", e.Text, b, a)
		}
	}
}

// constant is a stage that says the label of a text that it learnt from, and
// half as much of others.
type constant struct {
	learnt   map[int]float64
	compiled *float64 // the weight it was compiled with
}

func (constant) name() string { return "constant" }
func (constant) sign() int    { return 1 }

func (c constant) fit(l *lesson) column {
	fitted := constant{map[int]float64{}, c.compiled}
	for _, i := range l.rows {
		fitted.learnt[i] = 2 * l.target[i]
	}
	return fitted
}

func (c constant) value(i int) float64 {
	if v, ok := c.learnt[i]; ok {
		return v
	}
	return .5
}

func (c constant) compile(weight float64, _ *compiled) { *c.compiled = weight }

// TestStagesAreFittedOutOfFold: a new stage needs nothing but its methods, and no
// row is scored by a stage that learnt from it.
func TestStagesAreFittedOutOfFold(t *testing.T) {
	tr, err := newTrainer(context.Background(), small()[:300], Options{Seed: 1, Folds: 3})
	if err != nil {
		t.Fatal(err)
	}
	h := tr.sensational()
	weight := -1.
	h.stages = append(h.stages, constant{compiled: &weight})
	scores, err := tr.crossFit(h)
	if err != nil {
		t.Fatal(err)
	}
	for n, row := range scores {
		if len(row) != 2 || row[1] != .5 {
			t.Fatalf("row %d: columns %v", n, row)
		}
	}
	f, err := tr.fitHead(h)
	if err != nil {
		t.Fatal(err)
	}
	if names := h.columnNames(); names[len(names)-1] != "constant" || len(f.weights) != len(names) {
		t.Errorf("%d weights of columns %v", len(f.weights), names[len(names)-2:])
	}
	if c := f.compile(); len(c.grams) == 0 || weight != f.weights[len(f.weights)-1] {
		t.Errorf("compiled %d n-grams, the stage with weight %v", len(c.grams), weight)
	}
}

// TestLabellerReadsJudgedRows: what extra examples say changes the stages, never the
// weights of their columns.
func TestLabellerReadsJudgedRows(t *testing.T) {
	tr, err := newTrainer(context.Background(), small()[:300], Options{Seed: 1, Folds: 3, Extra: small()[300:400]})
	if err != nil {
		t.Fatal(err)
	}
	h := tr.sensational()
	scores, err := tr.crossFit(h)
	if err != nil {
		t.Fatal(err)
	}
	if h.judged == len(h.rows) || len(scores) != h.judged {
		t.Fatalf("%d rows, %d to be judged by, %d of them scored", len(h.rows), h.judged, len(scores))
	}
	before, _, err := tr.fitLabeller(h, scores)
	if err != nil {
		t.Fatal(err)
	}
	for n := h.judged; n < len(h.rows); n++ {
		h.labels[n], h.targets[n] = 1-h.labels[n], 1-h.targets[n]
	}
	after, z, err := tr.fitLabeller(h, scores)
	if err != nil {
		t.Fatal(err)
	}
	if len(z) != h.judged || !slices.Equal(before.weights, after.weights) {
		t.Errorf("%d log-odds held out; weights %v, with other extra labels %v", len(z), before.weights, after.weights)
	}
}

// TestCalibrationReadsUnseen: calibration of a verdict rests on what the teacher did not
// learn from, where that holds enough of both labels.
func TestCalibrationReadsUnseen(t *testing.T) {
	train := func(unseen int) (*fittedHead, []float64) {
		tr, err := newTrainer(context.Background(), small()[:400], Options{Seed: 1, Folds: 3})
		if err != nil {
			t.Fatal(err)
		}
		if unseen > 0 {
			some := keys(tr.examples[:unseen])
			tr.opt.Unseen = func(e *datasets.Example) bool { return some[datasets.Key(e.Text)] }
		}
		h := tr.sensational()
		scores, err := tr.crossFit(h)
		if err != nil {
			t.Fatal(err)
		}
		_, z, err := tr.fitLabeller(h, scores)
		if err != nil {
			t.Fatal(err)
		}
		f, err := tr.label(h, scores)
		if err != nil {
			t.Fatal(err)
		}
		return f, z
	}
	f, z := train(200)
	slope, offset := platt(z[:200], floats01(f.labels[:200]), f.head.weights[:200])
	if f.slope != slope || f.offset != offset || len(f.p) != 400 {
		t.Errorf("slope %v, offset %v, want %v, %v; %d probabilities", f.slope, f.offset, slope, offset, len(f.p))
	}
	whole, _ := train(0)
	few, _ := train(5)
	if few.slope != whole.slope || few.threshold != whole.threshold || f.slope == whole.slope {
		t.Errorf("slopes %v of all, %v where too few are unseen, %v of half", whole.slope, few.slope, f.slope)
	}
}
