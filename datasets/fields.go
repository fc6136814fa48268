package datasets

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// field numbers the columns that are read.
type field int

const (
	fText field = iota
	fLabel
	fVotes
	fAnnotators
	fIntensity
	fDevices
	fSlant
	fWords
	fLang
	fSource
	fGroup
	fWeight
	fSoft
	numColumns
)

// Fields beside the columns: those in which labelling tools put a label, and a model's.
const (
	fAnswer      = numColumns + iota // Prodigy
	fAccept                          // Prodigy
	fCats                            // spaCy
	fAnnotations                     // Label Studio and doccano
	fModelLabel                      // heboh feedback export
	numFields
)

// column is a field of an example as files hold it.
type column struct {
	name string
	read func(e *Example, value string) error
	// text is what is written, and whether leaving it out would say something else.
	text   func(e *Example) (value string, needed bool)
	quoted bool // the text is a string in JSON
}

// columns are in the order in which they are written.
var columns = [numColumns]column{
	fText:       text("text", func(e *Example) *string { return &e.Text }),
	fLabel:      {"label", setLabel, labelText, false},
	fVotes:      count("votes", 0, func(e *Example) *int { return &e.Votes }),
	fAnnotators: count("annotators", 1, func(e *Example) *int { return &e.Annotators }),
	fIntensity:  rating("intensity", MaxIntensity, Example.HasIntensity, func(e *Example) *float64 { return &e.Intensity }),
	fDevices:    {"devices", setDevices, devicesText, true},
	fSlant:      rating("slant", MaxSlant, Example.HasSlant, func(e *Example) *float64 { return &e.Slant }),
	fWords:      text("words", func(e *Example) *string { return &e.Words }),
	fLang:       text("lang", func(e *Example) *string { return &e.Lang }),
	fSource:     text("source", func(e *Example) *string { return &e.Source }),
	fGroup:      text("group", func(e *Example) *string { return &e.Group }),
	fWeight:     rating("weight", MaxWeight, func(e Example) bool { return e.Weight != 1 }, func(e *Example) *float64 { return &e.Weight }),
	fSoft:       rating("soft", 1, func(e Example) bool { return e.Soft != Soft(e) }, func(e *Example) *float64 { return &e.Soft }),
}

// text is a column that is taken as it is. The copy lets go of the rest of the
// file.
func text(name string, target func(*Example) *string) column {
	return column{name,
		func(e *Example, value string) error { *target(e) = strings.Clone(oneLine(value)); return nil },
		func(e *Example) (string, bool) { return *target(e), *target(e) != "" }, true}
}

// count is a column of whole numbers that have to do with votes.
func count(name string, low float64, target func(*Example) *int) column {
	return column{name,
		func(e *Example, value string) error {
			n, err := number(value, low, maxAnnotators)
			if err == nil && n != math.Trunc(n) {
				err = fmt.Errorf("%s is not a whole number", short(value))
			}
			*target(e) = int(n)
			return err
		},
		func(e *Example) (string, bool) {
			if !e.HasVotes() {
				return "", false
			}
			return strconv.Itoa(*target(e)), true
		}, false}
}

// rating is a column of numbers from 0 to high; negative stands for none.
func rating(name string, high float64, needed func(Example) bool, target func(*Example) *float64) column {
	return column{name,
		func(e *Example, value string) (err error) {
			*target(e), err = number(value, 0, high)
			return err
		},
		func(e *Example) (string, bool) {
			if *target(e) < 0 {
				return "", false
			}
			return float(*target(e)), needed(*e)
		}, false}
}

// convert checks one record and makes it an example; the caller adds its place.
func (o Options) convert(r *row) (Example, error) {
	e := NewExample("", Unlabelled)
	for f := range numColumns {
		value := strings.TrimSpace(r.value[f])
		switch {
		case !utf8.ValidString(value):
			return e, r.bad(f, errors.New("not valid UTF-8; save the file as UTF-8"))
		case f == fLabel && (!o.Unlabelled || value != ""):
		case value == "" && (f != fDevices || !r.has[f]), f == fSoft:
			continue
		}
		if err := columns[f].read(&e, value); err != nil {
			return e, r.bad(f, err)
		}
	}
	if err := settleVotes(&e, strings.TrimSpace(r.value[fVotes])); err != nil {
		return e, r.bad(fVotes, err)
	}
	e.Correction = r.has[fModelLabel]
	e.Soft = Soft(e)
	if value := strings.TrimSpace(r.value[fSoft]); value != "" {
		if err := columns[fSoft].read(&e, value); err != nil {
			return e, r.bad(fSoft, err)
		}
	}
	return e, nil
}

// defaultAnnotators is how many voted where a file has votes alone, as
// CLICK-ID's has.
const defaultAnnotators = 3

