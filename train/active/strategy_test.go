package active

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// view is ten rows of rising probability; rows next to each other are alike.
func view() *View {
	v := &View{Threshold: .35, Likeness: func(a, b int) float64 { return .9 / float64(1+(a-b)*(a-b)) }}
	for r := range 10 {
		v.Rows = append(v.Rows, r)
		v.Probability = append(v.Probability, float64(r)/10)
	}
	return v
}

func TestStrategiesPick(t *testing.T) {
	for name, want := range map[string][]int{
		"uncertain": {3, 4, 2, 5},
		"positive":  {9, 8, 7, 6},
		"diverse":   {3, 5, 1, 7},
	} {
		s, ok := Named(name)
		if !ok {
			t.Fatalf("no strategy %s", name)
		}
		if got := s.Pick(view(), 4, nil); !slices.Equal(got, want) {
			t.Errorf("%s picked %v, want %v", name, got, want)
		}
	}
	if _, ok := Named("luck"); ok {
		t.Error("there is a strategy luck")
	}
}

// TestStrategiesKeepTheRules: as many rows as asked for or as there are, each
// open and once; the same draw, the same rows; the view as it was.
func TestStrategiesKeepTheRules(t *testing.T) {
	for _, s := range Strategies() {
		for _, n := range []int{0, 1, 4, 9, 10, 15} {
			v := view()
			v.Rows = v.Rows[1:]
			before := slices.Clone(v.Rows)
			got := s.Pick(v, n, rand.New(rand.NewPCG(1, 2)))
			if len(got) != min(n, 9) {
				t.Errorf("%s picked %v for %d", s.Name, got, n)
			}
			if again := s.Pick(v, n, rand.New(rand.NewPCG(1, 2))); !slices.Equal(got, again) {
				t.Errorf("%s picked %v, then %v", s.Name, got, again)
			}
			if !slices.Equal(v.Rows, before) {
				t.Errorf("%s changed the rows", s.Name)
			}
			slices.Sort(got)
			if len(slices.Compact(got)) != min(n, 9) || slices.Contains(got, 0) {
				t.Errorf("%s picked %v", s.Name, got)
			}
		}
	}
}

func TestNeeded(t *testing.T) {
	trial := func(f1 ...float64) (out []Scores) {
		for _, v := range f1 {
			out = append(out, Scores{F1: v})
		}
		return out
	}
	r := &Report{Labels: []int{100, 200, 300, 400}}
	f1 := func(s Scores) float64 { return s.F1 }
	for _, c := range []struct {
		name   string
		trials [][]Scores
		goal   float64
		want   float64
	}{
		{"between rounds", [][]Scores{trial(.2, .4, .6, .8)}, .5, 250},
		{"on a round", [][]Scores{trial(.2, .4, .6, .8)}, .6, 300},
		{"at once", [][]Scores{trial(.2, .4, .6, .8)}, .1, 100},
		{"never", [][]Scores{trial(.2, .4, .6, .8)}, .9, math.NaN()},
		{"mean of trials", [][]Scores{trial(.1, .3, .5, .7), trial(.3, .5, .7, .9)}, .5, 250},
		{"a lucky round does not count", [][]Scores{trial(.2, .8, .4, .8)}, .7, 350},
	} {
		got := r.Needed(&Curve{Trials: c.trials}, f1, c.goal)
		if math.Abs(got-c.want) > 1e-9 && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s: %v labels, want %v", c.name, got, c.want)
		}
	}
	p := r.Points(&Curve{Trials: [][]Scores{trial(.1, .3, .5, .7), trial(.3, .5, .7, .9)}})
	if len(p) != 4 || math.Abs(p[1].F1-.4) > 1e-9 || math.Abs(p[1].F1Spread-math.Sqrt(.02)) > 1e-9 || p[1].Labels != 200 {
		t.Errorf("%+v", p)
	}
}

func TestIsotonic(t *testing.T) {
	for _, c := range [][2][]float64{
		{{}, nil},
		{{1, 2, 3}, {1, 2, 3}},
		{{3, 2, 1}, {2, 2, 2}},
		{{1, 3, 2, 4}, {1, 2.5, 2.5, 4}},
		{{4, 1, 1, 6}, {2, 2, 2, 6}},
	} {
		if got := isotonic(c[0]); !slices.Equal(got, c[1]) {
			t.Errorf("%v became %v, want %v", c[0], got, c[1])
		}
	}
}
