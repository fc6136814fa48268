package model

import (
	"encoding/json"
	"sync"

	"github.com/heboh/heboh/features"
)

// Model scores headlines. It never changes after it was made and is safe for
// concurrent use by any number of goroutines.
type Model struct {
	info    []byte                  // an Info as JSON; decoded when asked for, so a program that never asks does not link encoding/json
	heads   [NumHeads]HeadParts     // without their n-grams
	grams   [numVerdicts]ngramTable // of the verdict heads
	shared  sharedTable             // of the device heads
	sum     [32]byte                // SHA-256 of the file
	classes *features.Classes       // of words, for n-grams; nil for none
	any     bool                    // judge headlines in any language
}

// Verdict is the answer of a head that has a label.
type Verdict struct {
	Label       Label   `json:"label"`
	Probability float64 `json:"probability"` // calibrated, that the label is Sensational or Biased; in [0, 1]
	Threshold   float64 `json:"threshold"`   // the probability from which on it is
}

// Prediction is what a model says of a headline.
type Prediction struct {
	Verdict         // is it sensational
	Bias    Verdict `json:"bias"` // is it biased
	Devices Devices `json:"devices"`
	Reading
}

// scratch holds the buffers of one scoring.
type scratch struct {
	h     features.Headline
	cues  *[features.NumCues]float32
	grams []uint64
	scale float64             // of the n-grams' sum
	lanes [NumDevices]float64 // sums of the n-grams in the shared table
	// for explanations
	ranges []features.Range
	share  []float64 // log-odds of each token
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// Score returns the calibrated probability that the headline is sensational. It
// allocates nothing in the steady state. Any string is accepted; one without
// words or in another language gets the model's base rate, and only the first
// features.MaxBytes bytes of a long one are read.
func (m *Model) Score(headline string) float64 {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	return m.heads[HeadSensational].probability(m.first(s, headline))
}

// first returns the log-odds of the first verdict.
func (m *Model) first(s *scratch, headline string) float64 {
	if !m.read(s, headline) {
		return m.heads[HeadSensational].start()
	}
	return m.logOdds(s, HeadSensational)
}

// Predict returns both verdicts and the device scores. Like Score, it allocates
// nothing in the steady state.
func (m *Model) Predict(headline string) Prediction {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	var z [NumHeads]float64
	return m.predict(s, headline, &z)
}

// predict sets z to the log-odds of every head and returns the answer.
func (m *Model) predict(s *scratch, headline string, z *[NumHeads]float64) Prediction {
	if !m.read(s, headline) {
		return m.abstention(s, z)
	}
	m.allLogOdds(s, z)
	return m.prediction(s, z)
}

// prediction turns the log-odds of every head into the answer.
func (m *Model) prediction(s *scratch, z *[NumHeads]float64) (p Prediction) {
	var prob [NumHeads]float64
	for h := range m.heads {
		prob[h] = m.heads[h].probability(z[h])
	}
	p.Verdict = m.verdict(HeadSensational, prob[HeadSensational])
	p.Bias = m.verdict(HeadBiased, prob[HeadBiased])
	p.Devices.set(prob[numVerdicts:])
	p.Language = s.h.Language()
	return p
}

func (m *Model) verdict(h Head, p float64) Verdict {
	v := Verdict{Label: 2 * Label(h), Probability: p, Threshold: m.heads[h].Threshold}
	if p >= v.Threshold {
		v.Label++
	}
	return v
}

// read computes what the heads look at, unless the model abstains.
func (m *Model) read(s *scratch, headline string) bool {
	s.h.Reset(headline)
	if !m.any && !s.h.Readable() {
		return false
	}
	s.cues = s.h.Cues()
	s.grams = s.h.NGrams(s.grams[:0], m.classes)
	s.scale = features.Scale(s.h.Len())
	return true
}

// allLogOdds computes the log-odds of every head.
func (m *Model) allLogOdds(s *scratch, z *[NumHeads]float64) {
	s.lanes = m.shared.sum(s.grams)
	for h := range z {
		z[h] = m.logOdds(s, Head(h))
	}
}

// logOdds returns a head's log-odds before calibration. That of a device needs
// the lanes of the shared table.
func (m *Model) logOdds(s *scratch, h Head) float64 {
	head := &m.heads[h]
	z := head.Intercept
	for _, id := range s.h.Fired() {
		z += head.Cues[id] * float64(s.cues[id])
	}
	if h < numVerdicts {
		t := &m.grams[h]
		z += t.scale * float64(t.sum(s.grams)) * s.scale
	} else {
		z += s.lanes[h-numVerdicts] * s.scale
	}
	return z
}

// LogOdds returns the log-odds of sensational before calibration.
func (m *Model) LogOdds(headline string) float64 {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	return m.first(s, headline)
}

// Threshold is the probability from which on a headline is called sensational.
func (m *Model) Threshold() float64 { return m.heads[HeadSensational].Threshold }

// BiasThreshold is the probability from which on a headline is called biased.
func (m *Model) BiasThreshold() float64 { return m.heads[HeadBiased].Threshold }

// WithThreshold returns the same model with another threshold, in [0, 1], for a
// verdict.
func (m *Model) WithThreshold(h Head, p float64) *Model {
	c := *m
	c.heads[h].Threshold = p
	return &c
}

// Info describes the model.
func (m *Model) Info() (i Info) {
	_ = json.Unmarshal(m.info, &i) // Load and Compile have checked it
	return i
}
