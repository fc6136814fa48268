package datasets

import (
	"fmt"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// LineError is a problem with one line of input, or with a file when its Line is 0: where
// it is (File, Line, Field), what to do (Msg) and the cause below, if there is one (Err).
type LineError = records.Problem

// quoted is a field's name as messages give it.
func quoted(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("field %q", name)
}

// maxKept bounds the problems that are kept: a million-line file of the wrong kind
// must not become a million-line message.
const maxKept = 100

// Errors is what the readers return when lines were left out. It holds the
// first hundred in the order of the input; Total counts them all.
type Errors struct {
	List  []*LineError
	Total int
}

// Error gives one line per problem, and the number of those not listed.
func (e *Errors) Error() string {
	var lines []string
	for _, problem := range e.List {
		lines = append(lines, problem.Error())
	}
	if more := e.Total - len(e.List); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more like these", more))
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look at each problem.
func (e *Errors) Unwrap() (all []error) {
	for _, problem := range e.List {
		all = append(all, problem)
	}
	return all
}

func (e *Errors) add(problem *LineError) {
	e.Total++
	if len(e.List) < maxKept {
		e.List = append(e.List, problem)
	}
}

// orNil avoids the typed nil that would make a clean read look failed.
func (e *Errors) orNil() error {
	if e.Total == 0 {
		return nil
	}
	return e
}
