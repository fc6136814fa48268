package model

import (
	"math"
	"sync"

	"github.com/heboh/heboh/features"
)

// Model scores headlines. It never changes after it was made and is safe for
// concurrent use by any number of goroutines.
type Model struct {
	info        Info
	bias        float64
	cues        [features.NumCues]float64
	grams       ngramTable
	net         *netTable // nil for none
	heads       [NumDevices]deviceHead
	deviceGrams deviceTable
	// Platt scaling (Platt 1999): probability = σ(slope·logOdds + offset).
	slope, offset float64
	threshold     float64
	sum           [32]byte // SHA-256 of the file
}

// Prediction is the verdict on a headline.
type Prediction struct {
	Label       Label   `json:"label"`
	Probability float64 `json:"probability"` // that the headline is sensational
	Devices     Devices `json:"devices"`
}

// scratch holds the buffers of one scoring.
type scratch struct {
	h     features.Headline
	cues  *[features.NumCues]float32
	grams []uint64
	words []uint64 // hashes of the tokens, for the net
	at    []int32  // and the places of their rows
	best  []int16  // the net's filters
	// for explanations
	ranges []features.Range
	share  []float64 // log-odds of each token
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// Score returns the calibrated probability that the title is sensational. It
// allocates nothing in the steady state. Any string is accepted; an empty one
// gets the model's base rate, and only the first features.MaxBytes bytes of a
// long one are read.
func (m *Model) Score(title string) float64 {
	s := scratches.Get().(*scratch)
	p := sigmoid(m.slope*m.logOdds(s, title) + m.offset)
	scratches.Put(s)
	return p
}

// Predict returns the verdict with the device scores.
func (m *Model) Predict(title string) Prediction {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	p := sigmoid(m.slope*m.logOdds(s, title) + m.offset)
	return Prediction{m.label(p), p, m.devices(s)}
}

// logOdds analyses the title into s and returns the log-odds before
// calibration: the intercept plus every contribution.
func (m *Model) logOdds(s *scratch, title string) float64 {
	s.h.Reset(title)
	s.cues = s.h.Cues()
	s.grams = s.h.NGrams(s.grams[:0])
	z := m.bias
	for _, id := range s.h.Fired() {
		z += m.cues[id] * float64(s.cues[id])
	}
	z += m.grams.scale * float64(m.grams.sum(s.grams)) * features.Scale(len(s.grams))
	if m.net != nil {
		m.net.places(s)
		z += m.net.score(s)
	}
	return z
}

// LogOdds returns the log-odds before calibration.
func (m *Model) LogOdds(title string) float64 {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	return m.logOdds(s, title)
}

func (m *Model) label(p float64) Label {
	if p >= m.threshold {
		return Sensational
	}
	return Neutral
}

// Threshold is the probability from which a title is called sensational.
func (m *Model) Threshold() float64 { return m.threshold }

// WithThreshold returns the same model with another threshold, in [0, 1].
func (m *Model) WithThreshold(p float64) *Model {
	c := *m
	c.threshold = p
	return &c
}

// Info describes the model.
func (m *Model) Info() Info { return m.info }

func sigmoid(z float64) float64 {
	if z >= 0 {
		return 1 / (1 + math.Exp(-z))
	}
	e := math.Exp(z)
	return e / (1 + e)
}

func logit(p float64) float64 { return math.Log(p) - math.Log1p(-p) }
