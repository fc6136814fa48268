// Package metrics measures probabilities against labels: figures, bootstrap
// intervals, curves, the rules that choose a threshold, and the folds that keep
// what is measured apart from what is learnt. It imports the standard library
// only.
//
// Labels are 0 or 1, probabilities are of the label 1, called positive, and lie
// in [0, 1].
package metrics

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
)

// Figures are the metrics of a set of probabilities. Rates are in [0, 1]. ECE is
// the expected calibration error: the mean distance of a bin's share of positives
// from its mean probability, weighted by size (Naeini et al. 2015).
type Figures struct {
	N                int       `json:"n"`
	Accuracy         float64   `json:"accuracy"`
	Precision        float64   `json:"precision"`
	Recall           float64   `json:"recall"`
	F1               float64   `json:"f1"`
	MacroF1          float64   `json:"macro_f1"`
	ROCAUC           Area      `json:"roc_auc"`
	AveragePrecision Area      `json:"average_precision"`
	LogLoss          float64   `json:"log_loss"`
	Brier            float64   `json:"brier"`
	ECE              float64   `json:"ece"`
	Confusion        Confusion `json:"confusion"`
	Threshold        float64   `json:"threshold"`
}

// Area is the area under a curve, in [0, 1]: NaN, and null in JSON, where the
// labels give no curve.
type Area float64

// MarshalJSON writes NaN as null.
func (a Area) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(a)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(a))
}

// Confusion counts verdicts by label.
type Confusion struct {
	TP int `json:"tp"`
	FP int `json:"fp"`
	TN int `json:"tn"`
	FN int `json:"fn"`
}

// Add counts n verdicts.
func (c *Confusion) Add(positive bool, label, n int) {
	switch {
	case positive && label == 1:
		c.TP += n
	case positive:
		c.FP += n
	case label == 1:
		c.FN += n
	default:
		c.TN += n
	}
}

// Positives is the number of rows with label 1.
func (c Confusion) Positives() int { return c.TP + c.FN }

// Measure computes the figures of probabilities against labels at a threshold,
// from which a probability is called positive.
func Measure(p []float64, labels []int, threshold float64) Figures {
	return newSample(p, labels, threshold).measure(slices.Repeat([]int32{1}, len(p)))
}

// sample is rows with all that their figures need computed once, so that those
// of any resample take one pass without sorting.
type sample struct {
	p              []float64
	labels         []int
	threshold      float64
	logLoss, brier []float64 // of each row
	order          []int     // of the rows by falling probability
}

func newSample(p []float64, labels []int, threshold float64) *sample {
	s := &sample{p: p, labels: labels, threshold: threshold, order: Falling(p)}
	for i, q := range p {
		y := float64(labels[i])
		s.brier = append(s.brier, (q-y)*(q-y))
		q = math.Min(math.Max(q, 1e-15), 1-1e-15)
		s.logLoss = append(s.logLoss, -(y*math.Log(q) + (1-y)*math.Log(1-q)))
	}
	return s
}

// measure computes the figures of rows that count so many times each.
func (s *sample) measure(times []int32) Figures {
	f := Figures{Threshold: s.threshold}
	var sum, hits [bins]float64
	for i, t := range times {
		if t == 0 {
			continue
		}
		w, b := float64(t), binOf(s.p[i])
		f.N += int(t)
		f.LogLoss += w * s.logLoss[i]
		f.Brier += w * s.brier[i]
		f.Confusion.Add(s.p[i] >= s.threshold, s.labels[i], int(t))
		sum[b] += w * s.p[i]
		hits[b] += w * float64(s.labels[i])
	}
	n := float64(f.N)
	f.LogLoss /= n
	f.Brier /= n
	for b := range sum {
		f.ECE += math.Abs(sum[b] - hits[b])
	}
	f.ECE /= n
	f.ROCAUC, f.AveragePrecision = s.areas(times)
	f.SetRates()
	return f
}

// areas are the ROC-AUC, the probability that a positive outranks a negative,
// ties counting half (Hanley & McNeil 1982), and the average precision, the mean
// precision at each step of recall, ties taken together.
func (s *sample) areas(times []int32) (auc, ap Area) {
	var area, steps float64
	var above, tied [2]float64 // rows of each label above, and of, the current probability
	for k, i := range s.order {
		tied[s.labels[i]] += float64(times[i])
		if k+1 < len(s.order) && s.p[s.order[k+1]] == s.p[i] || tied[0]+tied[1] == 0 {
			continue
		}
		area += tied[0]*above[1] + tied[1]*tied[0]/2
		above[0], above[1] = above[0]+tied[0], above[1]+tied[1]
		steps += tied[1] * above[1] / (above[0] + above[1])
		tied = [2]float64{}
	}
	return Area(area / (above[0] * above[1])), Area(steps / above[1]) // 0/0 without a curve
}

// SetRates computes the figures that follow from the confusion.
func (f *Figures) SetRates() {
	tp, fp, tn, fn := float64(f.Confusion.TP), float64(f.Confusion.FP), float64(f.Confusion.TN), float64(f.Confusion.FN)
	f.Accuracy = (tp + tn) / (tp + fp + tn + fn)
	f.Precision = ratio(tp, tp+fp)
	f.Recall = ratio(tp, tp+fn)
	f.F1 = ratio(2*tp, 2*tp+fp+fn)
	f.MacroF1 = (f.F1 + ratio(2*tn, 2*tn+fp+fn)) / 2
}

// ratio is a/b, and 0 where b is 0: the convention for precision, recall and
// F1 without positives.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Names are the JSON names of the figures that have an interval.
var Names = [...]string{"accuracy", "precision", "recall", "f1", "macro_f1", "roc_auc", "average_precision", "log_loss", "brier", "ece"}

// Values are the figures of Names.
func (f Figures) Values() [len(Names)]float64 {
	return [...]float64{f.Accuracy, f.Precision, f.Recall, f.F1, f.MacroF1, float64(f.ROCAUC), float64(f.AveragePrecision), f.LogLoss, f.Brier, f.ECE}
}

// tie is the rows that have one probability.
type tie struct {
	p            float64
	n, positives int
}

// ties lists them by falling probability.
func ties(p []float64, labels []int) []tie {
	var list []tie
	for _, i := range Falling(p) {
		if len(list) == 0 || list[len(list)-1].p != p[i] {
			list = append(list, tie{p: p[i]})
		}
		t := &list[len(list)-1]
		t.n++
		t.positives += labels[i]
	}
	return list
}

// Falling returns the indices of values, the greatest first, equal ones by index.
func Falling(values []float64) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	return order
}

// bins is the number of bins of equal width of a reliability diagram and of the
// ECE.
const bins = 10

func binOf(p float64) int { return min(int(p*bins), bins-1) }
