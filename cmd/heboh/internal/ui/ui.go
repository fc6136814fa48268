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
//   - Characters that a terminal acts on, or that turn the direction of writing,
//     reach it from nowhere: not from a headline, a model, a path or an error.
//   - Exit status: 0 done; 1 something failed, what was done is kept; 2 wrong
//     usage; 3 --fail-on found a headline; 130 interrupted.
package ui

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/heboh/heboh/internal/records"
)

// UI is where a command reads from and writes to.
type UI struct {
	In       io.Reader
	Out, Err io.Writer
	Name     string    // before notes: the program's
	bar      *Bar      // the last, nil for none
	stdout   io.Writer // behind Out

	// Finishes says that the command ends in its own time when it is interrupted, as
	// services do. Others are given up after a second.
	Finishes atomic.Bool
}

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(stream any) bool {
	f, ok := raw(stream).(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}

// Tell writes one line to standard error, which is safe for a terminal. It takes a
// progress bar off the screen first.
func (u *UI) Tell(format string, args ...any) {
	if u.bar != nil {
		u.bar.Clear()
	}
	fmt.Fprintln(u.Err, OneLine(fmt.Sprintf(format, args...)))
}

// Note is Tell after the program's name, for what concerns no place in a file.
func (u *UI) Note(format string, args ...any) { u.Tell(u.Name+": "+format, args...) }

// Colour reports whether results may be coloured.
func (u *UI) Colour() bool {
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	for _, force := range []string{"FORCE_COLOR", "CLICOLOR_FORCE"} {
		if v := os.Getenv(force); v != "" && v != "0" {
			return true
		}
	}
	return IsTerminal(u.Out) && os.Getenv("TERM") != "dumb"
}

// Width is how many columns results may take; 0 means any number.
func (u *UI) Width() int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := raw(u.Out).(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return 0
}

// Bar is a progress bar. It may be used by several goroutines at once. A bar that
// cannot be drawn is no reason to stop, so its errors are left alone.
type Bar struct {
	using sync.Mutex // clearing takes no lock of its own
	bar   *progressbar.ProgressBar
	what  string
}

func (b *Bar) with(do func(*progressbar.ProgressBar)) {
	b.using.Lock()
	defer b.using.Unlock()
	do(b.bar)
}

// NewBar returns a bar on standard error for total steps of what; bytes makes it
// count in bytes. Where standard error is no terminal, it is silent.
func (u *UI) NewBar(what string, total int64, bytes bool) *Bar {
	screen, _ := raw(u.Err).(io.Writer) // the bar moves the cursor
	u.bar = &Bar{bar: progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(screen),
		progressbar.OptionSetVisibility(IsTerminal(u.Err)),
		progressbar.OptionSetDescription(OneLine(what)),
		progressbar.OptionShowBytes(bytes),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30),
		progressbar.OptionUseANSICodes(true),
	)}
	return u.bar
}

// Set moves the bar to n of total steps of what.
func (b *Bar) Set(what string, n, total int64) {
	b.with(func(bar *progressbar.ProgressBar) {
		if what != b.what { // the last may have come to its end, after which nothing is drawn
			b.what = what
			bar.Reset()
		}
		bar.ChangeMax64(total)
		bar.Describe(OneLine(what))
		_ = bar.Set64(n)
	})
}

// Draw draws the bar again, with the time that has passed.
func (b *Bar) Draw() { b.with(func(bar *progressbar.ProgressBar) { _ = bar.RenderBlank() }) }

// Add moves the bar on by n.
func (b *Bar) Add(n int64) { b.with(func(bar *progressbar.ProgressBar) { _ = bar.Add64(n) }) }

// Clear takes the bar off the screen.
func (b *Bar) Clear() { b.with(func(bar *progressbar.ProgressBar) { _ = bar.Clear() }) }

// OneLine is Visible without blanks around.
func OneLine(s string) string { return Visible(strings.TrimSpace(s)) }

// Visible replaces characters that a terminal acts on (see records.Hidden) by a
// mark. Line breaks and tabs become spaces.
func Visible(s string) string {
	if strings.IndexFunc(s, records.Hidden) < 0 {
		return s
	}
	return strings.Map(shown, s)
}

// shown is what stands for a character where people read it.
func shown(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case records.Hidden(r):
		return utf8.RuneError
	}
	return r
}

// safe is the writer that all messages and tables go through: whether from a model, a
// path, a flag or an error, no character that a terminal acts on reaches it. Line ends and tabs pass, and where colours are on, the program's own.
type safe struct {
	w       io.Writer
	colours func() bool // nil: none
	json    bool        // characters are written as JSON escapes, so that nothing is lost
	partial []byte      // a character whose last bytes are still to come
}

// ownColours are the escape sequences that the program writes.
var ownColours = regexp.MustCompile(`^\x1b\[(?:[012]|(?:1;)?3[0-7])m`)

func (s *safe) Write(p []byte) (int, error) {
	in := append(s.partial, p...)
	out := make([]byte, 0, len(in))
	for len(in) > 0 && utf8.FullRune(in) {
		r, size := utf8.DecodeRune(in)
		if r == '\x1b' && s.colours != nil && s.colours() {
			size = max(1, len(ownColours.Find(in)))
		}
		switch {
		case r == '\n' || r == '\t' || size > 1 && r == '\x1b' || !(r == utf8.RuneError && size == 1) && !records.Hidden(r):
			out = append(out, in[:size]...)
		case s.json:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = utf8.AppendRune(out, shown(r))
		}
		in = in[size:]
	}
	s.partial = bytes.Clone(in)
	if _, err := s.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// New makes a UI of the standard streams.
func New(in io.Reader, out, err io.Writer) *UI {
	u := &UI{Name: "heboh", In: in, Err: &safe{w: err}, stdout: out}
	u.Out = &safe{w: out, colours: u.Colour}
	return u
}

// raw is the stream behind a safe one.
func raw(stream any) any {
	if s, ok := stream.(*safe); ok {
		return s.w
	}
	return stream
}

// Data is standard output for results that another program reads, byte for byte. On
// a terminal, which people read, no character acts on it, not even colours: data has
// none of the program's own.
func (u *UI) Data() io.Writer {
	if IsTerminal(u.stdout) {
		return &safe{w: u.stdout}
	}
	return u.stdout
}

// JSON is standard output for JSON.
func (u *UI) JSON() io.Writer { return &safe{w: u.stdout, json: true} }
