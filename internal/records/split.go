package records

import (
	"errors"
	"slices"
	"strings"
)

var (
	errBareQuote  = errors.New(`a quote inside a field that does not start with one; write "…""…"`)
	errAfterQuote = errors.New(`text after a closing quote; write a quote inside quotes as ""`)
	errOpenQuote  = errors.New("a quote is opened and never closed; close it, or use --input tsv where quotes are plain text")
)

// splitter cuts a row into cells, appending them to dst.
type splitter func(dst []string, raw string) ([]string, error)

// splitTabs splits a line of a TSV file.
func splitTabs(dst []string, raw string) ([]string, error) {
	return slices.AppendSeq(dst, strings.SplitSeq(raw, "\t")), nil
}

// splitCSV returns a splitter of CSV records with the given separator. It
// copies only fields with doubled quotes; encoding/csv would set up a reader
// per record.
func splitCSV(comma byte) splitter {
	return func(dst []string, raw string) ([]string, error) {
		for {
			if !strings.HasPrefix(raw, `"`) {
				i := strings.IndexByte(raw, comma)
				field := raw
				if i >= 0 {
					field = raw[:i]
				}
				if strings.IndexByte(field, '"') >= 0 {
					return dst, errBareQuote
				}
				dst = append(dst, field)
				if i < 0 {
					return dst, nil
				}
				raw = raw[i+1:]
				continue
			}
			field, rest, err := quoted(raw)
			if err != nil {
				return dst, err
			}
			dst = append(dst, field)
			if rest == "" {
				return dst, nil
			}
			if rest[0] != comma {
				return dst, errAfterQuote
			}
			raw = rest[1:]
		}
	}
}

// quoted reads the field whose opening quote raw begins with.
func quoted(raw string) (field, rest string, err error) {
	doubled := false
	for i := 1; ; {
		j := strings.IndexByte(raw[i:], '"')
		if j < 0 {
			return "", "", errOpenQuote
		}
		i += j + 1
		if i < len(raw) && raw[i] == '"' {
			doubled = true
			i++
			continue
		}
		field, rest = raw[1:i-1], raw[i:]
		if doubled {
			field = strings.ReplaceAll(field, `""`, `"`)
		}
		return field, rest, nil
	}
}

// quoteOpen reports whether a quoted field is still open at the end of a line
// that began inside one or not. Only a quote at the start of a field opens one.
func quoteOpen(line string, comma byte, inside bool) bool {
	atStart := !inside
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case inside && c == '"':
			if i+1 < len(line) && line[i+1] == '"' {
				i++
			} else {
				inside = false
			}
		case inside:
		case c == '"' && atStart:
			inside, atStart = true, false
		default:
			atStart = c == comma
		}
	}
	return inside
}
