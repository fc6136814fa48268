package datasets

import "github.com/heboh/heboh/features"

// Labels an [Example] can carry.
const (
	Neutral     = 0
	Sensational = 1
	Unlabelled  = -1 // read with Options.Unlabelled, no label in the file
)

// The rubric's scales start at 0.
const (
	NoIntensity  = -1 // Example.Intensity where none was given
	MaxIntensity = 3
	NoSlant      = -1 // Example.Slant where none was given
	MaxSlant     = 2
)

// DeviceLetters are the letters of Example.Devices in their canonical order, that
// of features.Devices.
var DeviceLetters = func() string {
	var letters []byte
	for _, d := range features.Devices {
		letters = append(letters, d.Letter)
	}
	return string(letters)
}()

// Example is one headline with what people said of it.
//
// Make one with [NewExample] where possible: the zero Weight and the zero
// Intensity both mean something.
type Example struct {
	Text  string // the headline, never empty, on one line
	Label int    // Neutral, Sensational or Unlabelled

	// Soft is the target in [0,1] to train towards; see the function Soft.
	Soft float64

	Votes      int     // annotators who said sensational; meaningless when Annotators is 0
	Annotators int     // annotators asked; 0 when no votes were given
	Intensity  float64 // mean rating in [0,3]; NoIntensity when absent

	Devices    string // subset of DeviceLetters, in that order
	HasDevices bool   // devices were judged, so an empty Devices means "none"

	Slant float64 // mean rating of the desk's own slant in [0,2]; NoSlant when absent
	Words string  // the words that carry the slant, as the file lists them; may be empty

	Lang   string  // language code such as "id" or "en"; may be empty
	Source string  // publisher or outlet; may be empty
	Group  string  // examples that must stay in one fold together; may be empty
	Weight float64 // in [0,MaxWeight]; 1 unless given

	File string // where the example was read, "" when made in memory
	Line int    // its line in File, from 1; a workbook's row
}

// NewExample returns an example with nothing but a text and a label: weight 1,
// no votes, no intensity, Soft equal to the label.
func NewExample(text string, label int) Example {
	e := Example{Text: text, Label: label, Intensity: NoIntensity, Slant: NoSlant, Weight: 1}
	e.Soft = Soft(e)
	return e
}

// HasVotes reports whether annotators' votes were given.
func (e Example) HasVotes() bool { return e.Annotators > 0 }

// HasIntensity reports whether an intensity was given.
func (e Example) HasIntensity() bool { return e.Intensity >= 0 }

// HasSlant reports whether a slant was given.
func (e Example) HasSlant() bool { return e.Slant >= 0 }
