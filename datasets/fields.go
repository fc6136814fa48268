package datasets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// field is a column the readers know.
type field int

const (
	fText field = iota
	fLabel
	fVotes
	fAnnotators
	fIntensity
	fDevices
	fLang
	fSource
	fGroup
	fWeight
	fSoft
	numFields
)

var fieldNames = [numFields]string{
	"text", "label", "votes", "annotators", "intensity", "devices", "lang", "source", "group", "weight", "soft",
}

// row is one record before it is checked.
type row struct {
	line  int
	names *[numFields]string // what the file calls the fields; nil for the usual names
	value [numFields]string
	has   [numFields]bool // the column, or key, is there
}

// name is what to call a field in an error about this record.
func (r *row) name(f field) string {
	if r.names != nil {
		return r.names[f]
	}
	return fieldNames[f]
}

func (r *row) set(f field, value string) { r.value[f], r.has[f] = value, true }

// header maps the columns of one file to fields.
type header struct {
	fields []field // a column's field, or -1
	names  [numFields]string
}

// textFallbacks are tried in order where Options.TextField is empty.
var textFallbacks = []string{"text", "title", "headline"}

// matchColumns finds the fields among the column names.
func (o Options) matchColumns(columns []string) (header, error) {
	clean := make([]string, len(columns))
	for i, c := range columns {
		clean[i] = strings.ToLower(strings.TrimSpace(c))
	}
	h := header{fields: slices.Repeat([]field{-1}, len(columns)), names: fieldNames}
	h.names[fText] = o.textColumn(clean)
	if o.LabelField != "" {
		h.names[fLabel] = strings.ToLower(strings.TrimSpace(o.LabelField))
	}
	for f, name := range h.names {
		at := slices.Index(clean, name)
		if at < 0 {
			continue
		}
		if again := slices.Index(clean[at+1:], name); again >= 0 {
			return h, fmt.Errorf("the header names the column %q twice; rename one", name)
		}
		h.fields[at] = field(f)
	}
	return h, o.checkRequired(h, clean, columns)
}

// textColumn picks the name of the column that holds the headline.
func (o Options) textColumn(clean []string) string {
	if o.TextField != "" {
		return strings.ToLower(strings.TrimSpace(o.TextField))
	}
	for _, name := range textFallbacks {
		if slices.Contains(clean, name) {
			return name
		}
	}
	return fieldNames[fText]
}

// checkRequired gives the one error for a file with the wrong columns.
func (o Options) checkRequired(h header, clean, columns []string) error {
	var missing []string
	if !slices.Contains(clean, h.names[fText]) {
		missing = append(missing, h.names[fText])
	}
	if !o.Unlabelled && !slices.Contains(clean, h.names[fLabel]) {
		missing = append(missing, h.names[fLabel])
	}
	if missing == nil {
		return nil
	}
	return &columnError{missing: missing, columns: columns}
}

// columnError is a header, or an object, without a required column.
type columnError struct{ missing, columns []string }

func (e *columnError) Error() string {
	return fmt.Sprintf("no column %s; the file has %s; wanted text and label (votes, annotators, intensity, devices, lang, source, group, weight are used when present): name other columns with --text-field and --label-field",
		listColumns(e.missing), listColumns(e.columns))
}

// listColumns quotes column names, keeping a binary file's "header" short.
func listColumns(columns []string) string {
	const most, longest = 20, 40
	if len(columns) == 0 {
		return "none"
	}
	var out []string
	for i, c := range columns {
		if i == most {
			out = append(out, fmt.Sprintf("and %d more", len(columns)-most))
			break
		}
		if len(c) > longest {
			c = strings.ToValidUTF8(c[:longest], "") + "…"
		}
		out = append(out, strconv.Quote(c))
	}
	return strings.Join(out, ", ")
}

// fill puts a record's values under their fields.
func (h *header) fill(line int, values []string) row {
	r := row{line: line, names: &h.names}
	for i, f := range h.fields {
		if f >= 0 {
			r.set(f, values[i])
		}
	}
	return r
}
