// Package render writes scored headlines as JSON Lines, CSV, SARIF, compiler
// messages and a table for people. Every Renderer may be used by several
// goroutines at once.
package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/columns"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// Verdicts is a set of positive verdicts.
type Verdicts uint8

// The verdicts.
const (
	Sensational Verdicts = 1 << iota
	Biased
	Abstained // neither: the headline was not read
)

// found are the positive verdicts of a prediction, and whether there is none.
func found(p model.Prediction) (v Verdicts) {
	if p.Label.Positive() {
		v |= Sensational
	}
	if p.Bias.Label.Positive() {
		v |= Biased
	}
	if p.Abstained {
		v |= Abstained
	}
	return v
}

// Renderer writes one headline after the other.
type Renderer interface {
	Frame
	// Append appends what is written of the record to dst. It reports the
	// positive verdicts, and a problem if a part of the record was left out. The
	// layout is that of the first input, as for Head.
	Append(dst []byte, rec *records.Record, l *records.Layout) ([]byte, Verdicts, *records.Problem)
	// Keep appends what is written for a record that cannot be judged.
	Keep(dst []byte, rec *records.Record, l *records.Layout) []byte
}

// Frame is what stands around and between headlines.
type Frame interface {
	// Head is what comes before the first headline. The layout is that of the
	// first input, nil where there is none.
	Head(*records.Layout) []byte
	// Separator is the number of bytes, at the start of what is appended, that
	// the first headline does without.
	Separator() int
	// Tail is what comes after the last headline.
	Tail() []byte
}

// frameless is the frame of formats that need none.
type frameless struct{ pageless }

func (frameless) Head(*records.Layout) []byte { return nil }
func (frameless) Separator() int              { return 0 }
func (frameless) Tail() []byte                { return nil }

// pageless is for formats that write nothing around the links of a page.
type pageless struct{}

func (pageless) page(*Page, *Tally) (before, after []byte) { return nil, nil }

// dropping is for formats without a place for records that cannot be judged.
type dropping struct{}

func (dropping) Keep(dst []byte, _ *records.Record, _ *records.Layout) []byte { return dst }

// Result is a scored headline.
type Result struct {
	*records.Record
	Layout            *records.Layout // of the first input
	model.Explanation                 // without reasons, unless they were asked for
	link              *Link           // whose title the headline is; nil for none
	after             []records.Field // to be written after the verdicts
}

// format writes results in one way.
type format interface {
	Frame
	Keep(dst []byte, rec *records.Record, l *records.Layout) []byte
	append(dst []byte, r *Result) ([]byte, *records.Problem)
	// page is what stands around the links of a page, of which these were found.
	page(*Page, *Tally) (before, after []byte)
}

// Options say how results are written.
type Options struct {
	Format  string    // text, jsonl, csv, tsv, xlsx, parquet, html, lint or sarif; no xlsx or lint of links
	Links   bool      // the headlines are links of pages
	Explain bool      // give the reasons
	Raw     bool      // for people too: as cues and log-odds, not in words
	Roles   bool      // of links: say what gave each its role
	Colour  bool      // of text: mark words
	Width   int       // of text, in columns; 0 means one line per headline, however long
	Version string    // of the program, for SARIF
	Report  Verdicts  // that lint and SARIF report; 0 means all
	Decimal byte      // in the numbers of tables; 0 is the point
	Book    *Workbook // of xlsx: to be added to, nil for a new one
	RawCSV  bool      // leave texts that a spreadsheet would take for formulas
}

// Workbook is a sheet of an Excel file.
type Workbook struct{ File, Sheet string }

// Layer is what turns the rows of the format into a file on w; nil where they are one.
func (o Options) Layer(w io.Writer) io.WriteCloser {
	switch {
	case o.Format == "parquet":
		return columns.NewWriter(w)
	case o.Format == "xlsx" && o.Book != nil:
		return columns.NewPatch(w, o.Book.File, o.Book.Sheet)
	case o.Format == "xlsx":
		return columns.NewSheet(w)
	}
	return nil
}

// Headlines scores headlines and writes the results.
type Headlines struct {
	format
	model   *model.Model
	options Options
	results sync.Pool // of *Result: passed to an interface, it would be allocated per headline
}

// New returns a renderer that scores with m. An unknown format is an error.
func New(m *model.Model, o Options) (*Headlines, error) {
	o.Report = cmp.Or(o.Report, Sensational|Biased)
	h := &Headlines{model: m, options: o}
	h.results.New = func() any { return new(Result) }
	switch o.Format {
	case "jsonl":
		h.format = newJSON(m, o.Explain)
	case "parquet":
		h.format = parquetFormat{explain: o.Explain}
	case "xlsx":
		h.format = newSheet(o)
	case "csv", "tsv":
		h.format = newCSV(o)
	case "text":
		h.format = newText(o)
	case "html":
		h.format = newHTML(m, o)
	case "lint":
		h.format = lint{report: o.Report}
	case "sarif":
		h.format = newSARIF(o)
	default:
		return nil, fmt.Errorf("unknown format %q", o.Format)
	}
	// These mark words or name reasons in any case.
	h.options.Explain = o.Explain || slices.Contains([]string{"text", "html", "lint", "sarif"}, o.Format)
	return h, nil
}

// Append scores the record's headline and appends the result.
func (h *Headlines) Append(dst []byte, rec *records.Record, l *records.Layout) ([]byte, Verdicts, *records.Problem) {
	r := h.results.Get().(*Result)
	defer h.results.Put(r)
	r.Record, r.Layout = rec, l
	return h.write(dst, r)
}

func (h *Headlines) write(dst []byte, r *Result) ([]byte, Verdicts, *records.Problem) {
	if h.options.Explain {
		r.Explanation = h.model.Explain(r.Text)
	} else {
		p := h.model.Predict(r.Text)
		r.Verdict, r.Bias.Verdict, r.Devices, r.Reading = p.Verdict, p.Bias, p.Devices, p.Reading
	}
	dst, bad := h.append(dst, r)
	return dst, found(r.Prediction()), bad
}

// notRead says why a model abstained.
func notRead(r model.Reading) string {
	if r.Language == features.NoWords {
		return "not read: no words"
	}
	return "not read: other language"
}

// added is what a field is called that is added to a record with these fields.
func added(name string, fields []string) string {
	return records.Added(name, func(n string) bool { return slices.Contains(fields, n) })
}

// Tally counts headlines by verdict.
type Tally struct {
	Headlines   int `json:"headlines"`
	Sensational int `json:"sensational"`
	Biased      int `json:"biased"`
	Abstained   int `json:"abstained"`
}

func (t *Tally) Add(o Tally) {
	t.Headlines += o.Headlines
	t.Sensational += o.Sensational
	t.Biased += o.Biased
	t.Abstained += o.Abstained
}

func (t *Tally) Count(found Verdicts) {
	t.Headlines++
	t.Sensational += int(found & Sensational / Sensational)
	t.Biased += int(found & Biased / Biased)
	t.Abstained += int(found & Abstained / Abstained)
}

func (t *Tally) Found() (v Verdicts) {
	if t.Sensational > 0 {
		v |= Sensational
	}
	if t.Biased > 0 {
		v |= Biased
	}
	return v
}

func (t *Tally) String() string {
	return fmt.Sprintf("judged %d: %d sensational, %d biased, %d not read", t.Headlines, t.Sensational, t.Biased, t.Abstained)
}
