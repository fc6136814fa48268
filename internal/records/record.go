// Package records reads headlines, and the fields that stand beside them, from
// files of every kind that people keep them in. Reading is streamed, in batches
// that can be parsed on several cores, and every problem names its file and line.
package records

import (
	"fmt"
	"strings"
)

// MaxLine is the longest line or record in bytes.
const MaxLine = 1 << 20

// Record is one headline with the other fields of its record.
type Record struct {
	File   string
	Line   int    // from 1; of a workbook the row
	Text   string // valid UTF-8, not blank
	Field  string // that held the headline, as the file calls it; "" for lines
	Place  int    // how many of Extra stand before the headline
	Extra  []Field
	Scored bool // Reader.Unscored dropped a verdict

	// How the record stood in the input, for writing it again.
	Raw    string  // without its line end, and for JSON without a verdict that was dropped
	End    string  // its line end, "" for none
	Layout *Layout // of its file; nil for headlines from elsewhere
}

// Field is a field of a record beside the headline.
type Field struct {
	Name  string
	Key   string // Name as a JSON string, quotes included
	Value string
	JSON  bool // Value is JSON as it stood in the input, else plain text
}

// Text is the text of a field: of JSON that of a string, none of null, else the JSON.
func (f *Field) Text() string {
	switch {
	case f.JSON && strings.HasPrefix(f.Value, `"`):
		return unquoted(f.Value)
	case f.JSON && f.Value == "null":
		return ""
	}
	return f.Value
}

// textNames are the fields that can hold the headline where none is named, in
// any case; the first that is there does.
var textNames = []string{"text", "title", "headline", "judul", "name"}

// findText is the index of the headline among n names, -1 for none. The exact
// name takes precedence over one in another case.
func findText(field string, n int, name func(int) string) int {
	wanted := textNames
	if field != "" {
		wanted = []string{field}
	}
	for _, want := range wanted {
		fold := -1
		for i := range n {
			switch got := name(i); {
			case got == want:
				return i
			case fold < 0 && len(got) == len(want) && strings.EqualFold(got, want):
				fold = i
			}
		}
		if fold >= 0 {
			return fold
		}
	}
	return -1
}

// Problem is what is wrong with a record, or with a file when Line is 0.
type Problem struct {
	File    string
	Line    int
	Offset  int64 // of the record in the text of the file, unpacked
	Field   string
	Msg     string   // what is wrong; what to do
	Once    string   // not "": of all problems with the same, only one is reported
	Columns []string // what the fields are called where the headline's is missing, never nil then
	Err     error    // the cause, if there is one
}

// at sets where the problem is.
func (p *Problem) at(file string, line int, offset int64) *Problem {
	p.File, p.Line, p.Offset = file, line, offset
	return p
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
	if p.Columns != nil {
		b.WriteString(fieldHint)
	}
	return b.String()
}

// fieldHint is for the command; the service has no flags.
const fieldHint = ": name the headline's with --field"

// Unwrap returns the cause, or nil.
func (p *Problem) Unwrap() error { return p.Err }

// Format is how an input holds its headlines.
type Format string

// The formats. Workbooks, and Parquet files that are not streams, are
// recognised by their first bytes under any of them.
const (
	Auto     Format = ""         // by the file's name, else by its first line
	Lines    Format = "lines"    // a headline per line, blank lines skipped; fastText's labels are split off
	JSONL    Format = "jsonl"    // a JSON object or string per line, or in one array
	CSV      Format = "csv"      // RFC 4180 with a header; commas, semicolons or tabs
	TSV      Format = "tsv"      // tabs with a header, no quoting
	Workbook Format = "xlsx"     // a sheet of an Excel workbook, its first row the header
	Markdown Format = "markdown" // front matter in YAML, TOML or JSON: one headline per file
	Parquet  Format = "parquet"  // a file, not a stream
)

// ParseFormat reads the name of a format; "" is Auto.
func ParseFormat(s string) (Format, error) {
	switch f := Format(strings.ToLower(s)); f {
	case Auto, Lines, JSONL, CSV, TSV, Workbook, Markdown, Parquet:
		return f, nil
	case "json":
		return JSONL, nil
	}
	return Auto, fmt.Errorf("unknown input format %q; use lines, jsonl, csv, tsv, xlsx, markdown or parquet", s)
}

// Bare is a file's name in lower case without the extension of compression.
func Bare(name string) string {
	name = strings.ToLower(name)
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")
}

// formats are the extensions of files' names.
var formats = map[string]Format{
	"jsonl": JSONL, "ndjson": JSONL, "json": JSONL, "csv": CSV, "tsv": TSV, "tab": TSV, "parquet": Parquet,
	"xlsx": Workbook, "xlsm": Workbook, "md": Markdown, "markdown": Markdown,
}

// FormatOf is the format that a file's name shows, ".gz" and ".zst" aside; Auto
// where it shows none.
func FormatOf(name string) Format {
	name = Bare(name)
	return formats[name[strings.LastIndexByte(name, '.')+1:]]
}
