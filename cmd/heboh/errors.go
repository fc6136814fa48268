package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitFound       = 3
	exitInterrupted = 130
)

type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// errReported: something failed and was reported on standard error.
var errReported = errors.New("failed")

// errFound: --fail-on found a headline.
var errFound = errors.New("found a headline to fail on")

func finish(u *ui.UI, err error) int {
	var wrong *usageError
	var lines *datasets.Errors
	var line *datasets.LineError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone // the reader of the pipe has seen enough
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &wrong):
		u.Note("%s", wrong)
		return exitUsage
	case errors.Is(err, context.Canceled):
		u.Note("interrupted; what was written to standard output is whole, files are as before")
		return exitInterrupted
	case errors.Is(err, errGivenUp):
		u.Note("interrupted; files are as before")
		return exitInterrupted
	case errors.As(err, &lines):
		reportLines(u, lines)
		return exitFailed
	case errors.As(err, &line):
		u.Tell("%s", line)
		return exitFailed
	}
	u.Note("%s", explain(err))
	return exitFailed
}

// maxAlike is the most problems of a kind that are printed one by one.
const maxAlike = 3

// quotedOrNumber is what differs in messages of one kind.
var quotedOrNumber = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\d+`)

// reportLines prints the problems of data files, one per line; of more than a few
// alike, the first and where the others are.
func reportLines(u *ui.UI, e *datasets.Errors) {
	alike := map[string][]*datasets.LineError{}
	kind := func(p *datasets.LineError) string {
		return p.File + "\x00" + p.Field + "\x00" + quotedOrNumber.ReplaceAllLiteralString(p.Msg, "")
	}
	for _, p := range e.List {
		alike[kind(p)] = append(alike[kind(p)], p)
	}
	for _, p := range e.List {
		all, where := alike[kind(p)], ""
		if len(all) > maxAlike {
			if p != all[0] {
				continue
			}
			where = elsewhere(all[1:])
		}
		problem := *p
		if p.Line == 0 && p.Err != nil {
			problem.Msg = reason(p.Err)
		}
		u.Tell("%s%s", &problem, where)
	}
	if more := e.Total - len(e.List); more > 0 {
		u.Note("and %d more problems, not listed", more)
	}
}

// elsewhere says where problems like the one before are.
func elsewhere(others []*datasets.LineError) string {
	var lines []string
	for _, p := range others[:min(5, len(others))] {
		lines = append(lines, strconv.Itoa(p.Line))
	}
	if len(others) > len(lines) {
		lines = append(lines, "…")
	}
	return fmt.Sprintf(" (and %d more like this: lines %s)", len(others), strings.Join(lines, ", "))
}

// noneGood replaces many messages by one where no row of a file can be used:
// the file or the column is wrong then, not a row.
func noneGood(err error) error {
	var lines *datasets.Errors
	if !errors.As(err, &lines) || lines.Total < 2 {
		return err
	}
	first := *lines.List[0]
	first.Msg += fmt.Sprintf("; none of the %d rows can be used: check that --field and --label-field name the right columns", lines.Total)
	return &first
}

// explain turns an error into one line that says what to do.
func explain(err error) string {
	var path *fs.PathError
	var port *net.OpError
	switch {
	case errors.As(err, &path):
		return path.Path + ": " + reason(err)
	case errors.As(err, &port) && port.Op == "listen":
		return err.Error() + "; name another address with --addr, such as 127.0.0.1:8081"
	}
	return reason(err)
}

// reason is explain without the path.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or directory; check the path"
	case errors.Is(err, fs.ErrPermission):
		return "no permission; check who may read or write it"
	case errors.Is(err, syscall.EISDIR):
		return "is a directory; name a file"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full; free some space and run again"
	case errors.Is(err, model.ErrVersion):
		return err.Error()
	case errors.Is(err, model.ErrFormat):
		return err.Error() + "; name a file that heboh train wrote"
	}
	var path *fs.PathError
	var connection *net.OpError
	switch {
	case errors.As(err, &connection) && connection.Op == "dial":
		return err.Error() + "; check the address and the network"
	case errors.As(err, &path):
		return path.Err.Error() + "; name another file"
	}
	return err.Error()
}
