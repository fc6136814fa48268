package records

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// AppendString appends s as a JSON string. Bytes that are not UTF-8 become
// U+FFFD; only what JSON requires is escaped.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			continue
		}
		if r, size := utf8.DecodeRuneInString(s[i:]); size > 1 {
			i += size - 1
			continue
		} else if r == utf8.RuneError {
			dst = utf8.AppendRune(append(dst, s[from:i]...), r)
		} else {
			dst = appendEscape(append(dst, s[from:i]...), c)
		}
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	return fmt.Appendf(dst, `\u%04x`, c)
}

// AppendCSV appends s as a CSV field, quoted where it must be.
func AppendCSV(dst []byte, s string) []byte {
	if s == strings.Trim(s, " ") && !strings.ContainsAny(s, ",\"\n\r") {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(s, `"`, `""`)...)
	return append(dst, '"')
}
