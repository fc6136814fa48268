package train

import (
	"math"
	"math/rand/v2"
	"sort"
)

// Intervals returns the 95 % bootstrap interval (percentile method, Efron 1979)
// of every scalar metric of Measure by its JSON name, from so many resamples of
// the rows; 1,000 is usual. That of the ECE is moved by the resamples' mean error, as
// drawing rows twice makes any calibration look worse. A metric that no resample can give (a ROC-AUC of
// one class) is left out. Probabilities are in [0, 1], labels 0 or 1. Without
// rows, with another number of labels than rows, or with resamples < 1 it
// returns nil.
func Intervals(p []float64, labels []int, threshold float64, resamples int, seed uint64) map[string][2]float64 {
	return GroupIntervals(p, labels, nil, threshold, resamples, seed)
}

// GroupIntervals resamples whole groups instead of rows, for rows of a group
// (a publisher's, say) that are not independent. Rows with an empty group stand
// alone; with nil groups all rows do.
func GroupIntervals(p []float64, labels []int, groups []string, threshold float64, resamples int, seed uint64) map[string][2]float64 {
	n := len(p)
	if n == 0 || len(labels) != n || groups != nil && len(groups) != n || resamples < 1 {
		return nil
	}
	b := newBootstrap(p, labels, threshold)
	units := b.units(groups)
	rng := rand.New(rand.NewPCG(seed, 0xb007))
	values := map[string][]float64{}
	for range resamples {
		units.draw(rng, b.times)
		for name, v := range b.measure().scalars() {
			if !math.IsNaN(v) {
				values[name] = append(values[name], v)
			}
		}
	}
	out := make(map[string][2]float64, len(values))
	for name, v := range values {
		sort.Float64s(v)
		out[name] = [2]float64{quantile(v, 0.025), quantile(v, 0.975)}
	}
	if e, ok := out["ece"]; ok {
		shift := mean(values["ece"]) - ECE(p, labels, eceBins)
		out["ece"] = [2]float64{math.Max(0, e[0]-shift), math.Max(0, e[1]-shift)}
	}
	return out
}

func mean(v []float64) (m float64) {
	for _, x := range v {
		m += x / float64(len(v))
	}
	return m
}

// scalars are the metrics that have an interval, by their JSON names.
func (m *Metrics) scalars() map[string]float64 {
	return map[string]float64{
		"accuracy": m.Accuracy, "precision": m.Precision, "recall": m.Recall,
		"f1": m.F1, "macro_f1": m.MacroF1, "roc_auc": m.ROCAUC,
		"average_precision": m.AveragePrecision, "log_loss": m.LogLoss,
		"brier": m.Brier, "ece": m.ECE,
	}
}

// quantile interpolates linearly between the two nearest of sorted values.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// eceBins is the number of bins of Measure's ECE.
const eceBins = 10

// bootstrap holds the rows by falling probability, with all that a resample
// needs computed once: a resample is how many times each row is drawn, and its
// metrics take one pass over the rows in this order, without sorting.
type bootstrap struct {
	threshold float64
	order     []int // original rows
	rows      []bootRow
	times     []int32
}

type bootRow struct {
	p, logLoss, brier float64
	bin               int32
	positive          bool
	called            bool // sensational
	lastOfTie         bool // the next row has another probability
}

func newBootstrap(p []float64, labels []int, threshold float64) *bootstrap {
	b := &bootstrap{threshold: threshold, order: descending(p), rows: make([]bootRow, len(p)), times: make([]int32, len(p))}
	for i, r := range b.order {
		one := Measure(p[r:r+1], labels[r:r+1], threshold)
		b.rows[i] = bootRow{
			p: p[r], logLoss: one.LogLoss, brier: one.Brier,
			positive:  labels[r] == 1,
			bin:       int32(min(int(p[r]*eceBins), eceBins-1)),
			called:    p[r] >= threshold,
			lastOfTie: i+1 == len(p) || p[b.order[i+1]] != p[r],
		}
	}
	return b
}

// units are the sets of rows that are drawn together, by their places in the
// order of probability; where each row stands alone, a list of places.
type units struct {
	alone []int32
	sets  [][]int32
}

func (b *bootstrap) units(groups []string) units {
	place := make([]int32, len(b.order))
	for i, r := range b.order {
		place[r] = int32(i)
	}
	if groups == nil {
		return units{alone: place}
	}
	var sets [][]int32
	at := map[string]int{}
	for r, i := range place {
		if groups[r] != "" {
			if u, ok := at[groups[r]]; ok {
				sets[u] = append(sets[u], i)
				continue
			}
			at[groups[r]] = len(sets)
		}
		sets = append(sets, place[r:r+1:r+1])
	}
	return units{sets: sets}
}

// draw draws as many units as there are, with replacement, and counts how often
// each row came.
func (u units) draw(rng *rand.Rand, times []int32) {
	clear(times)
	for range u.alone {
		times[u.alone[rng.IntN(len(u.alone))]]++
	}
	for range u.sets {
		for _, i := range u.sets[rng.IntN(len(u.sets))] {
			times[i]++
		}
	}
}

// measure computes the metrics of the current resample, as Measure would.
func (b *bootstrap) measure() *Metrics {
	m := &Metrics{Threshold: b.threshold}
	var verdicts [2][2]int // called, label
	var sum, hits [eceBins]float64
	var area, steps float64 // of the ROC curve; of the precision-recall curve
	var pos, neg float64    // rows above the current tie
	var tiePos, tieNeg float64
	for i := range b.rows {
		r := &b.rows[i]
		if t := b.times[i]; t > 0 {
			w := float64(t)
			m.N += int(t)
			m.LogLoss += w * r.logLoss
			m.Brier += w * r.brier
			sum[r.bin] += w * r.p
			verdicts[bit(r.called)][bit(r.positive)] += int(t)
			if r.positive {
				hits[r.bin] += w
				tiePos += w
			} else {
				tieNeg += w
			}
		}
		if r.lastOfTie && tiePos+tieNeg > 0 {
			area += tieNeg*pos + tiePos*tieNeg/2
			pos, neg = pos+tiePos, neg+tieNeg
			steps += tiePos * pos / (pos + neg)
			tiePos, tieNeg = 0, 0
		}
	}
	n := float64(m.N)
	m.LogLoss /= n
	m.Brier /= n
	for k := range sum {
		m.ECE += math.Abs(sum[k]-hits[k]) / n
	}
	m.ROCAUC, m.AveragePrecision = math.NaN(), math.NaN()
	if pos > 0 {
		m.AveragePrecision = steps / pos
		if neg > 0 {
			m.ROCAUC = area / (pos * neg)
		}
	}
	m.Confusion = Confusion{TP: verdicts[1][1], FP: verdicts[1][0], FN: verdicts[0][1], TN: verdicts[0][0]}
	m.rates()
	return m
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
