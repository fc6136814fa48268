package model

import (
	"fmt"
	"math"

	"github.com/heboh/heboh/features"
)

// Info describes a model: what it is, what it learnt from, how well it did.
type Info struct {
	Name          string             `json:"name"`
	Version       string             `json:"version"`
	Description   string             `json:"description,omitempty"`
	Algorithm     string             `json:"algorithm"`
	Languages     []string           `json:"languages,omitempty"`
	ThresholdRule string             `json:"threshold_rule"`
	Seed          uint64             `json:"seed"`
	Data          []Source           `json:"data"`
	Figures       map[string]float64 `json:"figures,omitempty"` // by cross-validation on the training data
	Built         string             `json:"built,omitempty"`   // version of the program that trained it
}

// Source is a set of examples the model learnt from.
type Source struct {
	Name    string `json:"name"`
	Rows    int    `json:"rows"`
	SHA256  string `json:"sha256,omitempty"` // of the examples as read
	License string `json:"license,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Use     string `json:"use,omitempty"`
}

// Head is a fitted logistic model of one device over cues and n-grams.
type Head struct {
	Bias          float64
	Cues          []float64 // one weight a cue, in the order of features.Catalogue
	Slope, Offset float64   // calibration
}

// Parts are what training hands over to be compiled into a Model.
type Parts struct {
	Info Info
	Bias float64
	Cues []float64 // one weight a cue, in the order of features.Catalogue
	// Features are the n-gram weights, the most important first: the table
	// drops the last where it is full.
	Features   []Feature
	LogBuckets int // the table has 2^LogBuckets buckets of 4 slots, 8 bytes each
	// DevicesFrom, when not nil, is a model whose device heads are taken over
	// in place of the next three fields.
	DevicesFrom    *Model
	Heads          [NumDevices]Head
	DeviceFeatures []DeviceFeature
	LogDeviceSlots int       // the device table has 2^LogDeviceSlots slots of 8 bytes
	Net            *NetParts // nil for none
	Slope, Offset  float64
	Threshold      float64
}

// Limits on the tables, in powers of two; they also bound what Load accepts.
const (
	minLog, maxLogBuckets, maxLogSlots = 4, 18, 17
)

// Compile makes a Model. The n-gram weights are rounded to 8 bits; all else is
// kept as given. It reports sizes that do not fit and numbers that are not
// finite.
func Compile(p Parts) (*Model, error) {
	if p.LogBuckets < minLog || p.LogBuckets > maxLogBuckets || p.LogDeviceSlots < minLog || p.LogDeviceSlots > maxLogSlots {
		return nil, fmt.Errorf("compiling: table sizes 2^%d and 2^%d are out of range", p.LogBuckets, p.LogDeviceSlots)
	}
	m := &Model{info: p.Info, bias: p.Bias, slope: p.Slope, offset: p.Offset, threshold: p.Threshold}
	if err := copyCues(&m.cues, p.Cues, "cues"); err != nil {
		return nil, err
	}
	if p.DevicesFrom != nil {
		m.heads, m.deviceGrams = p.DevicesFrom.heads, p.DevicesFrom.deviceGrams
	} else if err := m.compileDevices(p); err != nil {
		return nil, err
	}
	m.grams, _ = pack(p.Features, p.LogBuckets)
	if p.Net != nil {
		var err error
		if m.net, err = newNet(p.Net); err != nil {
			return nil, fmt.Errorf("compiling: %w", err)
		}
		m.bias += m.net.rest
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("compiling: %w", err)
	}
	return m, nil
}

func (m *Model) compileDevices(p Parts) error {
	for d := range m.heads {
		h := p.Heads[d]
		m.heads[d].bias, m.heads[d].slope, m.heads[d].offset = h.Bias, h.Slope, h.Offset
		if err := copyCues(&m.heads[d].cues, h.Cues, DeviceNames[d]); err != nil {
			return err
		}
	}
	m.deviceGrams = packDevices(p.DeviceFeatures, p.LogDeviceSlots)
	return nil
}

func copyCues(dst *[features.NumCues]float64, src []float64, what string) error {
	if len(src) != features.NumCues {
		return fmt.Errorf("compiling: %s: %d weights, want %d", what, len(src), features.NumCues)
	}
	copy(dst[:], src)
	return nil
}

// check refuses numbers that would poison a score.
func (m *Model) check() error {
	ok := func(v float64) bool { return !math.IsNaN(v) && math.Abs(v) < 1e6 }
	if !ok(m.bias) || !ok(m.slope) || !ok(m.offset) || !ok(m.grams.scale) {
		return fmt.Errorf("intercept, calibration or scale is not a finite number of a sane size")
	}
	if !(m.threshold >= 0 && m.threshold <= 1) {
		return fmt.Errorf("threshold %v is not in [0, 1]", m.threshold)
	}
	if m.slope <= 0 {
		return fmt.Errorf("calibration slope %v is not positive", m.slope)
	}
	for i, w := range m.cues {
		if !ok(w) {
			return fmt.Errorf("weight of cue %s is not finite", features.CueID(i))
		}
	}
	for d := range m.heads {
		h := &m.heads[d]
		if !ok(h.bias) || !ok(h.slope) || !ok(h.offset) || !ok(m.deviceGrams.scale[d]) {
			return fmt.Errorf("device %s: a number is not finite", DeviceNames[d])
		}
		for i, w := range h.cues {
			if !ok(w) {
				return fmt.Errorf("device %s: weight of cue %s is not finite", DeviceNames[d], features.CueID(i))
			}
		}
	}
	return nil
}
