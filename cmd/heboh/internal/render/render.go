// Package render turns scored headlines into JSON Lines, CSV, SARIF and a
// table for people. Every Renderer may be used by several goroutines at once.
package render

import (
	"github.com/heboh/heboh/internal/records"
)

// Renderer writes one headline after the other.
type Renderer interface {
	// Head is what comes before the first headline. Columns are the names of
	// the other fields of the input's records.
	Head(columns []string) []byte
	// Append appends the record to dst. It reports whether the headline is
	// sensational, and a problem when a part of the record was left out.
	Append(dst []byte, rec *records.Record, columns []string) (out []byte, sensational bool, bad *records.Problem)
	// Separator is how many bytes at the start of what was appended first stand
	// only between two headlines.
	Separator() int
	// Tail is what comes after the last headline.
	Tail() []byte
}

// reserved are the names a scored record has itself. A field of the input with
// such a name is kept under another, see inputName.
var reserved = map[string]bool{
	"text": true, "label": true, "probability": true, "threshold": true, "devices": true,
	"emphasis": true, "hyperbole": true, "curiosity": true, "loaded": true, "shock": true, "gossip": true,
	"cues": true, "bias_log_odds": true,
}

// inputName is the name under which a field of the input with a reserved name
// is kept.
func inputName(name string) string { return "input_" + name }
