package datasets

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// name is what files usually call the field.
func (f field) name() string {
	if f < numColumns {
		return columns[f].name
	}
	return [...]string{"answer", "accept", "cats", "annotations", "model_label"}[f-numColumns]
}

// row is one record before it is checked.
type row struct {
	names      [numFields]string // what the file calls the fields
	value      [numFields]string // text of a string, number or boolean; JSON of an object or array
	has        [numFields]bool
	nested     [numFields]bool // the value is an object or array
	labelField string          // Options.LabelField
}

func (r *row) set(f field, value string) { r.value[f], r.has[f] = value, true }

func (r *row) setLabel(sensational bool) {
	r.set(fLabel, "0")
	if sensational {
		r.value[fLabel] = "1"
	}
}

// bad is what is wrong with a field of the row; the reader adds its place.
func (r *row) bad(f field, err error) error {
	return &LineError{Field: quoted(cmp.Or(r.names[f], f.name())), Msg: err.Error(), Err: err}
}

// row puts a record's values under their fields. It is valid until the next call.
func (s *scanner) row(rec *records.Record) (*row, error) {
	r := &s.reused
	*r = row{labelField: s.opts.LabelField}
	r.set(fText, rec.Text)
	r.names[fText] = rec.Field
	for _, extra := range rec.Extra {
		f, known := s.fields[strings.ToLower(strings.TrimSpace(extra.Name))]
		if !known {
			continue
		}
		if r.has[f] {
			return r, r.bad(f, errors.New("this column occurs twice; rename one"))
		}
		r.names[f] = extra.Name
		if extra.JSON && extra.Value == "null" {
			continue
		}
		r.nested[f] = extra.JSON && strings.IndexByte("{[", extra.Value[0]) >= 0
		r.set(f, extra.Text())
	}
	return r, s.layout.complete(r, rec.Extra)
}

// fieldsByName are the fields by what a file calls them, in lower case. A named
// label column takes the place of "label".
func fieldsByName(label string) map[string]field {
	all := map[string]field{}
	for f := numFields - 1; f > fLabel; f-- {
		all[f.name()] = f
	}
	all[strings.ToLower(label)] = fLabel
	return all
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

// layout is what a public set's own file leaves unsaid.
type layout struct {
	format   records.Format
	sheet    string
	label    string // of every row
	lang     string
	inverted bool // 0 stands for clickbait
}

// publicFiles are the lists of Stop Clickbait, which have one headline per line and
// nothing but the file's name to say which, and CLICK-ID's workbooks.
var publicFiles = map[string]layout{
	"clickbait_data":         {format: records.Lines, label: "1", lang: "en"},
	"clickbait_data.txt":     {format: records.Lines, label: "1", lang: "en"},
	"non_clickbait_data":     {format: records.Lines, label: "0", lang: "en"},
	"non_clickbait_data.txt": {format: records.Lines, label: "0", lang: "en"},
	"main_dataset.xlsx":      {sheet: "Main Dataset", lang: "id"},
	"all_agree.xlsx":         {lang: "id"},
	"does_not_agree.xlsx":    {lang: "id", inverted: true},
}

func layoutOf(name string) layout { return publicFiles[records.Bare(filepath.Base(name))] }

// assessors are the columns of CLICK-ID's main sheet, a pair for each of those who
// judged, as the reader tells them apart. The label's column has no name; it holds
// formulas, whose values may be missing.
var assessors = [][2]string{{"NOT CLICKBAIT", "CLICKBAIT"}, {"NOT CLICKBAIT_2", "CLICKBAIT_2"}, {"NOT CLICKBAIT_3", "CLICKBAIT_3"}}

// complete adds to a row what its file leaves unsaid.
func (l layout) complete(r *row, fields []records.Field) error {
	if l.label != "" {
		r.set(fLabel, l.label)
	}
	if l.lang != "" && !r.has[fLang] {
		r.set(fLang, l.lang)
	}
	if l.inverted {
		switch r.value[fLabel] {
		case "0":
			r.set(fLabel, "1")
		case "1":
			r.set(fLabel, "0")
		}
	}
	votes := 0
	for a, pair := range assessors {
		if len(fields) < 2*a+2 || fields[2*a].Name != pair[0] || fields[2*a+1].Name != pair[1] {
			return nil
		}
		no, yes := strings.TrimSpace(fields[2*a].Value), strings.TrimSpace(fields[2*a+1].Value)
		switch {
		case no == "1" && (yes == "" || yes == "0"):
		case yes == "1" && (no == "" || no == "0"):
			votes++
		default:
			return r.bad(fVotes, fmt.Errorf("assessor %d has %q under NOT CLICKBAIT and %q under CLICKBAIT; exactly one of them must be 1", a+1, no, yes))
		}
	}
	r.set(fLabel, strconv.Itoa(votes/2)) // 2 or 3 of 3
	r.set(fVotes, strconv.Itoa(votes))
	r.set(fAnnotators, strconv.Itoa(len(assessors)))
	return nil
}
