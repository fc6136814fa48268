package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// TestShiftGradient compares the gradient with differences of the objective.
func TestShiftGradient(t *testing.T) {
	r := newShiftRows(model.Default(), datasets.Sample()[:40], 30)
	d := r.columns()
	x, grad, none := make([]float64, d), make([]float64, d), make([]float64, d)
	rng := rand.New(rand.NewPCG(2, 2))
	for c := range x {
		x[c] = rng.NormFloat64() / 10
	}
	idx := every(all(40), 2)
	r.eval(idx, x, grad)
	for c := 0; c < d; c += 1 + d/50 {
		const h = 1e-5
		at := x[c]
		x[c] = at + h
		up := r.eval(idx, x, none)
		x[c] = at - h
		down := r.eval(idx, x, none)
		x[c] = at
		if want := (up - down) / (2 * h); math.Abs(grad[c]-want) > 1e-6 {
			t.Errorf("column %d: gradient %v, want %v", c, grad[c], want)
		}
	}
}

// TestShiftFit: heavy rows move the model, light ones leave it where it is.
func TestShiftFit(t *testing.T) {
	for _, c := range []struct {
		name     string
		weight   float64
		from, to float64 // share of the loss that is left
	}{{"heavy", 100, 0, .4}, {"light", 1e-6, .999, 1}} {
		r := newShiftRows(model.Default(), datasets.Sample()[:200], 200)
		for i := range r.weight {
			r.weight[i] = c.weight * (1 + float64(i%3))
			r.target[i] = 1 - r.target[i]
		}
		loss := func(x []float64) (sum float64) {
			for i := range r.base {
				sum += r.weight[i] * crossEntropy(r.target[i], r.logOdds(i, x))
			}
			return sum
		}
		x := r.fit(all(200), nil)
		if left := loss(x) / loss(make([]float64, r.columns())); left < c.from || left > c.to {
			t.Errorf("%s: %.4f of the loss is left, want %v to %v", c.name, left, c.from, c.to)
		}
	}
}

// TestFitSignedKeepsSigns: people who call all that shouts neutral, and all
// that does not sensational, cannot make shouting calm a headline.
func TestFitSignedKeepsSigns(t *testing.T) {
	examples := datasets.Sample()[:600]
	r := newShiftRows(model.Default(), examples, 0)
	for i := range examples {
		r.base[i], r.target[i] = 0, 1
		for _, v := range r.row(i) {
			if features.Catalogue()[v.column].Sign > 0 {
				r.target[i] = 0
			}
		}
	}
	free := r.fit(all(len(examples)), nil)
	cues := model.Default().Parts().Heads[model.HeadSensational].Cues
	signed := r.fitSigned(all(len(examples)), cues)
	turned, zero := 0, 0
	for i, c := range features.Catalogue() {
		sign := float64(c.Sign)
		if sign*(cues[i]+free[i]) < 0 {
			turned++
		}
		if sign*(cues[i]+signed[i]) < 0 {
			t.Errorf("cue %s turned: %v", c.Name, cues[i]+signed[i])
		}
		if sign != 0 && cues[i] != 0 && cues[i]+signed[i] == 0 {
			zero++
		}
	}
	if turned == 0 || zero == 0 {
		t.Errorf("%d cues would turn, %d were held at 0: the test shows nothing", turned, zero)
	}
}

// TestApplyMeetsTheModel: what a shift does to the parts is what the model made
// of them gives to a headline, so keys are those that it looks up.
func TestApplyMeetsTheModel(t *testing.T) {
	base := model.Default()
	example := datasets.NewExample("Pasar Ikan di Tepi Sungai Dibuka Lagi!", datasets.Sensational)
	r := newShiftRows(base, []datasets.Example{example}, 1)
	parts := base.Parts()
	head := &parts.Heads[model.HeadSensational]
	// More than a full bucket can hold against.
	const units = 120
	shift := make([]float64, r.columns())
	shift[len(shift)-1], shift[features.Exclaim] = .25, .5
	for k := range r.keys {
		shift[features.NumCues+k] = units * head.NGrams.Scale
	}
	r.apply(shift, head)
	m, err := model.Compile(parts)
	if err != nil {
		t.Fatal(err)
	}
	want := (r.logOdds(0, shift) - r.base[0]) / r.slope
	got := m.LogOdds(example.Text) - base.LogOdds(example.Text)
	if math.Abs(got-want) > .1*want { // weights are cut at 127 units
		t.Errorf("log-odds shifted by %v, want %v", got, want)
	}
	if again := base.Parts(); again.Heads[model.HeadSensational].Intercept == head.Intercept {
		t.Error("the base changed")
	}
}

// TestApplyToAFullBucket: keys of one bucket, which holds four.
func TestApplyToAFullBucket(t *testing.T) {
	const scale = .5
	grams := func(units ...int) (list []model.NGram) {
		for tag, u := range units {
			list = append(list, model.NGram{Hash: uint64(tag + 1), Weight: scale * float64(u)})
		}
		return list
	}
	for _, c := range []struct {
		name   string
		before []model.NGram
		tag    uint64
		units  float64
		want   []int // of tags 1 to 5
	}{
		{"adds up", grams(3), 1, 4, []int{7, 0, 0, 0, 0}},
		{"new", grams(3), 2, -4, []int{3, -4, 0, 0, 0}},
		{"to zero", grams(3, 2), 1, -3, []int{0, 2, 0, 0, 0}},
		{"cut at 8 bits", grams(100), 1, 100, []int{127, 0, 0, 0, 0}},
		{"weaker dropped", grams(5, -6, 7, 8), 5, 5, []int{5, -6, 7, 8, 0}},
		{"weakest gives way", grams(5, -6, 7, 8), 5, -6, []int{0, -6, 7, 8, -6}},
	} {
		parts := model.Default().Parts()
		head := &parts.Heads[model.HeadSensational]
		head.NGrams = model.NGrams{List: c.before, LogBuckets: 4, Scale: scale}
		r := &shiftRows{keys: []uint64{c.tag}}
		shift := make([]float64, r.columns())
		shift[features.NumCues] = c.units * scale
		r.apply(shift, head)
		m, err := model.Compile(parts)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]int, len(c.want))
		for _, g := range m.Parts().Heads[model.HeadSensational].NGrams.List {
			got[g.Hash-1] = int(math.Round(g.Weight / scale))
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: units %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}

func TestDitherIsRightOnAverage(t *testing.T) {
	for _, v := range []float64{-1.3, -.2, 0, .1, .5, 2.75} {
		var sum float64
		const n = 20_000
		for key := range uint64(n) {
			d := dither(v, key<<49|key&0xFF)
			if math.Abs(float64(d)-v) >= 1 {
				t.Fatalf("%v became %d", v, d)
			}
			sum += float64(d)
		}
		if math.Abs(sum/n-v) > .015 {
			t.Errorf("%v became %v on average", v, sum/n)
		}
	}
}
