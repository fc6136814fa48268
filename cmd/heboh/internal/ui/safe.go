package ui

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"

	"github.com/heboh/heboh/internal/records"
)

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
	u := &UI{Name: "heboh", In: in, Err: &safe{w: err}}
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
	s, ok := u.Out.(*safe)
	switch {
	case !ok:
		return u.Out
	case IsTerminal(u.Out):
		return &safe{w: s.w}
	}
	return s.w
}

// JSON is standard output for JSON.
func (u *UI) JSON() io.Writer {
	if s, ok := u.Out.(*safe); ok {
		return &safe{w: s.w, json: true}
	}
	return u.Out
}
