package datasets

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Limits on one input.
const (
	MaxLine         = 1 << 20 // bytes in one line or record
	DefaultMaxBytes = 1 << 30 // bytes in one file, after decompression
	MaxWeight       = 1e6     // largest weight of an example
	maxAnnotators   = 1e6
)

// Format is how a file holds its rows.
type Format string

// The formats. Auto goes by the file's name and, where that says nothing, by
// its first bytes. Any of them may be compressed with gzip.
const (
	Auto          Format = ""
	CSV           Format = "csv"            // comma, or semicolon when the header has only those; RFC 4180 quotes
	TSV           Format = "tsv"            // tabs, no quoting: a quote is a quote
	JSONL         Format = "jsonl"          // one JSON object a line
	ClickID       Format = "click-id"       // CLICK-ID's workbooks (.xlsx)
	StopClickbait Format = "stop-clickbait" // one headline a line, the label in the file's name
)

// Formats lists what Options.Format may be, Auto aside.
func Formats() []Format { return []Format{CSV, TSV, JSONL, ClickID, StopClickbait} }

// Options says how to read. The zero value reads a labelled file whose format
// shows in its name or content.
type Options struct {
	Format     Format
	TextField  string    // column of the headline; default text, else title or headline
	LabelField string    // column of the label; default label
	Unlabelled bool      // the label may be missing: such rows get Unlabelled
	MaxBytes   int64     // cap on the decompressed size; default DefaultMaxBytes
	Stdin      io.Reader // what "-" reads; default os.Stdin
}

// formatOf tells the format by the name of the file, Auto when it does not say.
func formatOf(name string) Format {
	base := plainName(name)
	if _, ok := stopClickbaitLabels[base]; ok {
		return StopClickbait
	}
	switch filepath.Ext(base) {
	case ".csv":
		return CSV
	case ".tsv", ".tab":
		return TSV
	case ".jsonl", ".ndjson", ".json":
		return JSONL
	case ".xlsx":
		return ClickID
	}
	return Auto
}

// plainName is the last element of a path in lower case, without .gz.
func plainName(name string) string {
	return strings.TrimSuffix(strings.ToLower(filepath.Base(name)), ".gz")
}

// valid reports whether f is a format the readers know.
func (f Format) valid() bool { return f == Auto || slices.Contains(Formats(), f) }