// settleVotes holds the votes against the number of annotators.
func settleVotes(e *Example, value string) error {
	if value == "" {
		e.Annotators = 0 // asked, but the outcome is not in the file
		return nil
	}
	hint := ""
	if e.Annotators == 0 {
		e.Annotators = defaultAnnotators
		hint = " (three annotators are taken where the file has no column annotators)"
	}
	if e.Votes > e.Annotators {
		return fmt.Errorf("%s is outside 0 to %d%s", short(value), e.Annotators, hint)
	}
	return nil
}

// oneLine makes a headline that was broken over lines one line, and lets every
// text be written as TSV again.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") {
		return s
	}
	return breaks.Replace(s)
}

var breaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// knownLabels says how a label may be spelt.
const knownLabels = "use 0 or 1, neutral or sensational, non-clickbait or clickbait"

func setLabel(e *Example, value string) error {
	label, ok := ParseLabel(value)
	if !ok {
		return fmt.Errorf("unknown label %s; %s", short(value), knownLabels)
	}
	e.Label = label
	return nil
}

func labelText(e *Example) (string, bool) {
	if e.Label == Unlabelled {
		return "", false
	}
	return strconv.Itoa(e.Label), true
}

// labelNames maps every accepted spelling, in lower case with "_" and blanks
// written as "-", to its label.
var labelNames = map[string]int{
	"0": Neutral, "0.0": Neutral, "neutral": Neutral, "netral": Neutral, "non-sensational": Neutral,
	"not-sensational": Neutral, "bukan-sensasional": Neutral, "tidak-sensasional": Neutral, "non-sensasional": Neutral,
	"non-clickbait": Neutral, "not-clickbait": Neutral, "bukan-clickbait": Neutral, "no-clickbait": Neutral,
	"nonclickbait": Neutral, "no": Neutral, "n": Neutral, "tidak": Neutral, "false": Neutral,

	"1": Sensational, "1.0": Sensational, "sensational": Sensational, "sensasional": Sensational,
	"clickbait": Sensational, "click-bait": Sensational, "yes": Sensational, "y": Sensational,
	"ya": Sensational, "true": Sensational,
}

var hyphens = strings.NewReplacer(" ", "-", "_", "-")

// ParseLabel reads a label in any of the spellings in use: 0/1, neutral or
// netral/sensational or sensasional, bukan sensasional, non-clickbait/clickbait,
// no/yes, tidak/ya, false/true. Case does not matter, nor does a blank or an
// underscore for a hyphen.
func ParseLabel(s string) (label int, ok bool) {
	label, ok = labelNames[hyphens.Replace(strings.ToLower(strings.TrimSpace(s)))]
	return label, ok
}

// notJudged stands in the column devices of a file in which only some rows
// have had theirs judged.
const notJudged = "?"

func setDevices(e *Example, value string) error {
	if value == notJudged {
		return nil
	}
	devices, err := ParseDevices(value)
	e.Devices, e.HasDevices = devices, err == nil
	return err
}

// devicesText keeps "judged, none" (empty) apart from "not judged".
func devicesText(e *Example) (string, bool) {
	if !e.HasDevices {
		return notJudged, false
	}
	return e.Devices, true
}

// ParseDevices reads device letters in any order and case and returns them in
// the order of [DeviceLetters], each once.
func ParseDevices(s string) (string, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if bad := strings.Trim(s, DeviceLetters); bad != "" {
		return "", fmt.Errorf("unknown device in %s; use the letters %s", short(s), DeviceLetters)
	}
	var out strings.Builder
	for _, letter := range DeviceLetters {
		if strings.ContainsRune(s, letter) {
			out.WriteRune(letter)
		}
	}
	return out.String(), nil
}

// number parses a finite number within [low,high].
func number(value string, low, high float64) (float64, error) {
	if whole, decimals, ok := strings.Cut(value, ","); ok && decimals != "" && (len(decimals) != 3 || whole == "0") {
		value = whole + "." + decimals // a decimal comma; 1,000 could be a thousand
	}
	n, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil || math.IsNaN(n) || math.IsInf(n, 0):
		return 0, fmt.Errorf("%s is not a finite number", short(value))
	case n < low || n > high:
		return 0, fmt.Errorf("%s is outside %s to %s", short(value), float(low), float(high))
	}
	return math.Abs(n), nil // low is never negative: this only turns -0 into 0
}

// float writes the shortest decimal that reads back as x.
func float(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// short quotes a value for a message without repeating a megabyte of it.
func short(value string) string {
	const longest = 60
	if len(value) > longest {
		value = strings.ToValidUTF8(value[:longest], "") + "…"
	}
	return strconv.Quote(value)
}
