package records

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// These bytes have escapes of one letter in JSON.
const escaped, escapes = "\"\\\n\r\t", `"\nrt`

// Hidden reports whether a terminal acts on a character instead of showing it:
// control characters, separators of lines and paragraphs, and marks that turn the
// direction of writing, so that a text reads as another.
func Hidden(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0, r == 0x61C:
		return true
	case r < 0x200E || r > 0xFFFB: // nearly always
		return false
	}
	return r <= 0x200F || r >= 0x2028 && r <= 0x202E || r >= 0x2066 && r <= 0x206F || r >= 0xFFF9
}

// AppendString appends s as a JSON string. Bytes that are not UTF-8 become
// U+FFFD; what JSON requires is escaped, and what is Hidden.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < 0x7F {
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if size > 1 && !Hidden(r) {
			i += size - 1
			continue
		}
		dst = append(dst, s[from:i]...)
		if letter := strings.IndexByte(escaped, c); letter >= 0 {
			dst = append(dst, '\\', escapes[letter])
		} else if size == 1 && c >= utf8.RuneSelf {
			dst = utf8.AppendRune(dst, utf8.RuneError)
		} else {
			dst = fmt.Appendf(dst, `\u%04x`, r)
		}
		i += size - 1
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}

// AppendCSV appends s as a field of CSV with this comma, quoted where it must be.
func AppendCSV(dst []byte, s string, comma byte) []byte {
	if s == "" || s[0] != ' ' && s[len(s)-1] != ' ' && strings.IndexByte(s, comma) < 0 && !strings.ContainsAny(s, "\"\n\r") {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(s, `"`, `""`)...)
	return append(dst, '"')
}

// Guarded is s with an apostrophe before it where a spreadsheet would take it for
// a formula, as OWASP advises against CSV injection. Numbers stay. It is meant for
// texts that come from elsewhere, in every CSV that people open.
func Guarded(s string) string {
	if s == "" || s[0] > '@' && s[0] < utf8.RuneSelf || !formula(s) {
		return s
	}
	return "'" + s
}

// unguarded undoes Guarded.
func unguarded(s string) string {
	if len(s) > 1 && s[0] == '\'' && formula(s[1:]) {
		return s[1:]
	}
	return s
}

func formula(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0"))
	if !strings.ContainsRune("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20", r) {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err != nil
}
