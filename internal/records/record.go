// Package records reads headlines and what stands beside them from lines, JSON
// Lines, CSV and TSV: streamed, in batches that can be parsed on several cores,
// with the place of everything that is wrong.
package records

import (
	"fmt"
	"strings"
)

// MaxLine is the longest line or record in bytes.
const MaxLine = 1 << 20

// Record is one headline with the other fields of its record.
type Record struct {
	File  string
	Line  int    // from 1
	Text  string // valid UTF-8, not blank
	Extra []Field
}

// Field is a field of a record beside the headline.
type Field struct {
	Name  string
	Key   string // Name as a JSON string, quotes included
	Value string
	JSON  bool // Value is JSON as it stood in the input, else plain text
}

// Problem is what is wrong with a record, or with a file when Line is 0.
type Problem struct {
	File  string
	Line  int
	Field string
	Msg   string // what is wrong; what to do
	Once  string // not "": of all with the same, one is worth telling
}

// Error gives "file:line: field: message", leaving out what is not known.
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Field != "" {
		b.WriteString(": " + p.Field)
	}
	b.WriteString(": " + p.Msg)
	return b.String()
}

// Format is how an input holds its headlines.
type Format string

// The formats.
const (
	Auto  Format = ""      // by the file's name, else Lines
	Lines Format = "lines" // a headline a line, blank lines skipped
	JSONL Format = "jsonl" // a JSON object a line
	CSV   Format = "csv"   // RFC 4180 with a header; semicolons where the header has no comma
	TSV   Format = "tsv"   // tabs with a header, no quoting

	// Markdown is a file with front matter, YAML or TOML; a headline a file.
	Markdown Format = "markdown"

	Parquet Format = "parquet" // its columns; a file, not a stream
)

// ParseFormat reads the name of a format; "" is Auto.
func ParseFormat(s string) (Format, error) {
	switch f := Format(strings.ToLower(s)); f {
	case Auto, Lines, JSONL, CSV, TSV, Markdown, Parquet:
		return f, nil
	}
	return Auto, fmt.Errorf("unknown input format %q; use lines, jsonl, csv, tsv, markdown or parquet", s)
}

// Bare is a file's name in small letters without the extension of compression.
func Bare(name string) string {
	name = strings.ToLower(name)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	return name
}

// FormatOf tells the format by a file's name, ".gz" and ".zst" aside.
func FormatOf(name string) Format {
	name = Bare(name)
	for suffix, f := range map[string]Format{
		".jsonl": JSONL, ".ndjson": JSONL, ".json": JSONL, ".csv": CSV, ".tsv": TSV, ".tab": TSV, ".parquet": Parquet,
		".md": Markdown, ".markdown": Markdown,
	} {
		if strings.HasSuffix(name, suffix) {
			return f
		}
	}
	return Lines
}
