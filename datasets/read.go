package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// ReadFile reads a file, or standard input for "-", in any of the formats,
// compressed with gzip or not. See Read for what it returns.
func ReadFile(path string, opts Options) ([]Example, error) {
	if path == "-" {
		in := opts.Stdin
		if in == nil {
			in = os.Stdin
		}
		return Read(in, path, opts)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(f, path, opts)
}

// Read reads examples from r; name stands for it in errors and in
// Example.File, and tells the format where opts.Format is Auto. The examples
// are those of the good rows; the error, an *[Errors], lists the others. When
// nothing can be made of the input at all the examples are nil.
func Read(r io.Reader, name string, opts Options) ([]Example, error) {
	var found []Example
	err := Scan(r, name, opts, func(e Example) error {
		found = append(found, e)
		return nil
	})
	return found, err
}

// Scan is Read for input of any length: it calls each with every example as
// it comes. An error from each ends the scan and is returned as it is.
func Scan(r io.Reader, name string, opts Options, each func(Example) error) error {
	problems := &Errors{}
	fail := func(err error) error {
		problems.add(locate(err, name, 0))
		return problems
	}
	if !opts.Format.valid() {
		return fail(fmt.Errorf("unknown format %q; wanted one of %v", opts.Format, Formats()))
	}
	br, err := open(r, opts.MaxBytes)
	if err != nil {
		return fail(err)
	}
	start, _ := br.Peek(sniffSize) // an error shows when more is read
	binary := bytes.IndexByte(start, 0) >= 0 && !bytes.HasPrefix(start, zipMagic)
	src, err := opts.source(br, name)
	switch {
	case err != nil && binary: // what a picture has for a header would mislead
		return fail(errNotText)
	case err != nil:
		return fail(err)
	}
	for {
		r, err := src.next()
		if err == io.EOF {
			return problems.orNil()
		}
		var e Example
		if err == nil {
			e, err = convertIn(opts, r, name)
		}
		if err != nil {
			problems.add(locate(err, name, 0))
			if !goesOn(err) {
				return problems
			}
			continue
		}
		if err := each(e); err != nil {
			return err
		}
	}
}

// source reads the records of one input. next returns io.EOF at the end, a
// *LineError for a record to skip, anything else when reading cannot go on.
type source interface {
	next() (row, error)
}

// source makes the reader for the format, having read the header if any.
func (o Options) source(br *bufio.Reader, name string) (source, error) {
	format := o.Format
	if format == Auto {
		format = formatOf(name)
	}
	if format == Auto {
		format = sniff(br)
	}
	switch format {
	case TSV:
		return newTSV(br, o)
	case JSONL:
		return newJSONL(br, o), nil
	case ClickID:
		return newWorkbook(br, name)
	case StopClickbait:
		return newStopClickbait(br, name)
	}
	return newCSV(br, o)
}

// convertIn is convert with the file filled in, as a plain error.
func convertIn(o Options, r row, name string) (Example, error) {
	e, bad := o.convert(r)
	if bad != nil {
		return e, bad
	}
	e.File = name
	return e, nil
}

// goesOn reports whether a record's error leaves the rest readable.
func goesOn(err error) bool {
	var one *LineError
	return errors.As(err, &one) && !errors.Is(err, errFatal)
}

// errFatal as the cause of a LineError ends the reading.
var errFatal = errors.New("cannot go on")

// locate makes any error a LineError that names the file.
func locate(err error, name string, line int) *LineError {
	var one *LineError
	if errors.As(err, &one) {
		one.File = name
		return one
	}
	return &LineError{File: name, Line: line, Msg: err.Error(), Err: err}
}

// lineProblem turns what lines.next failed with into an error for its line.
func lineProblem(l *lines, err error) error {
	switch {
	case err == io.EOF:
		return err
	case err == errTooLong:
		return &LineError{Line: l.line, Msg: fmt.Sprintf("longer than %d bytes; the line is skipped", MaxLine)}
	}
	return &LineError{Line: l.line + 1, Msg: fmt.Sprintf("reading failed: %v; the rest is missing", err), Err: errors.Join(err, errFatal)}
}
