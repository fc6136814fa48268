package train

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// someShiftRows are rows of a few titles of the sample set.
func someShiftRows(t testing.TB, n int) *shiftRows {
	t.Helper()
	examples := datasets.Sample()[:n]
	r := newShiftRows(extract(texts(examples)), func(h uint64) (uint64, bool) { return h % 512, h%3 > 0 })
	r.slope = 1.4
	rng := rand.New(rand.NewPCG(1, 1))
	for i, e := range examples {
		r.base[i] = rng.NormFloat64()
		r.target = append(r.target, e.Soft)
		r.weight = append(r.weight, 1+float64(i%3))
	}
	return r
}

// TestShiftGradient compares the gradient with differences of the objective.
func TestShiftGradient(t *testing.T) {
	r := someShiftRows(t, 40)
	narrow, columns := r.narrow(all(40))
	penalty := columnPenalties(columns, prior{2, 3, 4})
	d := len(penalty)
	x, grad, none, held := make([]float64, d), make([]float64, d), make([]float64, d), make([]bool, d)
	rng := rand.New(rand.NewPCG(2, 2))
	for c := range x {
		x[c] = rng.NormFloat64() / 10
	}
	narrow.eval(x, grad, penalty, held)
	for c := 0; c < d; c += 1 + d/50 {
		const h = 1e-5
		at := x[c]
		x[c] = at + h
		up := narrow.eval(x, none, penalty, held)
		x[c] = at - h
		down := narrow.eval(x, none, penalty, held)
		x[c] = at
		if want := (up - down) / (2 * h); math.Abs(grad[c]-want) > 1e-6 {
			t.Errorf("column %d: gradient %v, want %v", c, grad[c], want)
		}
	}
}

func TestShiftFit(t *testing.T) {
	r := someShiftRows(t, 200)
	loss := func(s *shift) (sum float64) {
		x := s.point()
		for i := range r.base {
			sum += r.weight[i] * crossEntropy(r.target[i], r.logOdds(i, x))
		}
		return sum
	}
	still := &shift{grams: make([]float64, len(r.keys))}
	before := loss(still)
	for _, c := range []struct {
		name string
		p    prior
		from float64 // share of the loss before
		to   float64
	}{{"loose", prior{1, 1, 1}, 0, .4}, {"tight", prior{1e9, 1e9, 1e9}, .999, 1}} {
		s, err := r.fit(context.Background(), all(200), c.p, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := loss(s) / before; got < c.from || got > c.to {
			t.Errorf("%s: %.4f of the loss is left, want %v to %v", c.name, got, c.from, c.to)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.fit(ctx, all(200), shiftPrior, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestFitSignedKeepsSigns: people who call all that shouts neutral, and all
// that does not sensational, cannot make shouting calm a headline.
func TestFitSignedKeepsSigns(t *testing.T) {
	f := mustOpen(t, model.Default())
	examples := datasets.Sample()[:600]
	r := newShiftRows(extract(texts(examples)), func(uint64) (uint64, bool) { return 0, false })
	for i := range examples {
		cols, _ := r.row(i)
		target := 1.0
		for _, c := range cols {
			if int(c) < features.NumCues && features.Catalogue()[c].Sign > 0 {
				target = 0
			}
		}
		r.target, r.weight = append(r.target, target), append(r.weight, 1)
	}
	free, err := r.fit(context.Background(), all(len(examples)), shiftPrior, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.fitSigned(context.Background(), r, all(len(examples)), shiftPrior)
	if err != nil {
		t.Fatal(err)
	}
	turned, zero := 0, 0
	for i, c := range features.Catalogue() {
		sign := float64(c.Sign)
		if sign*(f.head().Cues[i]+free.cues[i]) < 0 {
			turned++
		}
		if sign*(f.head().Cues[i]+s.cues[i]) < 0 {
			t.Errorf("cue %s turned: %v", c.Name, f.head().Cues[i]+s.cues[i])
		}
		if sign != 0 && f.head().Cues[i] != 0 && f.head().Cues[i]+s.cues[i] == 0 {
			zero++
		}
	}
	if turned == 0 || zero == 0 {
		t.Errorf("%d cues would turn, %d were held at 0; the test wants some", turned, zero)
	}
}
