// Package render turns scored headlines into JSON Lines, CSV, SARIF and a
// table for people. Every Renderer may be used by several goroutines at once.
package render

import (
	"slices"

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

// added reports whether score adds a field of that name to JSON.
func added(name string) bool {
	switch name {
	case "text", "label", "probability", "threshold", "devices", "cues", "bias_log_odds":
		return true
	}
	return false
}

// clash reports whether a field of the input has the name of an added one.
func clash(fields []records.Field, added func(string) bool) bool {
	for i := range fields {
		if added(fields[i].Name) {
			return true
		}
	}
	return false
}

// names returns what to call added fields beside those of the input.
func names(fields []records.Field) func(string) string {
	return func(name string) string {
		return records.Added(name, func(n string) bool {
			return slices.ContainsFunc(fields, func(f records.Field) bool { return f.Name == n })
		})
	}
}
