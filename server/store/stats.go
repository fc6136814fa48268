package store

import (
	"context"
	"math"
)

// bins of a reliability diagram, and steps of the histogram under a curve.
const (
	bins  = 10
	steps = 1000
)

// Stats sum up the verdicts. The shares are of the verdicts, which are not a
// random sample: moderators judge what they were shown.
type Stats struct {
	Verdicts    int            `json:"verdicts"`
	Sensational int            `json:"sensational"` // by the moderators
	Agreed      int            `json:"agreed"`      // with the model's label
	Queued      int            `json:"queued"`
	ByModel     map[string]int `json:"by_model"` // verdicts
	Confusion   Confusion      `json:"confusion"`
	Curves
}

// Confusion counts the model's labels against the moderators'.
type Confusion struct {
	TP int `json:"tp"`
	FP int `json:"fp"`
	TN int `json:"tn"`
	FN int `json:"fn"`
}

// Curves are the points of two plots.
type Curves struct {
	Reliability     []Bin   `json:"reliability"`      // of ten bins those that are not empty
	PrecisionRecall []Point `json:"precision_recall"` // by rising threshold
}

// Bin is a range of probabilities: their mean, and the share that people called
// sensational.
type Bin struct {
	Probability float64 `json:"probability"`
	Share       float64 `json:"share"`
	N           int     `json:"n"`
}

// Point is what a threshold would give.
type Point struct {
	Threshold float64 `json:"threshold"`
	Recall    float64 `json:"recall"`
	Precision float64 `json:"precision"`
}

// Stats reads all verdicts and sums them up.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{ByModel: map[string]int{}}
	st.Reliability, st.PrecisionRecall = []Bin{}, []Point{}
	rows, err := s.read.QueryContext(ctx, `SELECT model, label, model_label, CAST(probability * ? AS INTEGER), sum(probability), count(*)
		FROM verdict GROUP BY 1, 2, 3, 4`, steps)
	if err != nil {
		return st, classify(err)
	}
	defer rows.Close()
	var h histogram
	for rows.Next() {
		var name string
		var label, said, step, n int
		var sum float64
		if err := rows.Scan(&name, &label, &said, &step, &sum, &n); err != nil {
			return st, classify(err)
		}
		st.ByModel[name] += n
		st.count(label, said, n)
		h.add(min(max(step, 0), steps-1), label, n, sum)
	}
	if err := rows.Err(); err != nil {
		return st, classify(err)
	}
	st.Reliability, st.PrecisionRecall = h.reliability(), h.precisionRecall()
	st.Queued, err = s.QueueLen(ctx)
	return st, err
}

func (st *Stats) count(label, said, n int) {
	st.Verdicts += n
	st.Sensational += label * n
	cell := [2][2]*int{{&st.Confusion.TN, &st.Confusion.FP}, {&st.Confusion.FN, &st.Confusion.TP}}
	*cell[label][said] += n
	if label == said {
		st.Agreed += n
	}
}

// histogram counts verdicts by probability.
type histogram struct {
	n   [steps][2]int
	sum [steps]float64
}

func (h *histogram) add(step, label, n int, sum float64) {
	h.n[step][label] += n
	h.sum[step] += sum
}

func (h *histogram) reliability() []Bin {
	out := []Bin{}
	for b := range bins {
		var n, hits int
		var sum float64
		for i := b * steps / bins; i < (b+1)*steps/bins; i++ {
			n += h.n[i][0] + h.n[i][1]
			hits += h.n[i][1]
			sum += h.sum[i]
		}
		if n > 0 {
			out = append(out, Bin{Probability: sum / float64(n), Share: float64(hits) / float64(n), N: n})
		}
	}
	return out
}

// precisionRecall gives a point for every probability that occurs.
func (h *histogram) precisionRecall() []Point {
	positives := 0
	for i := range steps {
		positives += h.n[i][1]
	}
	out := []Point{}
	if positives == 0 {
		return out
	}
	var tp, flagged int
	for i := steps - 1; i >= 0; i-- {
		if h.n[i][0]+h.n[i][1] == 0 {
			continue
		}
		tp += h.n[i][1]
		flagged += h.n[i][0] + h.n[i][1]
		out = append(out, Point{Threshold: math.Round(float64(i)/steps*1e3) / 1e3,
			Recall: float64(tp) / float64(positives), Precision: float64(tp) / float64(flagged)})
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}
