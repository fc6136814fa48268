package store

import (
	"context"

	"github.com/heboh/heboh/train/metrics"
)

// curvePoints is the most points of the precision-recall curve.
const curvePoints = 200

// Stats sum up the verdicts. The shares are of the verdicts, which are not a
// random sample: moderators judge what they were shown.
type Stats struct {
	Verdicts    int               `json:"verdicts"`
	Sensational int               `json:"sensational"` // by the moderators
	Agreed      int               `json:"agreed"`      // with the model's label
	Queued      int               `json:"queued"`
	ByModel     map[string]int    `json:"by_model"`  // verdicts
	Confusion   metrics.Confusion `json:"confusion"` // the model's labels against the moderators'
	metrics.Curves
}

// Stats reads all verdicts and sums them up.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{ByModel: map[string]int{}}
	var p []float64
	var labels []int
	_, err := query(ctx, s, func(scan func(...any) error) (none struct{}, err error) {
		var name string
		var label, modelLabel int
		var probability float64
		if err := scan(&name, &label, &modelLabel, &probability); err != nil {
			return none, err
		}
		p, labels = append(p, min(max(probability, 0), 1)), append(labels, label)
		st.ByModel[name]++
		st.Confusion.Add(modelLabel == 1, label, 1)
		return none, nil
	}, "SELECT model, label, model_label, probability FROM verdict ORDER BY id")
	if err != nil {
		return st, err
	}
	c := st.Confusion
	st.Verdicts, st.Sensational, st.Agreed = len(p), c.Positives(), c.TP+c.TN
	st.Curves = metrics.NewCurves(p, labels, curvePoints)
	st.Queued, err = s.QueueLen(ctx)
	return st, err
}
