// Package metrics measures probabilities against labels: figures, bootstrap
// intervals, curves, the rules that choose a threshold, and the folds that keep
// what is measured apart from what is learnt. It imports the standard library
// only.
//
// Labels are 0 or 1, probabilities are of the label 1, called positive, and lie
// in [0, 1].
package metrics

import (
	"encoding/json"
	"math"
	"slices"
)

// Figures are the metrics of a set of probabilities. Rates are in [0, 1].
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
	ECE              float64   `json:"ece"` // over ten bins
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
	f := Figures{N: len(p), Threshold: threshold}
	for i, q := range p {
		f.LogLoss += logLoss(q, labels[i])
		f.Brier += brier(q, labels[i])
		f.Confusion.Add(q >= threshold, labels[i], 1)
	}
	n := float64(len(p))
	f.Brier /= n
	f.LogLoss /= n
	f.SetRates()
	list := ties(p, labels)
	f.ROCAUC, f.AveragePrecision = rocAUC(list), averagePrecision(list)
	f.ECE = ECE(p, labels, bins)
	return f
}

func logLoss(p float64, label int) float64 {
	y := float64(label)
	p = math.Min(math.Max(p, 1e-15), 1-1e-15)
	return -(y*math.Log(p) + (1-y)*math.Log(1-p))
}

func brier(p float64, label int) float64 {
	e := p - float64(label)
	return e * e
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
func (f *Figures) Values() [len(Names)]float64 {
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
	for _, i := range falling(p) {
		if len(list) == 0 || list[len(list)-1].p != p[i] {
			list = append(list, tie{p: p[i]})
		}
		t := &list[len(list)-1]
		t.n++
		t.positives += labels[i]
	}
	return list
}

// falling returns the numbers of the rows by falling probability, equal ones by
// number.
func falling(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] > p[b]:
			return -1
		case p[a] < p[b]:
			return 1
		}
		return 0
	})
	return order
}

// rocAUC is the probability that a positive outranks a negative, ties counting
// half (Hanley & McNeil 1982); NaN with one class.
func rocAUC(list []tie) Area {
	var area, neg, pos float64
	for _, t := range list {
		tiePos, tieNeg := float64(t.positives), float64(t.n-t.positives)
		area += tieNeg*pos + tiePos*tieNeg/2
		pos += tiePos
		neg += tieNeg
	}
	return Area(area / (pos * neg)) // 0/0 with one class
}

// averagePrecision is the mean precision at each step of recall, ties taken
// together; NaN without positives.
func averagePrecision(list []tie) Area {
	var tp, seen, sum float64
	for _, t := range list {
		tp += float64(t.positives)
		seen += float64(t.n)
		sum += float64(t.positives) * tp / seen
	}
	return Area(sum / tp)
}

// bins is the number of bins of a reliability diagram and of the ECE.
const bins = 10

// ECE is the expected calibration error over bins of equal width: the mean
// distance of a bin's share of positives from its mean probability, weighted by
// size (Naeini et al. 2015).
func ECE(p []float64, labels []int, bins int) float64 {
	var e float64
	for _, b := range binned(p, labels, bins) {
		e += math.Abs(b.sum - float64(b.positives))
	}
	return e / float64(len(p))
}

// bin sums up the rows whose probabilities lie in one range.
type bin struct {
	sum          float64 // of the probabilities
	n, positives int
}

func binned(p []float64, labels []int, bins int) []bin {
	list := make([]bin, bins)
	for i, q := range p {
		b := &list[binOf(q, bins)]
		b.sum += q
		b.n++
		b.positives += labels[i]
	}
	return list
}

func binOf(p float64, bins int) int { return min(int(p*float64(bins)), bins-1) }
