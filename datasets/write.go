package datasets

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// column writes one field of an example as text.
type column struct {
	name string
	used func(Example) bool // worth a column when true for any example; nil for always
	text func(Example) string
}

// columns are what WriteTSV can write, in order.
var columns = []column{
	{"text", nil, func(e Example) string { return e.Text }},
	{"label", nil, labelText},
	{"votes", Example.HasVotes, func(e Example) string { return whole(e.Votes, e.HasVotes()) }},
	{"annotators", Example.HasVotes, func(e Example) string { return whole(e.Annotators, e.HasVotes()) }},
	{"intensity", Example.HasIntensity, intensityText},
	{"devices", func(e Example) bool { return e.HasDevices }, devicesText},
	{"slant", Example.HasSlant, slantText},
	{"words", func(e Example) bool { return e.Words != "" }, func(e Example) string { return e.Words }},
	{"lang", func(e Example) bool { return e.Lang != "" }, func(e Example) string { return e.Lang }},
	{"source", func(e Example) bool { return e.Source != "" }, func(e Example) string { return e.Source }},
	{"group", func(e Example) bool { return e.Group != "" }, func(e Example) string { return e.Group }},
	{"weight", func(e Example) bool { return e.Weight != 1 }, func(e Example) string { return float(e.Weight) }},
	{"soft", ownSoft, func(e Example) string { return float(e.Soft) }},
}

// ownSoft reports whether Soft is not what the reader would derive again.
func ownSoft(e Example) bool { return e.Soft != Soft(e) }

func labelText(e Example) string { return whole(e.Label, e.Label != Unlabelled) }

func intensityText(e Example) string {
	if !e.HasIntensity() {
		return ""
	}
	return float(e.Intensity)
}

func slantText(e Example) string {
	if !e.HasSlant() {
		return ""
	}
	return float(e.Slant)
}

// devicesText keeps "judged, none" (empty) apart from "not judged".
func devicesText(e Example) string {
	if !e.HasDevices {
		return notJudged
	}
	return e.Devices
}

func whole(n int, there bool) string {
	if !there {
		return ""
	}
	return strconv.Itoa(n)
}

// float writes the shortest decimal that reads back as x.
func float(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// WriteTSV writes examples as tab-separated values with a header and without
// quoting: text and label, and those of the other columns that any example
// needs. Read returns the same examples but for File and Line. A text that no
// TSV line can hold (empty, or with a tab or line break, which no reader of
// this package produces) is an error that names its row; nothing after it is
// written.
func WriteTSV(w io.Writer, examples []Example) error {
	used := usedColumns(examples)
	out := bufio.NewWriter(w)
	cells := make([]string, len(used))
	for i, c := range used {
		cells[i] = c.name
	}
	writeLine(out, cells)
	for n, e := range examples {
		for i, c := range used {
			cells[i] = c.text(e)
			if strings.ContainsAny(cells[i], "\t\r\n") || (c.name == "text" && strings.TrimSpace(cells[i]) == "") {
				return errors.Join(out.Flush(), fmt.Errorf("example %d: field %q: %s cannot stand on a TSV line; write JSON Lines instead", n+1, c.name, short(cells[i])))
			}
		}
		writeLine(out, cells)
	}
	return out.Flush()
}

// writeLine writes one row of TSV. A bufio.Writer remembers its first error
// and Flush returns it.
func writeLine(out *bufio.Writer, cells []string) {
	_, _ = out.WriteString(strings.Join(cells, "\t") + "\n")
}

func usedColumns(examples []Example) []column {
	var used []column
	for _, c := range columns {
		needed := c.used == nil
		for i := 0; i < len(examples) && !needed; i++ {
			needed = c.used(examples[i])
		}
		if needed {
			used = append(used, c)
		}
	}
	return used
}

// record is an example as a JSON object; what is absent is left out.
type record struct {
	Text       string   `json:"text"`
	Label      *int     `json:"label,omitempty"`
	Votes      *int     `json:"votes,omitempty"`
	Annotators *int     `json:"annotators,omitempty"`
	Intensity  *float64 `json:"intensity,omitempty"`
	Devices    *string  `json:"devices,omitempty"`
	Slant      *float64 `json:"slant,omitempty"`
	Words      string   `json:"words,omitempty"`
	Lang       string   `json:"lang,omitempty"`
	Source     string   `json:"source,omitempty"`
	Group      string   `json:"group,omitempty"`
	Weight     *float64 `json:"weight,omitempty"`
	Soft       *float64 `json:"soft,omitempty"`
}

// WriteJSONL writes examples as JSON Lines, leaving out what an example has
// not got. Read returns the same examples but for File and Line.
func WriteJSONL(w io.Writer, examples []Example) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for n, e := range examples {
		if err := enc.Encode(toRecord(e)); err != nil {
			return fmt.Errorf("example %d: %w", n+1, err)
		}
	}
	return out.Flush()
}

func toRecord(e Example) record {
	r := record{Text: e.Text, Words: e.Words, Lang: e.Lang, Source: e.Source, Group: e.Group}
	if e.Label != Unlabelled {
		r.Label = &e.Label
	}
	if e.HasVotes() {
		r.Votes, r.Annotators = &e.Votes, &e.Annotators
	}
	if e.HasIntensity() {
		r.Intensity = &e.Intensity
	}
	if e.HasSlant() {
		r.Slant = &e.Slant
	}
	if e.HasDevices {
		r.Devices = &e.Devices
	}
	if e.Weight != 1 {
		r.Weight = &e.Weight
	}
	if ownSoft(e) {
		r.Soft = &e.Soft
	}
	return r
}
