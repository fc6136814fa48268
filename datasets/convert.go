package datasets

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// setters check and store the fields, in an order that lets the votes know the
// number of annotators. Text and label are checked even when they are missing.
var setters = []struct {
	f     field
	apply func(*Example, string) error
}{
	{fText, setText}, {fLabel, setLabel}, {fAnnotators, setAnnotators}, {fVotes, setVotes},
	{fIntensity, setIntensity}, {fDevices, setDevices}, {fSlant, setSlant},
	{fWords, plain(func(e *Example) *string { return &e.Words })},
	{fLang, plain(func(e *Example) *string { return &e.Lang })},
	{fSource, plain(func(e *Example) *string { return &e.Source })},
	{fGroup, plain(func(e *Example) *string { return &e.Group })},
	{fWeight, setWeight},
}

// convert checks one record and makes it an example; the caller adds its place.
func (o Options) convert(r *row) (Example, error) {
	e := NewExample("", Unlabelled)
	for _, s := range setters {
		value := strings.TrimSpace(r.value[s.f])
		if !r.has[s.f] && (s.f != fLabel || o.Unlabelled) || s.f == fLabel && o.Unlabelled && value == "" {
			continue
		}
		if err := apply(&e, s.apply, value); err != nil {
			return e, r.bad(s.f, err)
		}
	}
	if strings.TrimSpace(r.value[fVotes]) == "" {
		e.Annotators = 0 // asked, but the outcome is not in the file
	}
	e.Soft = Soft(e)
	if value := strings.TrimSpace(r.value[fSoft]); value != "" {
		soft, err := number(value, 0, 1)
		if err != nil {
			return e, r.bad(fSoft, err)
		}
		e.Soft = soft
	}
	return e, nil
}

func apply(e *Example, set func(*Example, string) error, value string) error {
	if !utf8.ValidString(value) {
		return fmt.Errorf("not valid UTF-8 at byte %d; save the file as UTF-8", invalidAt(value))
	}
	return set(e, strings.TrimSpace(value))
}

// invalidAt finds the first byte that is not UTF-8.
func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return len(s)
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

func setText(e *Example, value string) error {
	if value == "" {
		return errors.New("empty; a headline is wanted")
	}
	e.Text = oneLine(value)
	return nil
}

func setLabel(e *Example, value string) error {
	label, ok := ParseLabel(value)
	if !ok {
		return fmt.Errorf("unknown label %s; %s", short(value), knownLabels)
	}
	e.Label = label
	return nil
}

func setAnnotators(e *Example, value string) error {
	if value == "" {
		return nil
	}
	n, err := number(value, 1, maxAnnotators)
	if err == nil && n != math.Trunc(n) {
		err = fmt.Errorf("%s is not a whole number", short(value))
	}
	e.Annotators = int(n)
	return err
}

// defaultAnnotators is how many voted where a file has votes alone, as
// CLICK-ID's has.
const defaultAnnotators = 3

func setVotes(e *Example, value string) error {
	if value == "" {
		return nil
	}
	asked := e.Annotators
	if asked == 0 {
		asked = defaultAnnotators
	}
	n, err := number(value, 0, float64(asked))
	if err != nil && e.Annotators == 0 {
		return fmt.Errorf("%w (three annotators are taken where the file has no column annotators)", err)
	}
	if err == nil && n != math.Trunc(n) {
		err = fmt.Errorf("%s is not a whole number", short(value))
	}
	e.Votes, e.Annotators = int(n), asked
	return err
}

func setIntensity(e *Example, value string) error {
	if value == "" {
		return nil
	}
	n, err := number(value, 0, MaxIntensity)
	e.Intensity = n
	return err
}

func setSlant(e *Example, value string) error {
	if value == "" {
		return nil
	}
	n, err := number(value, 0, MaxSlant)
	e.Slant = n
	return err
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

// ParseDevices reads device letters in any order and case and returns them in
// the order of [DeviceLetters], each once.
func ParseDevices(s string) (string, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if bad := strings.Trim(s, DeviceLetters); bad != "" {
		return "", fmt.Errorf("unknown device in %s; wanted letters of %s", short(s), DeviceLetters)
	}
	var out strings.Builder
	for _, letter := range DeviceLetters {
		if strings.ContainsRune(s, letter) {
			out.WriteRune(letter)
		}
	}
	return out.String(), nil
}

func setWeight(e *Example, value string) error {
	if value == "" {
		return nil
	}
	n, err := number(value, 0, MaxWeight)
	e.Weight = n
	return err
}

// plain makes a setter for a field that is taken as it is.
func plain(target func(*Example) *string) func(*Example, string) error {
	return func(e *Example, value string) error {
		*target(e) = oneLine(value)
		return nil
	}
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

// short quotes a value for a message without repeating a megabyte of it.
func short(value string) string {
	const longest = 60
	if len(value) > longest {
		return strconv.Quote(strings.ToValidUTF8(value[:longest], "") + "…")
	}
	return strconv.Quote(value)
}
