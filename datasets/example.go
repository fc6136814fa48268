// Package datasets brings labelled headlines in: readers for tables, JSON,
// workbooks, Parquet and the exports of labelling tools, a registry that fetches
// public sets with pinned checksums, the split rule, de-duplication, annotations
// published without their texts, and a small sample set that is always at hand.
//
// # Errors and what is kept
//
// Every reader keeps going. A row that cannot be used becomes a [*LineError];
// the other rows are returned all the same, so examples beside an error are
// normal, and the caller decides whether three bad rows out of ten thousand will
// do. No input makes a reader panic or use memory without bound.
//
// # Columns
//
// A header, or the keys of JSON objects, name the columns in any order and case.
// The headline is text, title, headline, judul or name; label is required;
// votes, annotators, intensity, devices, slant, words, lang, source, group,
// weight and soft are used when they are there; others are ignored. See
// [Example] for their meaning and [Soft] for the target derived from them.
//
// A label may also be a list of one (doccano), in cats (spaCy), in accept with
// answer (Prodigy), in annotations (Label Studio) or a __label__ (fastText). A
// file that heboh score wrote has verdicts, which are never taken for labels.
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

	Correction bool // it stood beside a model's label, as heboh feedback export writes it; not written
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

// Soft derives the training target in [0,1]: the share of votes, else
// [SoftFromIntensity], else the label itself, .5 for an unlabelled example. The
// readers store it in Example.Soft unless the file has a column "soft".
//
// Votes carry what a majority hides, that two readers in three is less sure
// than three in three; on CLICK-ID such targets beat the majority label.
func Soft(e Example) float64 {
	switch {
	case e.HasVotes():
		return float64(e.Votes) / float64(e.Annotators)
	case e.HasIntensity():
		return SoftFromIntensity(e.Intensity)
	case e.Label == Unlabelled:
		return 0.5
	}
	return float64(e.Label)
}

// intensityMap holds the knots of SoftFromIntensity. A rating of 2 is the
// rubric's threshold; a mean of 1.5 (readers split between 1 and 2) is below it.
// One reader's rating is nearly the label: targets of .15 and .85 for 1 and 2 rank
// fresh headlines worse.
var intensityMap = []knot{{0, 0}, {1, 0.02}, {1.5, 0.4}, {2, 0.98}, {3, 1}}

type knot struct{ rating, soft float64 }

// SoftFromIntensity maps a rating in [0,3] to a target in [0,1], linear between
// knots. It crosses .5 at 1.59, so that a mean of 1.67 (ratings 1, 2, 2: median
// 2) counts as sensational and 1.5 does not. Other values are clamped.
func SoftFromIntensity(intensity float64) float64 { return interpolate(intensityMap, intensity) }

// interpolate is linear between the knots and constant beyond.
func interpolate(knots []knot, rating float64) float64 {
	low := knots[0]
	if !(rating > low.rating) { // also NaN
		return low.soft
	}
	for _, high := range knots[1:] {
		if rating <= high.rating {
			share := (rating - low.rating) / (high.rating - low.rating)
			return low.soft + share*(high.soft-low.soft)
		}
		low = high
	}
	return low.soft
}

// slantMap holds the knots of SoftFromSlant: a rating of 1 is the rubric's
// threshold.
var slantMap = []knot{{0, 0}, {.5, .3}, {1, .8}, {2, 1}}

// SoftFromSlant maps a rating of slant in [0,2] to a target in [0,1] for biased,
// as SoftFromIntensity does for sensational.
func SoftFromSlant(slant float64) float64 { return interpolate(slantMap, slant) }

// LabelFromIntensity is the rubric's label for a rating or a mean of ratings:
// Sensational where [SoftFromIntensity] exceeds .5.
func LabelFromIntensity(intensity float64) int {
	if SoftFromIntensity(intensity) > 0.5 {
		return Sensational
	}
	return Neutral
}
