package model

import (
	"errors"
	"fmt"
	"math"

	"github.com/heboh/heboh/features"
)

func (h *HeadParts) probability(logOdds float64) float64 { return sigmoid(h.Slope*logOdds + h.Offset) }

// check refuses weights that do not fit the cues, and numbers that would poison a score.
func (h *HeadParts) check() error {
	if len(h.Cues) != features.NumCues {
		return fmt.Errorf("%d weights of cues, must be %d", len(h.Cues), features.NumCues)
	}
	for _, v := range [...]float64{h.Intercept, h.Slope, h.Offset} {
		if !sane(v) {
			return errors.New("intercept or calibration is not a finite number of a sane size")
		}
	}
	if h.Slope <= 0 {
		return fmt.Errorf("calibration slope %v is not positive", h.Slope)
	}
	if !(h.Threshold >= 0 && h.Threshold <= 1) {
		return fmt.Errorf("threshold %v is not in [0, 1]", h.Threshold)
	}
	for i, w := range h.Cues {
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
