package datasets

import (
	"fmt"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// LineError is a problem with one line of input: where it is and what to do.
type LineError struct {
	File  string // as given by the caller; "-" for standard input
	Line  int    // from 1; 0 when the problem is the whole file's
	Field string // column name; "" when the problem is the whole line's
	Msg   string
	Err   error // the cause, when there is one below
}

// Error gives "file:line: field: message", leaving out what is not known.
func (e *LineError) Error() string {
	p := records.Problem{File: e.File, Line: e.Line, Field: e.Field, Msg: e.Msg}
	if p.Field != "" {
		p.Field = fmt.Sprintf("field %q", p.Field)
	}
	return p.Error()
}

func (e *LineError) Unwrap() error { return e.Err }

// maxKept bounds the errors a reader remembers: a million-line file of the
// wrong kind must not become a million-line message.
const maxKept = 100

// Errors is what the readers return when lines were left out. It holds the
// first hundred in the order of the input; Total counts them all.
type Errors struct {
	List  []*LineError
	Total int
}

// Error gives one line a problem, and the number of those not listed.
func (e *Errors) Error() string {
	var lines []string
	for _, one := range e.List {
		lines = append(lines, one.Error())
	}
	if more := e.Total - len(e.List); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more like these", more))
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look at each problem.
func (e *Errors) Unwrap() (all []error) {
	for _, one := range e.List {
		all = append(all, one)
	}
	return all
}

func (e *Errors) add(one *LineError) {
	e.Total++
	if len(e.List) < maxKept {
		e.List = append(e.List, one)
	}
}

// orNil avoids the typed nil that would make a clean read look failed.
func (e *Errors) orNil() error {
	if e.Total == 0 {
		return nil
	}
	return e
}
