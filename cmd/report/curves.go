package main

import (
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/train"
)

// bins of the reliability diagram, of equal width as in train.ECE.
const bins = 10

// reliability gives a point a bin: mean probability, share sensational, rows.
// Empty bins have none.
func reliability(p []float64, labels []int) [][]float64 {
	var sum, hits, n [bins]float64
	for i, q := range p {
		b := min(int(q*bins), bins-1)
		sum[b] += q
		hits[b] += float64(labels[i])
		n[b]++
	}
	var out [][]float64
	for b := range n {
		if n[b] > 0 {
			out = append(out, []float64{record.Round(sum[b] / n[b]), record.Round(hits[b] / n[b]), n[b]})
		}
	}
	return out
}

// curvePoints is about how many points of the precision-recall curve are kept.
const curvePoints = 200

// precisionRecall gives recall and precision at falling thresholds.
func precisionRecall(p []float64, labels []int) [][]float64 {
	positives := 0
	for _, y := range labels {
		positives += y
	}
	var out [][]float64
	tp, last := 0, -1
	for k, i := range rank(p, labels).order {
		tp += labels[i]
		// One point for each step of recall that shows.
		if step := tp * curvePoints / max(positives, 1); labels[i] == 1 && step > last || k+1 == len(p) {
			last = step
			out = append(out, []float64{record.Round(float64(tp) / float64(positives)), record.Round(float64(tp) / float64(k+1))})
		}
	}
	return out
}

// operatingPoint is recall and precision at the sample's threshold.
func operatingPoint(s sample) [][]float64 {
	m := train.Measure(s.p, s.labels, s.threshold)
	return [][]float64{{record.Round(m.Recall), record.Round(m.Precision)}}
}
