package train

import (
	"math"
	"sort"
)

// Metrics are the figures of a set of probabilities against their labels.
// Rates are in [0, 1]; a figure that the data cannot give (a ROC-AUC of one
// class) is NaN in memory and null in JSON.
type Metrics struct {
	N                int       `json:"n"`
	Accuracy         float64   `json:"accuracy"`
	Precision        float64   `json:"precision"`
	Recall           float64   `json:"recall"`
	F1               float64   `json:"f1"`
	MacroF1          float64   `json:"macro_f1"`
	ROCAUC           float64   `json:"roc_auc"`
	AveragePrecision float64   `json:"average_precision"`
	LogLoss          float64   `json:"log_loss"`
	Brier            float64   `json:"brier"`
	ECE              float64   `json:"ece"`
	Confusion        Confusion `json:"confusion"`
	Threshold        float64   `json:"threshold"`
}

// Confusion counts verdicts: sensational is positive.
type Confusion struct {
	TP int `json:"tp"`
	FP int `json:"fp"`
	TN int `json:"tn"`
	FN int `json:"fn"`
}

// Positives is the number of sensational examples.
func (m Metrics) Positives() int { return m.Confusion.TP + m.Confusion.FN }

// Measure computes the metrics of probabilities p against labels (0 or 1) at a
// threshold: p >= threshold is called sensational.
func Measure(p []float64, labels []int, threshold float64) Metrics {
	m := Metrics{N: len(p), Threshold: threshold}
	for i, q := range p {
		y := float64(labels[i])
		m.Brier += (q - y) * (q - y)
		c := math.Min(math.Max(q, 1e-15), 1-1e-15)
		m.LogLoss -= y*math.Log(c) + (1-y)*math.Log(1-c)
		switch {
		case q >= threshold && labels[i] == 1:
			m.Confusion.TP++
		case q >= threshold:
			m.Confusion.FP++
		case labels[i] == 1:
			m.Confusion.FN++
		default:
			m.Confusion.TN++
		}
	}
	n := float64(len(p))
	m.Brier /= n
	m.LogLoss /= n
	m.rates()
	order := descending(p)
	m.ROCAUC = rocAUC(p, labels, order)
	m.AveragePrecision = averagePrecision(p, labels, order)
	m.ECE = ECE(p, labels, 10)
	return m
}

// rates fills what follows from the confusion.
func (m *Metrics) rates() {
	tp, fp, tn, fn := float64(m.Confusion.TP), float64(m.Confusion.FP), float64(m.Confusion.TN), float64(m.Confusion.FN)
	m.Accuracy = (tp + tn) / (tp + fp + tn + fn)
	m.Precision = ratio(tp, tp+fp)
	m.Recall = ratio(tp, tp+fn)
	m.F1 = ratio(2*tp, 2*tp+fp+fn)
	m.MacroF1 = (m.F1 + ratio(2*tn, 2*tn+fp+fn)) / 2
}

// ratio is a/b, and 0 where b is 0: the convention for precision, recall and
// F1 without positives.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// descending orders indices by p, greatest first, ties by index.
func descending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return p[order[a]] > p[order[b]] })
	return order
}

// rocAUC is the probability that a positive outranks a negative, ties counting
// half (Hanley & McNeil 1982); NaN with one class.
func rocAUC(p []float64, labels []int, order []int) float64 {
	var area, neg, pos float64
	for i := 0; i < len(order); {
		j := i
		var tiePos, tieNeg float64
		for j < len(order) && p[order[j]] == p[order[i]] {
			if labels[order[j]] == 1 {
				tiePos++
			} else {
				tieNeg++
			}
			j++
		}
		area += tieNeg*pos + tiePos*tieNeg/2
		pos += tiePos
		neg += tieNeg
		i = j
	}
	if pos == 0 || neg == 0 {
		return math.NaN()
	}
	return area / (pos * neg)
}

// averagePrecision is the mean precision at each step of recall, ties taken
// together; NaN without positives.
func averagePrecision(p []float64, labels []int, order []int) float64 {
	var tp, seen, sum float64
	for i := 0; i < len(order); {
		j, hits := i, 0.0
		for j < len(order) && p[order[j]] == p[order[i]] {
			hits += float64(labels[order[j]])
			j++
		}
		tp += hits
		seen = float64(j)
		sum += hits * tp / seen
		i = j
	}
	if tp == 0 {
		return math.NaN()
	}
	return sum / tp
}

// ECE is the expected calibration error over bins of equal width: the mean
// distance of a bin's frequency from its mean probability, weighted by size
// (Naeini et al. 2015).
func ECE(p []float64, labels []int, bins int) float64 {
	sum := make([]float64, bins)
	hits := make([]float64, bins)
	for i, q := range p {
		b := min(int(q*float64(bins)), bins-1)
		sum[b] += q
		hits[b] += float64(labels[i])
	}
	var e float64
	for b := range sum {
		e += math.Abs(sum[b] - hits[b])
	}
	return e / float64(len(p))
}
