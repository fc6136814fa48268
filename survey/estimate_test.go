package survey

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCoverage draws groups whose true shares are known: the model's log-odds are
// off by CalibrationError in each. The interval of 95 % must hold the true share
// at least about so often, in small groups and in large ones.
func TestCoverage(t *testing.T) {
	const groups = 2000
	for _, n := range []int{100, 1000} {
		for _, centre := range []float64{-5, -3, -1} {
			rng := rand.New(rand.NewPCG(uint64(n), math.Float64bits(centre)))
			held := 0
			for range groups {
				var s sums
				d := rng.NormFloat64() * CalibrationError[0]
				for range n {
					z := centre + 1.5*rng.NormFloat64()
					p := sigmoid(z)
					s.P += units(p)
					s.Spread += units(p * (1 - p))
				}
				truth := expect(centre, d)
				v := s.interval(0, int64(n), z95)
				if v.Low <= truth && truth <= v.High {
					held++
				}
			}
			if share := float64(held) / groups; share < .93 || share > .9999 {
				t.Errorf("%d headlines around %v: the interval holds in %.3f", n, centre, share)
			}
		}
	}
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// expect is the mean of σ(z+d) for z around centre, by the midpoint rule over
// quantiles.
func expect(centre, d float64) float64 {
	const n = 400
	sum := 0.
	for i := range n {
		q := math.Sqrt2 * math.Erfinv(2*(float64(i)+.5)/n-1)
		sum += sigmoid(centre + 1.5*q + d)
	}
	return sum / n
}

func TestWilson(t *testing.T) {
	for _, test := range []struct{ share, n, low, high float64 }{
		{0, 10, 0, .2775},
		{1, 10, .7225, 1},
		{.5, 100, .4038, .5962},
	} {
		v := wilson(test.share, test.n, z95)
		if math.Abs(v.Low-test.low) > 1e-4 || math.Abs(v.High-test.high) > 1e-4 {
			t.Errorf("%v of %v: %v", test.share, test.n, v)
		}
	}
}

func TestRank(t *testing.T) {
	for _, test := range []struct {
		name  string
		joint []Interval
		want  []Rank
	}{
		{"none", nil, []Rank{}},
		{"apart", []Interval{{.1, .05, .15}, {.5, .4, .6}, {.3, .2, .35}}, []Rank{{3, 3}, {1, 1}, {2, 2}}},
		{"overlapping", []Interval{{.1, .05, .3}, {.2, .1, .4}}, []Rank{{1, 2}, {1, 2}}},
		{"touching", []Interval{{.1, .05, .2}, {.3, .2, .4}}, []Rank{{1, 2}, {1, 2}}},
		{"a chain", []Interval{{.1, 0, .2}, {.2, .15, .35}, {.4, .3, .5}}, []Rank{{2, 3}, {1, 3}, {1, 2}}},
	} {
		if got := rank(test.joint); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestJointZ(t *testing.T) {
	if z := jointZ(1); math.Abs(z-z95) > 1e-5 {
		t.Error(z)
	}
	if z := jointZ(50); math.Abs(z-3.2905) > 1e-3 {
		t.Error(z)
	}
}

// TestTable: small groups stand in one row, sums agree, periods go by name, and no
// group that the intervals leave open gets a rank of its own.
func TestTable(t *testing.T) {
	var c Counts
	for range 200 {
		c.Add("loud", title(.9, "geger"))
		c.Add("calm", title(.01))
		c.Add("also calm", title(.012))
	}
	abstained := title(.2)
	abstained.Abstained = true
	c.Add("calm", abstained)
	for range 7 {
		small := title(.5, "ini")
		small.Labels = [2]Label{Positive, Negative}
		c.Add("small", small)
	}
	c.Add("tiny", title(.1))
	table, err := c.Table(100)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ranks := map[string]Rank{}
	for _, r := range table.Rows {
		names = append(names, r.Group)
		ranks[r.Group] = *r.Sensational.Rank
	}
	if !slices.Equal(names, []string{"calm", "also calm", "loud"}) {
		t.Error(names)
	}
	if ranks["loud"] != (Rank{1, 1}) || ranks["calm"] != (Rank{2, 3}) || ranks["also calm"] != (Rank{2, 3}) {
		t.Error(ranks)
	}
	if p := table.Pooled; p == nil || p.Groups != 2 || p.Titles != 8 || p.Sensational.Rank != nil || p.Sensational.Observed.Labelled != 7 || p.Sensational.Observed.Share != 1 || p.Biased.Observed.Share != 0 {
		t.Errorf("pooled: %+v", p)
	}
	if all := table.Total; all.Titles != 609 || all.Judged != 608 || all.Abstained != 1 || all.Sensational.Found != 207 || all.Groups != 5 {
		t.Errorf("total: %+v", all)
	}
	if w := table.Rows[2].Sensational.Words; len(w) != 1 || w[0].Text != "geger" || math.Abs(w[0].LogOdds-180) > 1e-6 {
		t.Error(w)
	}
	table.ByName()
	if table.Rows[0].Group != "also calm" {
		t.Error("not by name")
	}
	empty, err := new(Counts).Table(1)
	if err != nil || len(empty.Rows) != 0 || empty.Total.Sensational.High != 1 {
		t.Errorf("%+v, %v", empty, err)
	}
}
