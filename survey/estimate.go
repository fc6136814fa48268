package survey

import (
	"cmp"
	"math"
	"slices"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// GroupError is, per verdict, how much the shipped model's error varies between
// publishers: the standard deviation, in log-odds of the share. docs/report/survey.md
// says how it was measured.
var GroupError = [numVerdicts]float64{.5, .3}

// Errors are a model's known error rates: per verdict, the number of positive
// headlines for each one that it finds.
type Errors [numVerdicts]float64

// ErrorsOf takes the rates from the figures that training stored in the model, out
// of fold at the model's own thresholds. Where it has none, nothing is corrected.
func ErrorsOf(m *model.Model) Errors {
	e, figures := Errors{1, 1}, m.Info().Figures
	for v, prefix := range [numVerdicts]string{"", "bias_"} {
		precision, sensitivity := figures[prefix+"precision"], figures[prefix+"recall"]
		if ratio := precision / sensitivity; ratio > 0 && ratio < 100 { // false for NaN
			e[v] = ratio
		}
	}
	return e
}

// Interval is a share with its 95 % interval. All are in [0, 1].
type Interval struct {
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Estimate is the estimate of one verdict in a group.
type Estimate struct {
	Found    int64     `json:"found"`   // headlines with a positive verdict
	Counted  float64   `json:"counted"` // their share, not corrected
	Interval           // the share, corrected
	Rank     *Rank     `json:"rank,omitempty"`     // by falling share; nil for pooled groups
	Observed *Observed `json:"observed,omitempty"` // by people's labels, where there are any
	Words    []Word    `json:"words"`              // the most telling first
}

// Rank is the range in which a group's rank lies.
type Rank struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Observed is a share among labelled headlines.
type Observed struct {
	Labelled int64 `json:"labelled"`
	Interval
}

func (s *sums) estimate(verdict int, judged int64, errors Errors) Estimate {
	e := Estimate{Found: s.Found, Interval: s.interval(verdict, judged, errors, metrics.Z95)}
	if judged > 0 {
		e.Counted = float64(s.Found) / float64(judged)
	}
	if s.Labelled > 0 {
		e.Observed = &Observed{s.Labelled, wilson(float64(s.Positive)/float64(s.Labelled), float64(s.Labelled), metrics.Z95)}
	}
	return e
}

// interval returns the corrected share with an interval of z standard deviations. For
// no headlines it is [0, 1].
func (s *sums) interval(verdict int, judged int64, errors Errors, z float64) Interval {
	if judged == 0 {
		return Interval{0, 0, 1}
	}
	n, ratio := float64(judged), errors[verdict]
	counted := float64(s.Found) / n
	share := min(1, ratio*counted)
	spread := share * (1 - share)
	chance := max(ratio*ratio*counted*(1-counted), spread) / n
	if spread == 0 {
		return wilson(share, n/max(1, ratio), z)
	}
	// Log-odds that are off by d move the share by d times share(1-share).
	off := spread * GroupError[verdict]
	return wilson(share, spread/(chance+off*off), z)
}

// wilson is the interval of a share seen in n headlines.
func wilson(share, n, z float64) Interval {
	low, high := metrics.Wilson(share, n, z)
	return Interval{share, low, high}
}

// rank gives each interval the range of its rank: as many as lie wholly above it
// come before it, as many as lie wholly below come after it.
func rank(joint []Interval) []Rank {
	lows, highs := make([]float64, len(joint)), make([]float64, len(joint))
	for i, v := range joint {
		lows[i], highs[i] = v.Low, v.High
	}
	slices.Sort(lows)
	slices.Sort(highs)
	out := make([]Rank, len(joint))
	for i, v := range joint {
		above, _ := slices.BinarySearchFunc(lows, v.High, func(low, high float64) int {
			return cmp.Or(cmp.Compare(low, high), -1) // those equal do not lie above
		})
		below, _ := slices.BinarySearch(highs, v.Low)
		out[i] = Rank{1 + len(lows) - above, len(highs) - below}
	}
	return out
}

// jointZ is the quantile of intervals that all hold together with 95 %
// (Bonferroni): of each, 1 - .025/n.
func jointZ(n int) float64 {
	return -math.Sqrt2 * math.Erfinv(2*.025/float64(max(n, 1))-1)
}
