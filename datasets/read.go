package datasets

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// Limits on one input.
const (
	MaxLine         = records.MaxLine // bytes in one line or record
	DefaultMaxBytes = 1 << 30         // bytes in one file, once unpacked
	MaxWeight       = 1e6             // largest weight of an example
	maxAnnotators   = 1e6
)

// Options says how to read. The zero value reads a labelled file.
type Options struct {
	TextField  string    // column of the headline; default text, title, headline, judul or name
	LabelField string    // column of the label; default label
	Sheet      string    // of a workbook; default the first
	Unlabelled bool      // the label may be missing: such rows get Unlabelled
	MaxBytes   int64     // cap on the unpacked size; default DefaultMaxBytes
	Stdin      io.Reader // what "-" reads; default os.Stdin
}

// ReadFile reads a file, or standard input for "-". Of a directory it reads
// every file below it whose name tells its format, in lexical order, so that a
// folder of public sets can be given as it was published. See Read for what it
// returns.
func ReadFile(path string, opts Options) ([]Example, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return readDir(path, opts)
	}
	if path != "-" {
		return read(records.Input{Name: path}, opts)
	}
	return Read(cmp.Or[io.Reader](opts.Stdin, os.Stdin), path, opts)
}

// Read reads examples from r in any of the formats; name stands for it in
// errors and in Example.File, and its extension shows the format, else the first
// bytes do. The error, an *[Errors], lists the rows that are not among the
// examples. When nothing can be made of the input the examples are nil.
func Read(r io.Reader, name string, opts Options) ([]Example, error) {
	return read(records.Input{Name: name, Stream: r}, opts)
}

func read(in records.Input, opts Options) ([]Example, error) {
	problems := &Errors{}
	examples, err := scan(in, opts, problems)
	return examples, cmp.Or(err, problems.orNil())
}

// readDir reads the data files below a directory.
func readDir(dir string, opts Options) ([]Example, error) {
	var all []Example
	problems := &Errors{}
	add := func(err error, path string) {
		if err != nil {
			problems.add(&LineError{File: path, Msg: err.Error(), Err: err})
		}
	}
	none := true
	err := filepath.WalkDir(dir, func(file string, d os.DirEntry, err error) error {
		hidden := file != dir && strings.HasPrefix(d.Name(), ".")
		format := cmp.Or(records.FormatOf(file), layoutOf(file).format)
		switch {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return filepath.SkipDir
		case !hidden && d.Type().IsRegular() && format != records.Auto && format != records.Markdown:
			none = false
			examples, err := scan(records.Input{Name: file}, opts, problems)
			all = append(all, examples...)
			add(err, file)
		}
		return nil
	})
	if err == nil && none {
		err = errors.New("no data file in this directory; it must hold .csv, .tsv, .jsonl, .xlsx or .parquet files, or the Stop Clickbait lists")
	}
	add(err, dir)
	return all, problems.orNil()
}

// scanner turns the records of one input into examples.
type scanner struct {
	opts      Options
	labelName string
	layout    layout
	fields    map[string]field // by a column's name in lower case
	begun     bool             // a record was read
	found     []Example
	problems  *Errors
	failed    error // that ends the reading
	reused    row
}

var (
	// errWrongFile ends the reading of a file that lacks required columns.
	errWrongFile = errors.New("wrong file")
	// errSkip leaves a row out silently.
	errSkip = errors.New("row left out")
	// errNoLabel: the first row of a file has no label.
	errNoLabel = errors.New("no label")
)

// scan reads what it can and adds the rest to the problems. It fails if the
// input cannot be opened.
func scan(in records.Input, opts Options, problems *Errors) ([]Example, error) {
	label := cmp.Or(strings.TrimSpace(opts.LabelField), fLabel.name())
	s := &scanner{opts: opts, labelName: label, layout: layoutOf(in.Name), fields: fieldsByName(label), problems: problems}
	r := &records.Reader{Inputs: []records.Input{in}, Field: opts.TextField, Sheet: cmp.Or(opts.Sheet, s.layout.sheet), Table: true, Unscored: true,
		MaxBytes: cmp.Or(max(opts.MaxBytes, 0), DefaultMaxBytes), Format: s.layout.format}
	var b records.Batch
	var rec records.Record
	for s.failed == nil && r.Next(&b) == nil {
		b.Each(&rec, s.record, s.problem)
	}
	if s.failed == errWrongFile {
		s.failed = nil
	}
	return s.found, s.failed
}

// problem notes what is wrong with a record.
func (s *scanner) problem(p *records.Problem) {
	if s.failed != nil || errors.Is(p, records.ErrEmpty) && s.layout.sheet != "" { // CLICK-ID's totals have no title
		return
	}
	if path := (*os.PathError)(nil); p.Line == 0 && errors.As(p.Err, &path) && path.Op == "open" {
		s.failed = path
		return
	}
	missing := []string{p.Field}
	p.Field = quoted(p.Field)
	if p.Columns == nil || s.begun {
		s.problems.add(p)
		return
	}
	isLabel := func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), s.labelName) }
	if !s.opts.Unlabelled && !slices.ContainsFunc(p.Columns, isLabel) {
		missing = append(missing, s.labelName)
	}
	s.wrong(p, missing, p.Columns)
}

// wrong ends the reading because columns are missing.
func (s *scanner) wrong(bad *LineError, missing, columns []string) {
	bad.Field, bad.Columns = "", nil
	bad.Msg = fmt.Sprintf("no column %s; the file has %s; text and label are required (votes, annotators, intensity, devices, slant, words, lang, source, group, weight are used when present): name other columns with --field and --label-field",
		listColumns(missing), listColumns(columns))
	s.problems.add(bad)
	s.failed = errWrongFile
}

// record converts a record.
func (s *scanner) record(rec *records.Record) {
	if s.failed != nil {
		return
	}
	e, err := s.example(rec)
	s.begun = true
	var bad *LineError
	switch {
	case err == nil:
		e.File, e.Line = rec.File, rec.Line
		s.found = append(s.found, e)
	case err == errNoLabel:
		s.noLabel(rec)
	case errors.As(err, &bad):
		bad.File, bad.Line = rec.File, rec.Line
		s.problems.add(bad)
	}
}

// example makes a record an example; the caller adds its place.
func (s *scanner) example(rec *records.Record) (e Example, err error) {
	r, err := s.row(rec)
	if err == nil {
		err = r.settleLabel()
	}
	switch {
	case err != nil:
		return e, err
	case r.has[fLabel] || s.opts.Unlabelled:
		return s.opts.convert(r)
	case s.begun:
		return e, r.bad(fLabel, errors.New("missing; every row needs a label"))
	}
	return e, errNoLabel
}

// noLabel ends the reading of a file without labels.
func (s *scanner) noLabel(rec *records.Record) {
	var columns []string
	if rec.Field != "" {
		columns = append(columns, rec.Field)
	}
	for _, f := range rec.Extra {
		columns = append(columns, f.Name)
	}
	bad := &LineError{File: rec.File, Line: rec.Line}
	s.wrong(bad, []string{s.labelName}, columns)
	if rec.Scored {
		bad.Msg = "heboh score wrote this file, and its labels are Heboh's own verdicts: give the file that a person labelled, or name the column of its labels with --label-field"
	}
}
