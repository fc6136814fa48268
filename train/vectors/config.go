package vectors

import (
	"errors"
	"fmt"
	"math"
)

// Config says how to train. The zero value of a field stands for its default.
type Config struct {
	Dim       int     // numbers a vector; default 100
	Window    int     // most words on either side that count as surroundings; default 5
	Negatives int     // words drawn at random for each true neighbour; default 5
	Epochs    int     // passes over the texts; default 5
	LearnRate float64 // step of the first update, falling linearly to a ten-thousandth of it; default 0.025
	Subsample float64 // share of the text above which a frequent word is thinned out; default 1e-3, negative: never
	Seed      uint64  // of every random choice
}

// ErrConfig tells that a configuration makes no sense; the text names the field.
var ErrConfig = errors.New("vectors: bad configuration")

func (c Config) withDefaults() (Config, error) {
	setInt(&c.Dim, 100)
	setInt(&c.Window, 5)
	setInt(&c.Negatives, 5)
	setInt(&c.Epochs, 5)
	setFloat(&c.LearnRate, 0.025)
	setFloat(&c.Subsample, 1e-3)
	switch {
	case c.Dim < 1:
		return c, fmt.Errorf("%w: Dim is %d, want at least 1", ErrConfig, c.Dim)
	case c.Window < 1:
		return c, fmt.Errorf("%w: Window is %d, want at least 1", ErrConfig, c.Window)
	case c.Negatives < 1:
		return c, fmt.Errorf("%w: Negatives is %d, want at least 1", ErrConfig, c.Negatives)
	case c.Epochs < 1:
		return c, fmt.Errorf("%w: Epochs is %d, want at least 1", ErrConfig, c.Epochs)
	case !(c.LearnRate > 0) || math.IsInf(c.LearnRate, 0):
		return c, fmt.Errorf("%w: LearnRate is %v, want a finite number above 0", ErrConfig, c.LearnRate)
	case math.IsNaN(c.Subsample):
		return c, fmt.Errorf("%w: Subsample is not a number", ErrConfig)
	}
	return c, nil
}

func setInt(field *int, value int) {
	if *field == 0 {
		*field = value
	}
}

func setFloat(field *float64, value float64) {
	if *field == 0 {
		*field = value
	}
}
