package model

import "github.com/heboh/heboh/features"

// The last layer of a model is a logistic regression on a row of columns: the
// cues, then what was learnt of words. Linear and Row lay it open, so that
// other tools (golearn's evaluation, say) can work on the very same model.

// Linear returns the columns' names, their weights and the intercept: log-odds
// are bias + Σ weight·column.
func (m *Model) Linear() (names []string, weights []float64, bias float64) {
	for i, c := range features.Catalogue() {
		names = append(names, c.Name)
		weights = append(weights, m.cues[i])
	}
	return append(names, WordsCue), append(weights, 1), m.bias
}

// Row returns the values of Linear's columns for a title: each cue in [0, 1],
// and the log-odds of its n-grams and of the net.
func (m *Model) Row(title string) []float64 {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	z := m.logOdds(s, title)
	row := make([]float64, 0, features.NumCues+1)
	words := z - m.bias
	for i, v := range s.cues {
		row = append(row, float64(v))
		words -= m.cues[i] * float64(v)
	}
	return append(row, words)
}

// CutOff is the threshold in log-odds before calibration.
func (m *Model) CutOff() float64 {
	return (logit(m.threshold) - m.offset) / m.slope
}
