package survey

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// TestCoverage draws groups whose true shares are known, and what a model finds that
// has the known error rates and is off by GroupError in each: the 95 % interval must
// hold the true share at least about so often, in small groups and in large ones.
func TestCoverage(t *testing.T) {
	const groups = 4000
	errors := Errors{.8, 1.25}
	for _, n := range []int{100, 1000, 10_000} {
		for _, centre := range []float64{.01, .05, .3} {
			for v, ratio := range errors {
				rng := rand.New(rand.NewPCG(uint64(n), math.Float64bits(centre)))
				held := 0
				for range groups {
					truth := sigmoid(logit(centre) + rng.NormFloat64())
					found := min(1, sigmoid(logit(truth)-rng.NormFloat64()*GroupError[v])/ratio)
					s := sums{Found: binomial(rng, n, found)}
					if i := s.interval(v, int64(n), errors, metrics.Z95); i.Low <= truth && truth <= i.High {
						held++
					}
				}
				if share := float64(held) / groups; share < .92 {
					t.Errorf("%d headlines, shares around %v, ratio %v: the interval holds in %.3f", n, centre, ratio, share)
				}
			}
		}
	}
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// binomial draws a number of headlines: of few that are likely one by one, else by
// the normal distribution.
func binomial(rng *rand.Rand, n int, p float64) int64 {
	mean := float64(n) * p
	if sd := math.Sqrt(mean * (1 - p)); sd > 6 {
		return min(int64(n), max(0, int64(math.Round(mean+sd*rng.NormFloat64()))))
	}
	found := int64(0)
	for range n {
		if rng.Float64() < p {
			found++
		}
	}
	return found
}

func TestErrorsOf(t *testing.T) {
	if e := ErrorsOf(model.Default()); !(e[0] > .5 && e[0] < 2 && e[1] > .5 && e[1] < 2) || e[0] == 1 || e[1] == 1 {
		t.Errorf("of the shipped model: %v", e)
	}
}

func TestWilson(t *testing.T) {
	for _, test := range []struct{ share, n, low, high float64 }{
		{0, 10, 0, .2775},
		{1, 10, .7225, 1},
		{.5, 100, .4038, .5962},
	} {
		v := wilson(test.share, test.n, metrics.Z95)
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
	if z := jointZ(1); math.Abs(z-metrics.Z95) > 1e-5 {
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
	table, err := c.Table(100, Errors{1, 1})
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
	empty, err := new(Counts).Table(1, Errors{1, 1})
	if err != nil || len(empty.Rows) != 0 || empty.Total.Sensational.High != 1 {
		t.Errorf("%+v, %v", empty, err)
	}
}
