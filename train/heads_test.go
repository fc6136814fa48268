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

func (constant) name() string   { return "constant" }
func (constant) sign() int      { return 1 }
func (constant) trust() float64 { return 1 }

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

// doubted is a stage whose column keeps a share of its weight.
type doubted struct {
	stage
	share float64
}

func (d doubted) trust() float64 { return d.share }

// TestTrust: the labeller and the log-odds that calibration rests on give a column the
// same share of its weight.
func TestTrust(t *testing.T) {
	tr, err := newTrainer(context.Background(), small()[:300], Options{Seed: 1, Folds: 3})
	if err != nil {
		t.Fatal(err)
	}
	h := tr.sensational()
	scores, err := tr.crossFit(h)
	if err != nil {
		t.Fatal(err)
	}
	fit := func(share float64) (weight float64, z []float64) {
		h.stages = []stage{doubted{tr.ngrams, share}}
		l, z, err := tr.fitLabeller(h, scores)
		if err != nil {
			t.Fatal(err)
		}
		_, weights, _ := l.Weights()
		return weights[len(weights)-1], z
	}
	whole, before := fit(1)
	half, after := fit(.5)
	if whole <= 0 || half != whole/2 {
		t.Errorf("weight %v of a column that keeps half of %v", half, whole)
	}
	if slices.Equal(before, after) {
		t.Error("held-out log-odds do not know of it")
	}
}
