package ui

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestSafe: what a terminal acts on is replaced, or escaped in JSON; the
// program's colours pass where they are on.
func TestSafe(t *testing.T) {
	for _, c := range []struct{ in, plain, coloured, json string }{
		{"satu\tdua\n", "satu\tdua\n", "satu\tdua\n", "satu\tdua\n"},
		{"\x1b[1;31mmerah\x1b[0m", "\uFFFD[1;31mmerah\uFFFD[0m", "\x1b[1;31mmerah\x1b[0m", `\u001b[1;31mmerah\u001b[0m`},
		{"\x1b[8m\x1b[2J", "\uFFFD[8m\uFFFD[2J", "\uFFFD[8m\uFFFD[2J", `\u001b[8m\u001b[2J`},
		{"a\rb\u202ec\u009bd\u2028", "a b\uFFFDc\uFFFDd\uFFFD", "a b\uFFFDc\uFFFDd\uFFFD", `a\u000db\u202ec\u009bd\u2028`},
		{"👩\u200d🚀 é \xff.", "👩\u200d🚀 é \uFFFD.", "👩\u200d🚀 é \uFFFD.", "👩\u200d🚀 é \\ufffd."},
	} {
		for mode, want := range map[string]string{"plain": c.plain, "coloured": c.coloured, "json": c.json} {
			var out bytes.Buffer
			w := &safe{w: &out, json: mode == "json"}
			if mode == "coloured" {
				w.colours = func() bool { return true }
				io.WriteString(w, c.in)
			} else { // byte by byte, so that characters arrive in parts
				io.Copy(struct{ io.Writer }{w}, iotest.OneByteReader(strings.NewReader(c.in)))
			}
			if out.String() != want {
				t.Errorf("%s: %q: got %q, want %q", mode, c.in, out.String(), want)
			}
		}
	}
}
