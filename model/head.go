package model

import (
	"errors"
	"fmt"
	"math"

	"github.com/heboh/heboh/features"
)

// head is a logistic model over cues and n-grams. Where its n-grams lie follows from its place among the heads: a verdict has a table of
// its own, the devices share one.
type head struct {
	intercept float64
	cues      [features.NumCues]float64
	// Platt scaling (Platt 1999): probability = σ(slope·logOdds + offset).
	slope, offset float64
	threshold     float64 // verdicts only
}

func (h *head) probability(logOdds float64) float64 { return sigmoid(h.slope*logOdds + h.offset) }

// check refuses numbers that would poison a score.
func (h *head) check() error {
	for _, v := range [...]float64{h.intercept, h.slope, h.offset} {
		if !sane(v) {
			return errors.New("intercept or calibration is not a finite number of a sane size")
		}
	}
	if h.slope <= 0 {
		return fmt.Errorf("calibration slope %v is not positive", h.slope)
	}
	if !(h.threshold >= 0 && h.threshold <= 1) {
		return fmt.Errorf("threshold %v is not in [0, 1]", h.threshold)
	}
	for i, w := range h.cues {
		if !sane(w) {
			return fmt.Errorf("weight of cue %s is not finite", features.CueID(i))
		}
	}
	return nil
}

// sane reports whether v is a finite number that no honest training exceeds.
func sane(v float64) bool { return math.Abs(v) < 1e6 } // false for NaN

func sigmoid(z float64) float64 {
	if z >= 0 {
		return 1 / (1 + math.Exp(-z))
	}
	e := math.Exp(z)
	return e / (1 + e)
}
