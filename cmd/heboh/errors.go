package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
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
	case errors.As(err, &line):
		u.Tell("%s", line)
		return exitFailed
	}
	u.Note("%s", explain(err))
	return exitFailed
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
