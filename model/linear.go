package model

import "github.com/heboh/heboh/features"

// The last layer of a head is a logistic regression on a row of columns: the
// cues, then what was learnt of words. Linear and Row lay that of sensational
// open, so that other tools (golearn's evaluation, say) can work on the very same model.

// Linear returns the columns' names, their weights and the intercept: log-odds
// are bias + Σ weight·column.
func (m *Model) Linear() (names []string, weights []float64, bias float64) {
	h := &m.heads[HeadSensational]
	for i, c := range features.Catalogue() {
		names = append(names, c.Name)
		weights = append(weights, h.cues[i])
	}
	return append(names, WordsCue), append(weights, 1), h.intercept + h.rest
}

// Row returns the values of Linear's columns for a headline: each cue in [0, 1],
// and the log-odds of its n-grams and of the net.
func (m *Model) Row(headline string) []float64 {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	m.read(s, headline)
	h := &m.heads[HeadSensational]
	row := make([]float64, 0, features.NumCues+1)
	words := m.logOdds(s, HeadSensational) - (h.intercept + h.rest)
	for i, v := range s.cues {
		row = append(row, float64(v))
		words -= h.cues[i] * float64(v)
	}
	return append(row, words)
}

// CutOff is the threshold in log-odds before calibration.
func (m *Model) CutOff() float64 {
	h := &m.heads[HeadSensational]
	return (logit(h.threshold) - h.offset) / h.slope
}
