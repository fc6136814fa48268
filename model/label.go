package model

import (
	"fmt"
	"slices"

	"github.com/heboh/heboh/features"
)

// Label is what a verdict says: Neutral or Sensational, Unbiased or Biased.
type Label uint8

// The labels.
const (
	Neutral Label = iota
	Sensational
	Unbiased
	Biased
)

var labelNames = [...]string{"neutral", "sensational", "unbiased", "biased"}

// String returns the label in lower case, "neutral" for one.
func (l Label) String() string {
	if int(l) >= len(labelNames) {
		return fmt.Sprintf("Label(%d)", uint8(l))
	}
	return labelNames[l]
}

// Positive reports whether the label is Sensational or Biased.
func (l Label) Positive() bool { return l == Sensational || l == Biased }

// MarshalText implements encoding.TextMarshaler.
func (l Label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (l *Label) UnmarshalText(b []byte) error {
	i := slices.Index(labelNames[:], string(b))
	if i < 0 {
		return fmt.Errorf("label %q: must be neutral, sensational, unbiased or biased", b)
	}
	*l = Label(i)
	return nil
}

// Head is one question that a model asks of a headline. The first two are
// verdicts, with a label and a threshold; the others are the devices of
// sensational wording.
type Head uint8

// The verdict heads. The heads of the devices follow HeadBiased in the order of
// DeviceNames.
const (
	HeadSensational Head = iota
	HeadBiased

	numVerdicts = 2
	NumHeads    = numVerdicts + NumDevices
)

// NumDevices is the number of devices.
const NumDevices = 6

// DeviceNames are the devices in the order of Devices' fields, that of
// features.Devices.
var DeviceNames = func() (names [NumDevices]string) {
	for i, d := range features.Devices {
		names[i] = string(d.Group)
	}
	return names
}()

// String returns the head's name: "sensational", "biased" or a device.
func (h Head) String() string {
	switch {
	case h == HeadSensational:
		return "sensational"
	case h == HeadBiased:
		return "biased"
	case h < NumHeads:
		return DeviceNames[h-numVerdicts]
	}
	return fmt.Sprintf("Head(%d)", uint8(h))
}

// Devices are the probabilities, in [0, 1], that the headline uses each device
// of sensational wording.
type Devices struct {
	Emphasis  float64 `json:"emphasis"`
	Hyperbole float64 `json:"hyperbole"`
	Curiosity float64 `json:"curiosity"`
	Loaded    float64 `json:"loaded"`
	Shock     float64 `json:"shock"`
	Gossip    float64 `json:"gossip"`
}

// Values returns the probabilities in the order of DeviceNames.
func (d Devices) Values() [NumDevices]float64 {
	return [...]float64{d.Emphasis, d.Hyperbole, d.Curiosity, d.Loaded, d.Shock, d.Gossip}
}

func (d *Devices) set(v []float64) {
	*d = Devices{v[0], v[1], v[2], v[3], v[4], v[5]}
}
