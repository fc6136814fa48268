package model

import "fmt"

// Label is a verdict.
type Label uint8

// The labels.
const (
	Neutral Label = iota
	Sensational
)

// String returns "neutral" or "sensational".
func (l Label) String() string {
	if l == Sensational {
		return "sensational"
	}
	return "neutral"
}

// MarshalText implements encoding.TextMarshaler.
func (l Label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (l *Label) UnmarshalText(b []byte) error {
	switch string(b) {
	case "neutral":
		*l = Neutral
	case "sensational":
		*l = Sensational
	default:
		return fmt.Errorf("label %q: want neutral or sensational", b)
	}
	return nil
}

// Devices are the probabilities that each device of sensational wording is
// present, in [0, 1].
type Devices struct {
	Emphasis  float64 `json:"emphasis"`
	Hyperbole float64 `json:"hyperbole"`
	Curiosity float64 `json:"curiosity"`
	Loaded    float64 `json:"loaded"`
	Shock     float64 `json:"shock"`
	Gossip    float64 `json:"gossip"`
}

// NumDevices is the number of devices.
const NumDevices = 6

// DeviceNames are the devices in the order of Devices' fields.
var DeviceNames = [NumDevices]string{"emphasis", "hyperbole", "curiosity", "loaded", "shock", "gossip"}

func (d *Devices) fields() [NumDevices]*float64 {
	return [...]*float64{&d.Emphasis, &d.Hyperbole, &d.Curiosity, &d.Loaded, &d.Shock, &d.Gossip}
}

// Values returns the probabilities in the order of DeviceNames.
func (d Devices) Values() [NumDevices]float64 {
	return [...]float64{d.Emphasis, d.Hyperbole, d.Curiosity, d.Loaded, d.Shock, d.Gossip}
}
