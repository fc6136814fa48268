// Package ui is the command's side of the terminal.
//
// The rules for every sub-command:
//
//   - Only results go to standard output; a pipe never sees a colour, a bar or a
//     message.
//   - Everything else goes to standard error, one line per message. A message
//     says where (file:line: field), what, and after a semicolon what to do.
//   - Colour is used only when standard output is a terminal, NO_COLOR is not set
//     and TERM is not "dumb". FORCE_COLOR and CLICOLOR_FORCE turn it on in a
//     pipe; NO_COLOR takes precedence.
//   - A progress bar is shown only when standard error is a terminal, and only
//     for long work.
//   - Colour never carries meaning alone: --explain says the same in words.
//   - Control characters in a headline do not reach the terminal.
//   - Exit status: 0 done; 1 something failed, what was done is kept; 2 wrong
//     usage; 3 --fail-on found a headline; 130 interrupted.
package ui

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// UI is where a command reads from and writes to.
type UI struct {
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
}

// New returns a UI with the environment of the process.
func New(in io.Reader, out, err io.Writer) *UI {
	return &UI{In: in, Out: out, Err: err, Getenv: os.Getenv}
}

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}

// Tell writes one line to standard error.
func (u *UI) Tell(format string, args ...any) {
	fmt.Fprintf(u.Err, format+"\n", args...)
}

// Colour reports whether results may be coloured.
func (u *UI) Colour() bool {
	if u.Getenv("NO_COLOR") != "" {
		return false
	}
	for _, force := range []string{"FORCE_COLOR", "CLICOLOR_FORCE"} {
		if v := u.Getenv(force); v != "" && v != "0" {
			return true
		}
	}
	return IsTerminal(u.Out) && u.Getenv("TERM") != "dumb"
}

// Width is how many columns results may take; 0 means any number.
func (u *UI) Width() int {
	if n, err := strconv.Atoi(u.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := u.Out.(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return 0
}

// Visible replaces characters that a terminal acts on, control characters and
// those that change the direction of writing, by a mark. Line breaks and tabs
// become spaces.
func Visible(s string) string {
	if strings.IndexFunc(s, unsafe) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unsafe(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

func unsafe(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}
